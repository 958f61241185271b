use crate::facts::{Contract, Facts, Method, Operation, Property, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "password-in-response",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: include_str!("password_in_response.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Follows what each read answers with; a schema that several answers share is followed once.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut reached = vec![false; contract.schemas.len()];
    let reads = |operation: &&Operation| operation.method == Method::Get && !operation.webhook;
    for operation in contract.operations.iter().filter(reads) {
        let answers = operation.responses.iter().filter(|response| response.is_success());
        let mut waiting: Vec<SchemaId> =
            answers.flat_map(|response| &response.media).filter_map(|media| media.schema).collect();
        while let Some(id) = waiting.pop() {
            let Some(first) = reached.get_mut(id.0 as usize).filter(|reached| !**reached) else { continue };
            *first = true;
            let Some(schema) = contract.schema(id) else { continue };
            for property in schema.properties.iter().filter(|property| is_password(contract, property)) {
                tell(contract, operation, property, seen);
            }
            waiting.extend(schema.parts());
        }
    }
}

fn tell(contract: &Contract, operation: &Operation, property: &Property, seen: &mut Seen) {
    if contract.layers(property.schema).iter().any(|layer| layer.write_only) {
        seen.met(property.place, format!("`{}` is only ever written", property.name));
        return;
    }
    let message = format!("`{}` answers with `{}`", operation.label(), property.name);
    seen.violated(property.place, message)
        .confidence(Confidence::Medium)
        .related(operation.place, format!("`{}`", operation.label()));
}

/// A text whose name says that it is a password or what is stored in its place.
fn is_password(contract: &Contract, property: &Property) -> bool {
    let name: String = property
        .name
        .chars()
        .filter(|letter| letter.is_alphanumeric())
        .flat_map(char::to_lowercase)
        .collect();
    let named = matches!(name.as_str(), "passwd" | "pwd" | "cvv" | "cvc" | "passwordsalt")
        || name.ends_with("password")
        || name.ends_with("passwordhash")
        || name.ends_with("hashedpassword");
    let layers = contract.layers(property.schema);
    // A list of permitted values is a setting about passwords, not one of them.
    named
        && layers.iter().any(|layer| layer.is(SchemaType::String))
        && layers.iter().all(|layer| layer.values.is_none())
}
