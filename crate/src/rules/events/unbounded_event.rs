use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{EventAction, EventContract, Facts, Property, Schema, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "unbounded-event",
    item: "api.input-bounds",
    severity: Severity::Low,
    page: page!("unbounded_event.md"),
    check,
};

/// Formats whose length is known.
const SHORT: [&str; 11] = [
    "date",
    "date-time",
    "duration",
    "email",
    "hostname",
    "ipv4",
    "ipv6",
    "time",
    "uuid",
    "ulid",
    "objectid",
];
/// Protocols over which strangers may connect.
const OUTSIDE: [&str; 7] = ["ws", "wss", "http", "https", "mqtt", "mqtts", "secure-mqtt"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let mut open: BTreeMap<Place, String> = BTreeMap::new();
        let mut bounded: BTreeMap<Place, &str> = BTreeMap::new();
        let received = contract.carried().filter(|(operation, _)| operation.action == EventAction::Receive);
        for (_, message) in received {
            for property in contract.properties(message) {
                match is_bounded(contract, property) {
                    Some(true) => drop(bounded.insert(property.place, &property.name)),
                    Some(false) => drop(open.insert(property.place, format!("`{}`", property.name))),
                    None => {}
                }
            }
        }
        for (place, name) in &bounded {
            seen.met(*place, || format!("`{name}` is bounded"));
        }
        let places: Vec<(Place, String)> = open.into_iter().collect();
        let finding = gather::at_places(seen, &places, |number, label| match number {
            1 => format!("{label} of a received message is a text or list of any length"),
            _ => format!("{} of received messages are texts or lists of any length", count(number, "field")),
        });
        if let Some(finding) = finding {
            finding.confidence(confidence(contract, bounded.is_empty()));
        }
    }
}

/// Among services of one house, most trust each other.
fn confidence(contract: &EventContract, none_is_bounded: bool) -> Confidence {
    let outside = contract.protocols().iter().any(|protocol| OUTSIDE.contains(protocol));
    if outside && !none_is_bounded { Confidence::Medium } else { Confidence::Low }
}

/// Whether texts and lists have a bound; none for everything else and what is not known.
fn is_bounded(contract: &EventContract, property: &Property) -> Option<bool> {
    let layers = contract.layers(property.schema);
    let any = |holds: fn(&Schema) -> bool| layers.iter().any(|layer| holds(layer));
    if any(|layer| layer.unread) {
        return None;
    }
    if any(|layer| layer.is(SchemaType::Array)) {
        return Some(any(|layer| layer.max_items.is_some() || layer.values.is_some()));
    }
    if !any(|layer| layer.is(SchemaType::String)) {
        return None;
    }
    let is_short = |layer: &Schema| layer.format.as_deref().is_some_and(|format| SHORT.contains(&format));
    Some(
        any(|layer| layer.max_length.is_some() || layer.values.is_some() || layer.pattern.is_some())
            || layers.iter().any(|layer| is_short(layer)),
    )
}
