use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-path-parameter",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("undeclared_path_parameter.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let told = problems::tell(seen, contract, &[ProblemKind::PathParameter], |_| None);
        let with_parameters = contract.operations.iter().any(|operation| operation.path.contains('{'));
        if told == 0 && with_parameters {
            seen.met(contract.place, || "every part of a path that varies is declared as a parameter");
        }
    }
}
