use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{EventContract, Facts, FieldRole, Property, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "secret-in-event",
    item: "sec.data-exposure",
    severity: Severity::High,
    page: page!("secret_in_event.md"),
    check,
};

/// Messages that a finding names.
const MOST_RELATED: usize = 20;

/// A secret with the messages that carry it.
type Carried<'a> = (&'a Property, FieldRole, Vec<(Place, String)>);

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        let mut found: BTreeMap<Place, Carried<'_>> = BTreeMap::new();
        let mut clean = Vec::new();
        for message in contract.used() {
            let mut holds = false;
            for property in contract.properties(message) {
                if let Some(role) = secret(contract, property) {
                    holds = true;
                    let known = found.entry(property.place).or_insert((property, role, Vec::new()));
                    known.2.push((message.place, message.label()));
                }
            }
            if !holds && message.payload.is_some() {
                clean.push(message);
            }
        }
        for message in clean {
            seen.met(message.place, || format!("{} holds no password, key or card number", message.label()));
        }
        for (place, (property, role, messages)) in found {
            let who = messages.first().map(|(_, name)| name.as_str()).unwrap_or_default();
            let text = format!(
                "{who} carries {} in `{}`: brokers and their logs keep it",
                role.name(),
                property.name
            );
            let confidence =
                if matches!(role, FieldRole::Token) { Confidence::Low } else { Confidence::Medium };
            let finding = seen.violated(place, text).confidence(confidence).sites(messages.len());
            for (place, name) in messages.iter().skip(1).take(MOST_RELATED) {
                finding.related(*place, name.clone());
            }
        }
    }
}

/// A secret that is a text; a flag of that name is none.
fn secret(contract: &EventContract, property: &Property) -> Option<FieldRole> {
    let role = FieldRole::of(&property.name).filter(|role| role.is_secret())?;
    let layers = contract.layers(property.schema);
    let is_text = layers.iter().any(|layer| layer.is(SchemaType::String))
        || layers.iter().all(|layer| layer.types.is_empty());
    let is_choice = layers.iter().any(|layer| layer.permitted.is_some() || layer.is(SchemaType::Boolean));
    (is_text && !is_choice).then_some(role)
}
