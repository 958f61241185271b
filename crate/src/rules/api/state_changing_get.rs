use crate::facts::{Facts, Method, Operation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "state-changing-get",
    item: "api.http-methods",
    severity: Severity::High,
    page: page!("state_changing_get.md"),
    check,
};

/// Words that say that something changes, alone at the end of a path or first in the name of an operation.
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

/// Words beside which the others are things: an update's history, a form for a new item.
const HARMLESS: [&str; 22] = [
    "fee",
    "fees",
    "fetch",
    "find",
    "form",
    "get",
    "history",
    "link",
    "list",
    "log",
    "logs",
    "page",
    "preview",
    "read",
    "request",
    "requests",
    "retrieve",
    "search",
    "show",
    "status",
    "url",
    "validation",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let reads = facts.operations().filter(|(_, operation)| {
        !operation.webhook && matches!(operation.method, Method::Get | Method::Head)
    });
    for (_, operation) in reads {
        let Some((word, confidence)) = said_to_change(operation) else { continue };
        let message = format!(
            "`{}` is a read by its method, and by its name it `{word}`s something",
            operation.label()
        );
        let finding = seen.violated(operation.place, message).confidence(confidence);
        if confidence == Confidence::Low {
            finding.severity(Severity::Medium);
        }
    }
}

/// What the last part of the path or the name says that it does, and how much that proves.
fn said_to_change(operation: &Operation) -> Option<(String, Confidence)> {
    let changes = |word: &String| CHANGES.contains(&word.as_str());
    let mut segments = operation.path.trim_end_matches('/').rsplit('/');
    let end = segments.next().filter(|end| !end.contains('{'));
    // They are the caller's own.
    if segments.next().is_some_and(|before| matches!(before, "cookie" | "cookies")) {
        return None;
    }
    let of_path = end.map(words).unwrap_or_default();
    if let [word] = of_path.as_slice()
        && changes(word)
    {
        return Some((word.clone(), Confidence::Medium));
    }
    let of_id = operation.id.as_ref().map(|id| words(&id.value)).unwrap_or_default();
    let is_thing = of_id.iter().any(|word| HARMLESS.contains(&word.as_str()));
    let word = of_id.first().filter(|word| changes(word) && of_id.len() >= 2 && !is_thing)?;
    // What is created or updated may be the answer itself: a picture, a link, a token.
    let destroys = matches!(word.as_str(), "cancel" | "deactivate" | "delete" | "disable" | "remove");
    Some((word.clone(), if destroys { Confidence::Medium } else { Confidence::Low }))
}
