use super::methods::files;
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unversioned-package",
    item: "api.versioning",
    severity: Severity::Low,
    page: page!("unversioned_package.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut packages: BTreeMap<&str, Place> = BTreeMap::new();
    for (_, _, file) in files(facts).filter(|(_, _, file)| !file.services.is_empty()) {
        let place = file.package.as_ref().map_or(file.place, |package| package.place);
        packages.entry(file.package()).or_insert(place);
    }
    let (mut sites, mut met) = (Vec::new(), 0);
    for (package, place) in &packages {
        if let Some(version) = package.split(['.', '_']).find(|part| is_version(part)) {
            met += 1;
            seen.met(*place, || format!("the package `{package}` names its version, `{version}`"));
            continue;
        }
        let (message, severity) = if package.is_empty() {
            (
                "services without a package: their names collide with others, and no version can be told"
                    .to_owned(),
                Some(Severity::Medium),
            )
        } else {
            (format!("the package `{package}` does not say which version of its services it holds"), None)
        };
        let label = format!("`{package}`");
        sites.push(Site { place: *place, message, label, confidence: Confidence::High, severity });
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of services do not name their version", count(number, "package"))
    });
}

/// `v1`, `v1beta2`, `v2alpha`, and the last part of `petsv1`.
pub(super) fn is_version(part: &str) -> bool {
    let digits = |text: &str| text.starts_with(|first: char| first.is_ascii_digit());
    part.strip_prefix('v').is_some_and(digits)
        || part.rsplit_once('v').is_some_and(|(_, rest)| digits(rest) && rest.len() <= 2)
        || matches!(part, "alpha" | "beta")
}
