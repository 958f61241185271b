use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "undefined-security-scheme",
    item: "auth.required",
    severity: Severity::High,
    page: page!("undefined_security_scheme.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let told = problems::tell(seen, contract, &[ProblemKind::UndefinedScheme], |_| None);
        let requires = contract.operations.iter().find_map(|operation| contract.requirements(operation));
        if told == 0
            && let Some(first) = requires
        {
            seen.met(first.place, || "every security scheme that is asked for is declared");
        }
    }
}
