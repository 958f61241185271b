use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "unresolved-reference",
    item: "api.contract-valid",
    severity: Severity::High,
    page: page!("unresolved_reference.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let told = problems::tell(
            seen,
            contract,
            &[
                ProblemKind::AbsentFile,
                ProblemKind::BrokenLink,
                ProblemKind::CircularReference,
                ProblemKind::UnresolvedReference,
            ],
            // What does not follow a link is not hurt by it.
            |problem| (problem.kind == ProblemKind::BrokenLink).then_some(Severity::Medium),
        );
        if told == 0 && contract.references > 0 && contract.whole {
            seen.met(contract.place, || "every reference leads to what it names");
        }
    }
}
