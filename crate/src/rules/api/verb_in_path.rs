use std::collections::BTreeSet;

use crate::facts::{Contract, Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "verb-in-path",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: include_str!("verb_in_path.md"),
    check,
};

/// Verbs for which HTTP has a method.
const VERBS: [&str; 9] = ["add", "create", "delete", "fetch", "get", "insert", "remove", "save", "update"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    let mut known = BTreeSet::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        if !known.insert(operation.path.as_str()) {
            continue;
        }
        let verb = operation.path.split('/').find(|segment| begins_with_verb(segment));
        match verb {
            Some(verb) => sites.push(Site {
                place: operation.path_place,
                message: format!("the path `{}` says by `{verb}` what the method should say", operation.path),
                label: format!("`{}`", operation.path),
                confidence: Confidence::High,
                severity: None,
            }),
            None => {
                met += 1;
                seen.met(operation.path_place, format!("`{}` names a resource", operation.path));
            }
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} hold verbs that methods stand for", count(number, "path"))
    });
}

fn begins_with_verb(segment: &str) -> bool {
    if segment.contains(['{', ':', '.', '#', '=']) {
        return false;
    }
    let words = words(segment);
    let first_is_verb = words.first().is_some_and(|first| VERBS.contains(&first.as_str()));
    // An add-on and an update log are things.
    let is_thing = matches!(
        words.get(1).map(String::as_str),
        Some("on" | "ons" | "in" | "ins" | "log" | "logs" | "info" | "history")
    );
    first_is_verb && !is_thing
}
