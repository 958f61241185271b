use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Facts, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "conflicting-property-types",
    item: "api.consistent-responses",
    severity: Severity::Low,
    page: page!("conflicting_property_types.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Uses of a name with one type that make another one an exception.
const FEWEST: usize = 3;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Kind {
    Text,
    Number,
    Boolean,
}

impl Kind {
    fn name(self) -> &'static str {
        match self {
            Self::Text => "a text",
            Self::Number => "a number",
            Self::Boolean => "true or false",
        }
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut places: Vec<(Place, String)> = Vec::new();
    for (name, kinds) in uses(contract) {
        let most = kinds.iter().max_by_key(|(_, uses)| uses.len()).map(|(kind, uses)| (*kind, uses.len()));
        let Some((house, number)) = most.filter(|(_, number)| *number >= FEWEST) else { continue };
        for (kind, uses) in &kinds {
            if *kind == house {
                seen.met(uses.first().copied().unwrap_or(contract.place), || {
                    format!("`{name}` is {}", kind.name())
                });
            } else if uses.len() * 4 <= number {
                let told = format!("`{name}` is {}, elsewhere {}", kind.name(), house.name());
                places.extend(uses.iter().map(|place| (*place, told.clone())));
            }
        }
    }
    places.order();
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("one property has another type than its namesakes: {first}"),
        _ => format!("{number} properties have another type than their namesakes: {first}"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// Of each name of several words, the places by kind: short names such as `value` stand for many things.
fn uses(contract: &Contract) -> BTreeMap<&str, BTreeMap<Kind, Vec<Place>>> {
    let mut uses: BTreeMap<&str, BTreeMap<Kind, Vec<Place>>> = BTreeMap::new();
    for property in contract.schemas.iter().flat_map(|schema| &schema.properties) {
        if let Some(kind) = kind(contract, property.schema).filter(|_| property.name.words().len() > 1) {
            uses.entry(&property.name).or_default().entry(kind).or_default().push(property.place);
        }
    }
    uses.retain(|_, kinds| kinds.values().map(Vec::len).sum::<usize>() > FEWEST);
    uses
}

/// The kind of a scalar of one type. Lists, objects and what several types fit say nothing.
fn kind(contract: &Contract, id: SchemaId) -> Option<Kind> {
    let schema = contract.resolved(id)?;
    let mut types = schema.types.iter().filter(|type_| **type_ != SchemaType::Null);
    let first = types.next().filter(|_| types.next().is_none())?;
    match first {
        SchemaType::String => Some(Kind::Text),
        SchemaType::Integer | SchemaType::Number => Some(Kind::Number),
        SchemaType::Boolean => Some(Kind::Boolean),
        _ => None,
    }
}
