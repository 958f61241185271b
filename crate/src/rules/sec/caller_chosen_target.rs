use crate::facts::{Contract, Facts, Field, FieldRole};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "caller-chosen-target",
    item: "sec.ssrf",
    severity: Severity::Low,
    page: page!("caller_chosen_target.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Whether the service confines where it sends to is not visible in a contract: one suspicion for the document.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let exposure = contract.exposure();
    let targets: Vec<Field<'_>> = contract
        .fields()
        .filter(|field| field.role == FieldRole::Target && exposure.requests(field.owner).count > 0)
        .filter(|field| is_address(contract, field) && !contract.is_read_only(field.property.schema))
        .collect();
    let Some(first) = targets.first() else { return };
    let Some(operation) = contract.reaching(exposure.requests(first.owner)).next() else { return };
    let what = if targets.len() == 1 {
        format!("`{}` takes an address", operation.label())
    } else {
        format!("{} in requests take an address", count(targets.len(), "field"))
    };
    let message = format!(
        "{what}, `{}`: the service may be made to call what callers cannot reach",
        first.property.name
    );
    let finding =
        seen.violated(first.property.place, message).confidence(Confidence::Low).sites(targets.len());
    for field in targets.iter().skip(1).take(20) {
        finding.related(field.property.place, format!("`{}`", field.property.name));
    }
}

/// A text, also one with the format of an address.
fn is_address(contract: &Contract, field: &Field<'_>) -> bool {
    let layers = contract.layers(field.property.schema);
    layers.iter().any(|layer| layer.is(crate::facts::SchemaType::String))
        && layers.iter().all(|layer| layer.values.is_none() && layer.pattern.is_none())
}
