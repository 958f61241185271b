use crate::facts::{Facts, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "predictable-temporary-file",
    item: "sec.least-privilege",
    severity: Severity::Medium,
    page: page!("predictable_temporary_file.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let names = facts.uses(UseKind::TemporaryName).filter(|one| is_foretold(one));
    for group in alike::groups(names, |one| one.said.contains_key("path")) {
        let fixed = group.first().is_some_and(|one| one.said.contains_key("path"));
        let finding = alike::told(seen, &group, |one| {
            format!("`{}` gives a name, and others can make the file first", one.name)
        });
        if let Some(finding) = finding.filter(|_| fixed) {
            finding.severity(Severity::Low).confidence(Confidence::Medium);
        }
    }
}

/// A file that is written in a folder that every account may write to; a name that is made for one.
fn is_foretold(one: &SecurityUse) -> bool {
    if !one.said.contains_key("path") {
        return true;
    }
    let writes = one
        .said
        .get("access")
        .is_none_or(|_| one.constant("access").is_some_and(|access| access.starts_with(['a', 'w', 'x'])));
    let shared =
        |path: &str| ["/tmp/", "/var/tmp/", "/dev/shm/"].iter().any(|folder| path.starts_with(folder));
    writes && one.constant("path").is_some_and(shared)
}
