use crate::facts::{Facts, Method, Operation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "state-changing-get",
    item: "api.http-methods",
    severity: Severity::High,
    page: include_str!("state_changing_get.md"),
    check,
};

/// First words of a name that say that something changes.
const CHANGES: [&str; 10] = [
    "activate",
    "approve",
    "cancel",
    "create",
    "deactivate",
    "delete",
    "disable",
    "insert",
    "remove",
    "update",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let reads = facts.operations().filter(|(_, operation)| {
        !operation.webhook && matches!(operation.method, Method::Get | Method::Head)
    });
    for (_, operation) in reads {
        if let Some(said) = said_to_change(operation) {
            let message = format!("`{}` is a read by its method, and {said} by its name", operation.label());
            seen.violated(operation.place, message).confidence(Confidence::Medium);
        }
    }
}

/// What the name or the last part of the path says that it does.
fn said_to_change(operation: &Operation) -> Option<String> {
    let last = operation.path.trim_end_matches('/').rsplit('/').next().filter(|last| !last.contains('{'));
    let of_path = last.map(words).filter(|words| words.len() <= 2);
    let of_id = operation.id.as_ref().map(|id| words(&id.value)).filter(|words| words.len() >= 2);
    // A form or a preview of a change changes nothing yet.
    let harmless =
        ["form", "preview", "status", "page", "validation", "history", "log", "logs", "request", "requests"];
    let of_path = of_path.filter(|words| !words.iter().any(|word| harmless.contains(&word.as_str())));
    let of_id = of_id.filter(|words| !words.iter().any(|word| harmless.contains(&word.as_str())));
    let word = [of_path, of_id]
        .into_iter()
        .flatten()
        .find_map(|words| words.into_iter().next().filter(|word| CHANGES.contains(&word.as_str())))?;
    Some(format!("`{word}`s something"))
}
