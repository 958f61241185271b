use crate::facts::{Access, Contract, Facts, Operation, OperationClass, Sign};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "exposed-internals",
    item: "sec.data-exposure",
    severity: Severity::Medium,
    page: page!("exposed_internals.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
            check_operation(contract, operation, seen);
        }
    }
}

fn check_operation(contract: &Contract, operation: &Operation, seen: &mut Seen) {
    let Some(class) =
        [OperationClass::Debug, OperationClass::Metrics].into_iter().find(|class| operation.is(*class))
    else {
        return;
    };
    let sign = operation.classes.sign(class).map(Sign::text).unwrap_or_default();
    let label = operation.label();
    let access = contract.access(operation);
    if let Access::Required(_) = access {
        seen.met(operation.place, || {
            format!("`{label}` ({sign}) asks for `{}`", access.schemes().join("`, `"))
        });
        return;
    }
    let message = format!("`{label}` shows what goes on inside, by {sign}, and asks for no authentication");
    // A gateway may keep it from strangers, unless its siblings show that the document would say so.
    let confidence = if contract.protects() { Confidence::Medium } else { Confidence::Low };
    let finding = seen.violated(operation.place, message).confidence(confidence);
    if class == OperationClass::Metrics {
        finding.severity(Severity::Low);
    }
}
