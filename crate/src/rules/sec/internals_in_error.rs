use crate::facts::{
    Contract, Direction, Facts, Field, FieldRole, SchemaId, SchemaType, SecurityUse, UseKind, words,
};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "internals-in-error",
    item: "sec.error-leak",
    severity: Severity::Medium,
    page: page!("internals_in_error.md"),
    check,
};

/// Findings of one document; more have the same cause.
const MOST_TOLD: usize = 5;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
    check_code(facts, seen);
}

/// What errors tell in the answers of the code.
fn check_code(facts: &Facts, seen: &mut Seen) {
    let told = facts.uses(UseKind::ErrorDetail).filter(|one| !is_for_developers(one));
    let (traces, messages): (Vec<_>, Vec<_>) = told.partition(|one| one.is("what", "trace"));
    for group in alike::groups(traces.into_iter(), |_| ()) {
        alike::told(seen, &group, |one| {
            format!("`{}` is sent to the caller: it shows the calls that led to the error", one.name)
        });
    }
    let finding = alike::told(seen, &messages, |one| {
        format!("`{}` of an error that nobody expected is sent to the caller", one.name)
    });
    if let Some(finding) = finding {
        finding.severity(Severity::Low).confidence(Confidence::Medium);
    }
}

/// It stands under a condition that asks where the service runs.
fn is_for_developers(one: &SecurityUse) -> bool {
    let words = one.under.iter().flat_map(|name| words(name));
    one.is_wished() || { words }
        .any(|word| matches!(word.as_str(), "production" | "prod" | "environment" | "env"))
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let leaks: Vec<Field<'_>> = contract
        .fields()
        .filter(|field| field.role == FieldRole::Internals && is_of_errors(contract, field.owner))
        .filter(|field| holds_details(contract, field.property.schema))
        .collect();
    for field in leaks.iter().take(MOST_TOLD) {
        report(contract, field, seen);
    }
    if leaks.is_empty() {
        clean(contract, seen);
    }
}

/// What answers carry as well is what the service is about: a tracker of errors shows stack traces.
fn is_of_errors(contract: &Contract, owner: SchemaId) -> bool {
    contract.exposure().errors(owner).count > 0 && contract.exposure().responses(owner).count == 0
}

fn holds_details(contract: &Contract, id: SchemaId) -> bool {
    !contract.is_write_only(id)
        && contract.layers(id).iter().any(|layer| {
            layer.is(SchemaType::String)
                || layer.is(SchemaType::Array)
                || layer.is(SchemaType::Object)
                || !layer.properties.is_empty()
        })
}

fn report(contract: &Contract, field: &Field<'_>, seen: &mut Seen) {
    let reached = contract.exposure().errors(field.owner);
    let Some(operation) = contract.reaching(reached).next() else { return };
    let mut message = format!("errors carry `{}`", field.property.name);
    if let Some(way) = contract.way(operation, Direction::Error, field.property.schema) {
        message = format!("{message} ({}), as `{}` does", way.text, operation.label());
    }
    let finding = seen.violated(field.property.place, message).sites(reached.count);
    for operation in contract.reaching(reached).take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
}

/// Named schemas of errors that hold nothing of the kind.
fn clean(contract: &Contract, seen: &mut Seen) {
    let errors = contract
        .named
        .iter()
        .filter(|(_, id)| is_of_errors(contract, *id))
        .filter(|(_, id)| contract.layers(*id).iter().any(|layer| !layer.properties.is_empty()));
    for (name, _) in errors.take(5) {
        seen.met(name.place, || format!("`{}` shows nothing from within", name.value));
    }
}
