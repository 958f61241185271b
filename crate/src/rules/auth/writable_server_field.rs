use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, FieldRole, Operation, OperationClass, SchemaId, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "writable-server-field",
    item: "auth.privilege-escalation",
    severity: Severity::Low,
    page: page!("writable_server_field.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// What an order or a payment is worth and how far it has come, by the last word of a field.
const OF_ORDER: [&str; 6] = ["price", "state", "status", "subtotal", "total", "totals"];

/// A schema that a creation takes and that answers carry as well.
struct Shared<'a> {
    operation: &'a Operation,
    name: &'a str,
    place: Place,
    writable: Vec<&'a str>,
    closed: usize,
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut shared: BTreeMap<SchemaId, Shared<'_>> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|operation| creates(operation)) {
        for root in operation.body.iter().flat_map(|body| &body.media).filter_map(|media| media.schema) {
            let id = target(contract, root);
            if !shared.contains_key(&id) && contract.exposure().responses(id).count > 0 {
                shared.extend(shared_schema(contract, operation, id).map(|one| (id, one)));
            }
        }
    }
    let mut sites = Vec::new();
    let mut met = 0;
    for one in shared.values() {
        if one.writable.is_empty() {
            met += 1;
            seen.met(one.place, || format!("`{}` keeps what the service sets from callers", one.name));
        } else {
            sites.push(site(one));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!(
            "{} are taken and given alike: callers can set what the service decides",
            count(number, "schema")
        )
    });
}

fn site(shared: &Shared<'_>) -> Site {
    let fields: Vec<String> = shared.writable.iter().take(4).map(|name| format!("`{name}`")).collect();
    Site {
        place: shared.place,
        message: format!(
            "`{}` is taken and given alike: `{}` lets a caller set {}",
            shared.name,
            shared.operation.label(),
            fields.join(", ")
        ),
        label: format!("`{}`", shared.name),
        confidence: Confidence::Medium,
        severity: None,
    }
}

/// An id that the caller chooses is legal with PUT.
fn creates(operation: &Operation) -> bool {
    operation.is(OperationClass::Create) && !operation.is(OperationClass::Admin) && !operation.webhook
}

/// The schema behind references.
fn target(contract: &Contract, mut id: SchemaId) -> SchemaId {
    for _ in 0..64 {
        match contract.schema(id).and_then(|schema| schema.refers_to) {
            Some(next) => id = next,
            None => break,
        }
    }
    id
}

/// None where it has no name, or no field that the service sets.
fn shared_schema<'a>(contract: &'a Contract, operation: &'a Operation, id: SchemaId) -> Option<Shared<'a>> {
    let name = contract.name(id)?;
    let mut shared =
        Shared { operation, name, place: contract.schema(id)?.place, writable: Vec::new(), closed: 0 };
    // Where callers are other systems, they may well say whose something is, and how far it has come.
    let strangers = contract.serves_strangers();
    let orders = strangers && operation.is_any(&[OperationClass::Order, OperationClass::Payment]);
    for property in contract.layers(id).into_iter().flat_map(|layer| &layer.properties) {
        let role = property.name.role().filter(|role| strangers || *role != FieldRole::Owner);
        let by_role = role.is_some_and(is_set_by_service);
        let by_order = orders && is_of_order(&property.name);
        if !(by_role || by_order) {
            continue;
        }
        if contract.is_read_only(property.schema) {
            shared.closed += 1;
        } else if !shared.writable.contains(&property.name.as_str()) {
            shared.writable.push(&property.name);
        }
    }
    (shared.closed > 0 || !shared.writable.is_empty()).then_some(shared)
}

fn is_set_by_service(role: FieldRole) -> bool {
    matches!(role, FieldRole::Identity | FieldRole::Timestamp | FieldRole::Owner)
}

/// `orderStatus`, `total`: of the order itself, not of its shipping or its address.
fn is_of_order(name: &str) -> bool {
    let words = words(name);
    match words.as_slice() {
        [last] => OF_ORDER.contains(&last.as_str()),
        [of, last] => {
            matches!(of.as_str(), "order" | "payment" | "total") && OF_ORDER.contains(&last.as_str())
        }
        _ => false,
    }
}
