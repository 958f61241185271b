use crate::facts::{ContractProblem, Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "ambiguous-path",
    item: "api.resource-paths",
    severity: Severity::Medium,
    page: page!("ambiguous_path.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let told = problems::tell(seen, contract, &[ProblemKind::AmbiguousPath], severity);
        if told == 0 && contract.operations.len() > 1 {
            seen.met(contract.place, || "every path matches requests of its own");
        }
    }
}

/// Requests still find their operation where no method is in both paths: tools alone trip over them.
fn severity(problem: &ContractProblem) -> Option<Severity> {
    let apart = problem.message.contains("no method is in both");
    (apart || problem.message.contains("neither of them more closely")).then_some(Severity::Low)
}
