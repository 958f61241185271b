use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "unused-component",
    item: "api.contract-valid",
    severity: Severity::Info,
    page: page!("unused_component.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts().filter(|contract| !facts.refers_to(contract.place.file)) {
        let told = problems::tell(seen, contract, &[ProblemKind::UnusedComponent], |_| None);
        if told == 0 && contract.whole && !contract.operations.is_empty() && !contract.named.is_empty() {
            seen.met(contract.place, || "operations use what the document defines");
        }
    }
}
