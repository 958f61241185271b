use std::collections::BTreeMap;

use crate::artifact::Place;
use crate::facts::{Contract, Facts, Operation, ParameterLocation, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "caller-chosen-identity",
    item: "auth.object-level",
    severity: Severity::Medium,
    page: include_str!("caller_chosen_identity.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        by_header(contract, seen);
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
