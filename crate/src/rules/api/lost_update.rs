use crate::artifact::Value;
use crate::facts::{Contract, Facts, Method, Operation, Precondition, words};
use crate::finding::{Action, Confidence, Finding, Seen, Severity};
use crate::rules::gather::{count, others_do};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "lost-update",
    item: "api.concurrency-control",
    severity: Severity::Medium,
    page: page!("lost_update.md"),
    check,
};

/// Words for what many change at the same time.
const CONTENDED: [&str; 10] = [
    "allotment",
    "availability",
    "balance",
    "balances",
    "inventory",
    "seats",
    "stock",
    "stocks",
    "vacancies",
    "wallet",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut open = Vec::new();
    let mut guarded = 0;
    let updates = contract
        .written()
        .filter(|(one, _)| matches!(one.method, Method::Put | Method::Patch) && one.body.is_some());
    for (operation, write) in updates {
        match &write.precondition {
            Precondition::Declared(evidence) => {
                guarded += 1;
                seen.met(operation.place, || format!("`{}` {evidence}", operation.label()));
            }
            // It is not known what the field is for.
            Precondition::Possible(_) => {}
            Precondition::None => open.push(operation),
        }
    }
    let (contended, calm): (Vec<_>, Vec<_>) = open.into_iter().partition(|one| is_contended(one));
    let confidence = if guarded > calm.len() { Confidence::Medium } else { Confidence::Low };
    let severity = if guarded > 0 { Severity::Medium } else { Severity::Low };
    let others = match guarded {
        0 => String::new(),
        some => format!(", while {}", others_do(some, "other update")),
    };
    let mut tell = |open: &[&Operation], what, standing| {
        if let Some(finding) = tell(seen, open, what, &others, standing) {
            finding.overlay(preconditions(contract, open).into_iter().flatten());
        }
    };
    tell(&contended, "what many change at once", (Severity::Medium, Confidence::Medium));
    tell(&calm, "something", (severity, confidence));
}

/// The header by which an update says which version it started from (RFC 9110, 13.1.1).
fn preconditions(contract: &Contract, operations: &[&Operation]) -> Option<Vec<Action>> {
    let version = overlay::Parameter {
        name: "If-Match",
        location: "header",
        description: "The `ETag` of what was read: where it has changed since, the answer is 412",
        schema: vec![("type", Value::text("string"))],
    };
    if operations.len() > overlay::MOST_OPERATIONS {
        return None;
    }
    overlay::parameter(contract, operations, &version, "IfMatch")
}

fn tell<'s>(
    seen: &'s mut Seen,
    open: &[&Operation],
    what: &str,
    others: &str,
    (severity, confidence): (Severity, Confidence),
) -> Option<&'s mut Finding> {
    let [first, more @ ..] = open else { return None };
    let who = match more.len() {
        0 => format!("`{}` replaces {what} and does", first.label()),
        number => {
            format!("`{}` and {} replace {what} and do", first.label(), count(number, "other operation"))
        }
    };
    let finding = seen.violated(
        first.place,
        format!("{who} not say which version it started from (`If-Match` or a version field){others}"),
    );
    finding.severity(severity).confidence(confidence).sites(open.len());
    for operation in more.iter().take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
    Some(finding)
}

/// By the last words of its path.
fn is_contended(operation: &Operation) -> bool {
    let literal = operation.path.rsplit('/').find(|segment| !segment.is_empty() && !segment.contains('{'));
    literal.is_some_and(|segment| words(segment).iter().any(|word| CONTENDED.contains(&word.as_str())))
}
