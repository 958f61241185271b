use std::collections::BTreeMap;

use crate::artifact::Place;
use crate::facts::{ContractProblem, Facts, Operation, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, corrected};

pub(super) static RULE: Rule = Rule {
    id: "invalid-contract",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: include_str!("invalid_contract.md"),
    check,
};

/// Places that one finding names besides its first.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    check_events(facts, seen);
    for contract in facts.contracts() {
        for (message, problems) in alike(&contract.problems) {
            tell(message, &problems, seen);
        }
        let mut starts: Vec<Place> = contract.problems.iter().map(|problem| problem.place).collect();
        starts.sort_unstable();
        for operation in contract.operations.iter().filter(|operation| is_free_of(operation, &starts)) {
            seen.met(
                operation.place,
                format!("`{}` follows OpenAPI {}", operation.label(), contract.version),
            );
        }
        if contract.operations.is_empty() && contract.problems.is_empty() {
            seen.met(contract.place, format!("the document follows OpenAPI {}", contract.version));
        }
    }
}

/// Contracts of messages.
fn check_events(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        for (message, problems) in alike(&contract.problems) {
            tell(message, &problems, seen);
        }
        if contract.problems.is_empty() {
            seen.met(contract.place, format!("the document follows AsyncAPI {}", contract.version));
        }
    }
}

/// Problems that say the same: one cause, told once.
fn alike(problems: &[ContractProblem]) -> BTreeMap<&str, Vec<&ContractProblem>> {
    let mut alike: BTreeMap<&str, Vec<&ContractProblem>> = BTreeMap::new();
    for problem in problems {
        alike.entry(&problem.message).or_default().push(problem);
    }
    alike
}

fn tell(message: &str, problems: &[&ContractProblem], seen: &mut Seen) {
    let Some((first, others)) = problems.split_first() else { return };
    let message = match others.len() {
        0 => message.to_owned(),
        others => format!("{message} ({} places)", others + 1),
    };
    let finding = seen.violated(first.place, message).severity(severity(first)).sites(problems.len());
    // Each place alike has its own correction: all of them together mend the one cause.
    let corrections: Option<Vec<_>> = problems.iter().map(|problem| problem.correction.as_ref()).collect();
    if let Some(corrections) = corrections {
        finding.fix(corrected::fix(corrections));
    }
    for related in &first.related {
        finding.related(related.place, related.value.clone());
    }
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, "the same here");
    }
}

/// What readers of the document trip over weighs more than what they skip.
fn severity(problem: &ContractProblem) -> Severity {
    match problem.kind {
        ProblemKind::UnknownField => Severity::Low,
        ProblemKind::MissingField if problem.message.ends_with("`description`") => Severity::Low,
        _ => Severity::Medium,
    }
}

/// Whether no problem stands within an operation; `places` are sorted.
fn is_free_of(operation: &Operation, places: &[Place]) -> bool {
    let from = operation.place.min(operation.whole);
    let next = places.partition_point(|place| *place < from);
    places.get(next).is_none_or(|place| {
        place.file != operation.whole.file || place.span.start >= operation.whole.span.end
    })
}
