use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "duplicate-operation-id",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("duplicate_operation_id.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let told = problems::tell(seen, contract, &[ProblemKind::DuplicateOperationId], |_| None);
        let named = contract.operations.iter().filter(|operation| operation.id.is_some()).count();
        if told == 0 && named > 1 {
            seen.met(contract.place, || format!("{named} operations have names of their own"));
        }
    }
}
