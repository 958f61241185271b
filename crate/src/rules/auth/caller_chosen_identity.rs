use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Operation, OperationClass, ParameterLocation, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "caller-chosen-identity",
    item: "auth.object-level",
    severity: Severity::Medium,
    page: page!("caller_chosen_identity.md"),
    check,
};

/// Fields of a body that are looked at.
const MOST_FIELDS: usize = 40;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        by_header(contract, seen);
        by_body(contract, seen);
        ask(contract, seen);
    }
}

/// A header that says who is calling, beside the credentials that prove it.
fn by_header(contract: &Contract, seen: &mut Seen) {
    let mut found: BTreeMap<&str, (Place, Vec<&Operation>)> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|operation| contract.access(operation).is_required()) {
        for parameter in operation.parameters.iter().filter(|one| one.location == ParameterLocation::Header) {
            if says_who(&parameter.name) {
                found
                    .entry(&parameter.name)
                    .or_insert_with(|| (parameter.place, Vec::new()))
                    .1
                    .push(operation);
            }
        }
    }
    for (name, (place, operations)) in found {
        let message = format!(
            "{} take `{name}`: who is calling should come from the credentials alone",
            count(operations.len(), "operation")
        );
        let finding = seen.violated(place, message).confidence(Confidence::Low).sites(operations.len());
        for operation in operations.iter().take(20) {
            finding.related(operation.place, format!("`{}`", operation.label()));
        }
    }
}

/// A field that says whose the thing is that somebody with an account of their own creates.
fn by_body(contract: &Contract, seen: &mut Seen) {
    if !contract.serves_strangers() {
        return;
    }
    let mut found: BTreeMap<&str, (Place, Vec<&Operation>)> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|one| creates_own(contract, one)) {
        let media = operation.body.iter().flat_map(|body| &body.media).take(1);
        let layers = media.filter_map(|media| media.schema).flat_map(|schema| contract.layers(schema));
        let mut properties = layers.flat_map(|layer| &layer.properties).take(MOST_FIELDS);
        let own = properties.find(|one| says_whose(&one.name) && !contract.is_read_only(one.schema));
        if let Some(property) = own {
            found.entry(&property.name).or_insert_with(|| (property.place, Vec::new())).1.push(operation);
        }
    }
    for (name, (place, operations)) in found {
        let extent = count(operations.len(), "creation");
        let message =
            format!("{extent} take `{name}` in the body: whose it is should come from the credentials");
        let finding = seen.violated(place, message).confidence(Confidence::Low).sites(operations.len());
        for operation in operations.iter().take(20) {
            finding.related(operation.place, format!("`{}`", operation.label()));
        }
    }
}

/// Something of the caller's, not something about other people.
fn creates_own(contract: &Contract, operation: &Operation) -> bool {
    let about_people = [OperationClass::Admin, OperationClass::SignUp, OperationClass::Bulk];
    let people = ["admin", "invitation", "invite", "member", "permission", "role", "staff", "user"];
    let named = |segment: &str| words(segment).iter().any(|word| people.contains(&singular(word).as_str()));
    operation.is(OperationClass::Create)
        && !operation.webhook
        && !operation.is_any(&about_people)
        && contract.access(operation).is_required()
        && !operation.path.split('/').any(named)
}

fn says_whose(field: &str) -> bool {
    let words = words(field);
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    matches!(words.as_slice(), ["user" | "owner" | "author" | "creator", "id"] | ["userid" | "ownerid"])
}

fn says_who(header: &str) -> bool {
    let words = words(header);
    let words: Vec<&str> = words.iter().map(String::as_str).filter(|word| *word != "x").collect();
    matches!(
        words.as_slice(),
        ["user" | "account" | "customer" | "owner" | "member", "id" | "uuid" | "email"]
            | ["userid" | "accountid"]
    )
}

/// Whether each record is checked to belong to the caller is not visible in a contract: one question for it.
fn ask(contract: &Contract, seen: &mut Seen) {
    let mut by_id = contract.operations.iter().filter(|operation| {
        !operation.webhook && contract.access(operation).is_required() && of_person(operation).is_some()
    });
    let Some(first) = by_id.next() else { return };
    let number = by_id.count() + 1;
    let parameter = of_person(first).unwrap_or_default();
    let others = if number == 1 { String::new() } else { format!(" and {} more", number - 1) };
    let text = format!(
        "Does `{}`{others} check that the caller may see what `{parameter}` stands for?",
        first.label()
    );
    seen.question(Some(first.place), text);
}

/// The parameter of a path by which a person is chosen: `{userId}` of `/users/{userId}/orders`.
fn of_person(operation: &Operation) -> Option<&str> {
    let mut before = "";
    for segment in operation.path.split('/') {
        let parameter = segment.strip_prefix('{').and_then(|rest| rest.strip_suffix('}'));
        let named = words(before);
        let is_people = named.last().filter(|_| named.len() == 1).is_some_and(|last| {
            matches!(
                singular(last).as_str(),
                "user" | "customer" | "account" | "patient" | "member" | "employee"
            )
        });
        if let Some(parameter) = parameter.filter(|_| is_people) {
            return Some(parameter);
        }
        before = segment;
    }
    None
}
