use crate::collections::BTreeSet;
use crate::facts::{Contract, Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "verb-in-path",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: page!("verb_in_path.md"),
    check,
};

/// Verbs for which HTTP has a method.
const VERBS: [&str; 9] = ["add", "create", "delete", "fetch", "get", "insert", "remove", "save", "update"];

/// Words that make a thing of the verb before them.
const THINGS: [&str; 16] = [
    "history", "in", "info", "ins", "list", "log", "logs", "on", "ons", "report", "reports", "request",
    "requests", "started", "status", "token",
];

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
        let verb = verb(&operation.path);
        let Some(verb) = verb else {
            met += 1;
            seen.met(operation.path_place, || format!("`{}` names a resource", operation.path));
            continue;
        };
        sites.push(Site {
            place: operation.path_place,
            message: format!("the path `{}` says by `{verb}` what the method should say", operation.path),
            label: format!("`{}`", operation.path),
            confidence: Confidence::High,
            severity: None,
        });
    }
    gather::tell_few(seen, sites, met, |number| {
        format!("{} hold verbs that methods stand for", count(number, "path"))
    });
}

/// The first part of a path that is a verb.
fn verb(path: &str) -> Option<&str> {
    let mut before = "";
    path.split('/').find(|segment| {
        let below_actions = matches!(std::mem::replace(&mut before, segment), "action" | "actions");
        !below_actions && is_verb(segment)
    })
}

fn is_verb(segment: &str) -> bool {
    if segment.contains(['{', ':', '.', '#', '=']) {
        return false;
    }
    let words = words(segment);
    let Some((first, rest)) = words.split_first() else { return false };
    // `remove-token` and `update-branch` are things as often as deeds; `getToken` is not.
    let clear = match first.as_str() {
        "create" | "fetch" | "get" | "insert" | "save" => true,
        _ => rest.is_empty() || !segment.contains('-'),
    };
    let is_thing = rest.first().is_some_and(|second| THINGS.contains(&second.as_str()));
    VERBS.contains(&first.as_str()) && clear && !is_thing
}
