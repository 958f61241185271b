use super::brokers::redelivers;
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{EventContract, Facts, FieldRole, Property, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "personal-data-in-event",
    item: "data.sensitive",
    severity: Severity::Low,
    page: page!("personal_data_in_event.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        // What is not kept needs not be deleted.
        if redelivers(contract).is_some_and(|confidence| confidence > Confidence::Low) {
            check_contract(contract, seen);
        }
    }
}

fn check_contract(contract: &EventContract, seen: &mut Seen) {
    let mut found: BTreeMap<Place, (String, FieldRole)> = BTreeMap::new();
    for message in contract.used() {
        let personal =
            contract.properties(message).into_iter().filter_map(|own| Some((own, role(contract, own)?)));
        let before = found.len();
        let mut holds = false;
        for (property, role) in personal {
            holds = true;
            let label = format!("`{}` ({})", property.name, role.name());
            found.insert(property.place, (label, role));
        }
        if !holds && found.len() == before && message.payload.is_some() {
            seen.met(message.place, || {
                format!("{} holds no address, number or date of a person", message.label())
            });
        }
    }
    let sensitive = found.values().any(|(_, role)| !matches!(role, FieldRole::Email | FieldRole::Phone));
    let places: Vec<(Place, String)> = found.into_iter().map(|(place, (label, _))| (place, label)).collect();
    let finding = gather::at_places(seen, &places, |number, label| match number {
        1 => format!("messages that the broker keeps hold {label} of a person"),
        _ => format!(
            "messages that the broker keeps hold data of people: {label} and {} more",
            count(number - 1, "field")
        ),
    });
    if let Some(finding) = finding {
        // Whether it is the address of a person or of a shop, a name does not say.
        finding.confidence(if sensitive { Confidence::Medium } else { Confidence::Low });
    }
}

fn role(contract: &EventContract, property: &Property) -> Option<FieldRole> {
    let role = FieldRole::of(&property.name).filter(|role| role.is_personal())?;
    let layers = contract.layers(property.schema);
    let is_flag = layers.iter().any(|layer| layer.is(SchemaType::Boolean) || layer.permitted.is_some());
    (!is_flag).then_some(role)
}
