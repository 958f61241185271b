use crate::collections::BTreeSet;
use crate::facts::{
    Access, Contract, Direction, Facts, Field, FieldRole, Operation, OperationClass, SchemaId, SchemaType,
    singular, words,
};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "writable-privilege",
    item: "auth.privilege-escalation",
    severity: Severity::High,
    page: page!("writable_privilege.md"),
    check,
};

/// Findings of one document.
const MOST_TOLD: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Who sends a request, and how much that says.
struct Sender {
    who: &'static str,
    confidence: Confidence,
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut told = BTreeSet::new();
    for operation in contract.operations.iter().filter(|operation| writes(operation)) {
        let Some(sender) = sender(contract, operation) else { continue };
        let sure = sender.confidence > Confidence::Low;
        let mut harmless = true;
        for field in fields(contract, operation) {
            let schema = field.property.schema;
            if contract.is_read_only(schema) {
                seen.met(field.property.place, || {
                    format!("`{}` cannot be set by callers", field.property.name)
                });
                harmless = false;
            } else if decides(contract, &field) && (sure || is_switch(contract, &field)) {
                harmless = false;
                if told.len() < MOST_TOLD && told.insert(field.property.place) {
                    report(contract, operation, &field, &sender, seen);
                }
            }
        }
        if harmless && sure {
            seen.met(operation.place, || format!("`{}` takes no rights from its caller", operation.label()));
        }
    }
}

fn report(contract: &Contract, operation: &Operation, field: &Field<'_>, sender: &Sender, seen: &mut Seen) {
    let name = &field.property.name;
    let mut message = format!("{} can send `{name}` to `{}`", sender.who, operation.label());
    if let Some(way) = contract.way(operation, Direction::Request, field.property.schema) {
        message = format!("{message} ({})", way.text);
    }
    let finding = seen.violated(field.property.place, message).confidence(sender.confidence);
    if field.role == FieldRole::Verification || sender.confidence == Confidence::Low {
        finding.severity(Severity::Medium);
    }
    finding.related(operation.place, format!("`{}`", operation.label()));
}

/// `isAdmin`: rights by a switch.
fn is_switch(contract: &Contract, field: &Field<'_>) -> bool {
    field.role == FieldRole::Privilege
        && contract.layers(field.property.schema).iter().any(|layer| layer.is(SchemaType::Boolean))
}

fn writes(operation: &Operation) -> bool {
    operation.method.writes()
        && !operation.webhook
        && operation.body.is_some()
        && !operation.is_any(&[OperationClass::Admin, OperationClass::Read, OperationClass::List])
}

/// Strangers, or people about themselves. Whoever changes an account may be there to give out rights.
fn sender(contract: &Contract, operation: &Operation) -> Option<Sender> {
    let segments: Vec<&str> = operation.path.split('/').filter(|segment| !segment.is_empty()).collect();
    let end = segments.iter().rev().find(|segment| !segment.contains('{'))?;
    let of_item = operation.path.contains('{');
    let of_self = matches!(end.to_ascii_lowercase().as_str(), "me" | "self" | "profile" | "myself");
    let open = contract.access(operation) == Access::DeclaredOpen && operation.is(OperationClass::Create);
    let (who, confidence) = if operation.is(OperationClass::SignUp) {
        ("whoever signs up", Confidence::Medium)
    } else if open && !of_item && is_account(end) {
        ("anybody", Confidence::Medium)
    } else if of_self && !of_item {
        ("everybody, about themselves,", Confidence::Medium)
    } else if is_account(end) {
        ("whoever may write an account", Confidence::Low)
    } else {
        return None;
    };
    Some(Sender { who, confidence })
}

/// `/users`, `/customers/{id}`
fn is_account(segment: &str) -> bool {
    words(segment)
        .last()
        .is_some_and(|last| matches!(singular(last).as_str(), "user" | "account" | "customer" | "profile"))
}

/// The fields of the body itself, also through references and compositions; not of what stands within it.
fn fields<'a>(contract: &'a Contract, operation: &Operation) -> Vec<Field<'a>> {
    let roots = operation.body.iter().flat_map(|body| &body.media).filter_map(|media| media.schema);
    let mut seen = BTreeSet::new();
    let mut found = Vec::new();
    for root in roots.take(4) {
        for schema in contract.layers(root) {
            for property in &schema.properties {
                let role = property.name.role().filter(|role| is_right(*role));
                if let Some(role) = role.filter(|_| seen.insert(property.place)) {
                    found.push(Field { owner: root, property, role });
                }
            }
        }
    }
    found
}

fn is_right(role: FieldRole) -> bool {
    matches!(role, FieldRole::Privilege | FieldRole::Verification | FieldRole::Balance)
}

/// Whether its type is that of rights: a `role` that is an object is something else.
fn decides(contract: &Contract, field: &Field<'_>) -> bool {
    let is = |id: SchemaId, type_| contract.layers(id).iter().any(|layer| layer.is(type_));
    let schema = field.property.schema;
    let text = is(schema, SchemaType::String) || is(schema, SchemaType::Integer);
    match field.role {
        FieldRole::Privilege => text || is(schema, SchemaType::Boolean) || is(schema, SchemaType::Array),
        FieldRole::Verification => is(schema, SchemaType::Boolean) || is(schema, SchemaType::String),
        _ => is(schema, SchemaType::Number) || text,
    }
}
