use crate::facts::{Contract, Facts, MountTarget, OperationClass, Purpose};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-health-check",
    item: "ops.health-checks",
    severity: Severity::Low,
    page: page!("missing_health_check.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut checks = facts.routes.iter().filter(|route| route.purpose() == Purpose::Health).peekable();
    let application = facts.applications().next().filter(|_| !facts.routes.is_empty());
    if let (None, Some(application)) = (checks.peek(), application) {
        let unknown = application.mounts.iter().any(|mount| mount.target == MountTarget::Unknown);
        let confidence = if unknown { Confidence::Low } else { Confidence::Medium };
        let message = "no route says whether the instance is alive and ready";
        seen.violated(application.place, message).confidence(confidence);
    }
    for route in checks {
        seen.met(route.place, || format!("`{}` answers for the instance", route.label()));
    }
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Probes are often left out of what callers get to read, so that their absence is no more than a question.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let served = || contract.operations.iter().filter(|operation| !operation.webhook);
    match served().find(|operation| operation.is(OperationClass::Health)) {
        Some(check) => seen.met(check.place, || format!("`{}` answers for the instance", check.label())),
        None if served().next().is_some() => {
            let text = "By what does the platform know that an instance is alive and ready? The contract declares no health check.";
            seen.question(Some(contract.place), text);
        }
        None => {}
    }
}
