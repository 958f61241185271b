use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "ineffective-keyword",
    item: "api.contract-valid",
    severity: Severity::Low,
    page: page!("ineffective_keyword.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.shapes() {
        let told = problems::tell(seen, contract, &[ProblemKind::Ineffective], |_| None);
        if told == 0 && !contract.schemas.is_empty() {
            seen.met(contract.place, || "what is written has an effect where it stands");
        }
    }
}
