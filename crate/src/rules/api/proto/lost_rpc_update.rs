use super::methods::{Declared, Method, by_package, methods};
use crate::facts::proto::Field;
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "lost-rpc-update",
    item: "api.concurrency-control",
    severity: Severity::Medium,
    page: page!("lost_rpc_update.md"),
    check,
};

/// Updates of a package that name the version they change, from which on it is the habit.
const HABIT: usize = 2;

/// What a field is called that says which version of a thing a caller has seen.
const VERSIONS: [&str; 18] = [
    "etag",
    "fingerprint",
    "generation",
    "if match",
    "if revision",
    "if version",
    "last modified",
    "lock version",
    "metageneration",
    "mod revision",
    "resource version",
    "revision",
    "revision number",
    "row version",
    "sequence",
    "version",
    "version number",
    "concurrency token",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let methods = methods(facts);
    let mut doubtful = Vec::new();
    for methods in by_package(&methods).values() {
        let (mut sites, mut met) = (Vec::new(), 0);
        for method in methods.iter().filter(|method| is_update(method)) {
            let Some((field, resource)) = method.resource(facts) else { continue };
            let request = method.request.into_iter().flat_map(Declared::fields);
            match request.chain(resource.fields()).find(|field| is_version(field)) {
                Some(version) => {
                    met += 1;
                    let text = format!(
                        "{} says which version it changes (`{}`)",
                        method.label(),
                        version.name.value
                    );
                    seen.met(method.place(), || text);
                }
                None => sites.push((method, &field.name.value)),
            }
        }
        let is_habit = met >= HABIT && met >= sites.len();
        let confidence = if is_habit { Confidence::Medium } else { Confidence::Low };
        let told = sites.iter().map(|(method, what)| {
            let others = count(met, "other update");
            let habit = if is_habit { format!(", unlike {others} of the package") } else { String::new() };
            let what =
                format!("overwrites `{what}` without saying which version of it the caller saw{habit}");
            method.site(&what, confidence)
        });
        if is_habit {
            gather::tell(seen, told.collect(), met, whole);
        } else {
            doubtful.extend(told);
        }
    }
    tell_doubtful(seen, &doubtful);
}

/// Where nobody does it, it is one matter for the whole submission.
fn tell_doubtful(seen: &mut Seen, sites: &[Site]) {
    let places: Vec<_> = sites.iter().map(|site| (site.place, site.label.clone())).collect();
    let single = sites.first().map(|site| site.message.clone()).unwrap_or_default();
    let told = gather::at_places(seen, &places, |number, _| if number == 1 { single } else { whole(number) });
    if let Some(finding) = told {
        finding.confidence(Confidence::Low);
    }
}

fn whole(number: usize) -> String {
    format!(
        "{} overwrite things without saying which version of them the caller saw",
        count(number, "update")
    )
}

fn is_update(method: &Method<'_>) -> bool {
    matches!(method.verb(), "update" | "patch" | "modify" | "replace" | "edit") && !method.streams()
}

fn is_version(field: &Field) -> bool {
    let words = words(&field.name.value);
    let name = words.join(" ");
    let expected =
        words.iter().any(|word| matches!(word.as_str(), "expected" | "precondition" | "preconditions"));
    expected
        || VERSIONS.contains(&name.as_str())
        || words.iter().any(|word| word == "etag" || word == "etags")
}
