use crate::artifact::Place;
use crate::collections::Sort;
use crate::facts::{ContractProblem, Facts, Operation, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "invalid-contract",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("invalid_contract.md"),
    check,
};

/// Problems that have no rule of their own.
const KINDS: [ProblemKind; 6] = [
    ProblemKind::DuplicateKey,
    ProblemKind::Forgiven,
    ProblemKind::MissingField,
    ProblemKind::UnknownField,
    ProblemKind::WrongType,
    ProblemKind::WrongValue,
];

fn check(facts: &Facts, seen: &mut Seen) {
    check_events(facts, seen);
    for contract in facts.contracts() {
        let told = problems::tell(seen, contract, &KINDS, severity);
        let own = contract.problems.iter().filter(|problem| KINDS.contains(&problem.kind));
        let mut starts: Vec<Place> = own.map(|problem| problem.place).collect();
        starts.order();
        for operation in contract.operations.iter().filter(|operation| is_free_of(operation, &starts)) {
            let text = format!("`{}` follows OpenAPI {}", operation.label(), contract.version);
            seen.met(operation.place, || text.trim_end());
        }
        if contract.operations.is_empty() && told == 0 {
            seen.met(contract.place, || {
                format!("the document follows OpenAPI {}", contract.version).trim_end().to_owned()
            });
        }
    }
}

/// Contracts of messages.
fn check_events(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        let own = contract.shapes.problems.iter().filter(|problem| problem.kind != ProblemKind::Ineffective);
        if problems::tell_all(seen, own, severity) == 0 {
            seen.met(contract.place, || format!("the document follows AsyncAPI {}", contract.version));
        }
    }
}

/// What readers of the document trip over weighs more than what they skip.
fn severity(problem: &ContractProblem) -> Option<Severity> {
    match problem.kind {
        ProblemKind::Forgiven | ProblemKind::UnknownField => Some(Severity::Low),
        ProblemKind::MissingField if problem.message.ends_with("`description`") => Some(Severity::Low),
        _ => None,
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
