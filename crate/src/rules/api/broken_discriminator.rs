use crate::artifact::Place;
use crate::facts::{Contract, Discriminator, Facts, Schema, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "broken-discriminator",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("broken_discriminator.md"),
    check,
};

/// A composition with more parts is not known as a whole.
const MOST_LAYERS: usize = 64;

/// Entries of one mapping that are compared.
const MOST_MAPPED: usize = 500;

/// What keeps a discriminator from telling schemas apart.
struct Fault {
    place: Place,
    message: String,
    severity: Option<Severity>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    for (id, schema) in (0..).map(SchemaId).zip(&contract.schemas) {
        let Some(discriminator) = &schema.rare().discriminator else { continue };
        let fault = fault(contract, id, schema, discriminator);
        let Some(fault) = fault.or_else(|| misnamed(contract, discriminator)) else {
            seen.met(discriminator.place, || "the discriminator tells the schemas apart");
            continue;
        };
        sites.push(Site {
            place: fault.place,
            label: contract.label(id),
            message: fault.message,
            confidence: Confidence::High,
            severity: fault.severity,
        });
    }
    // Each is a slip of its own: they are no habit of the document.
    gather::tell(seen, sites, 1, |number| {
        format!("{} cannot tell the schemas apart that they stand for", count(number, "discriminator"))
    });
}

fn fault(contract: &Contract, id: SchemaId, schema: &Schema, discriminator: &Discriminator) -> Option<Fault> {
    let (name, place) = (&discriminator.property, discriminator.place);
    let branches: Vec<SchemaId> = schema.one_of.iter().chain(&schema.any_of).copied().collect();
    let carriers = if branches.is_empty() { vec![id] } else { branches.clone() };
    let mut unrequired = None;
    for carrier in carriers {
        let layers = contract.layers(carrier);
        if layers.len() >= MOST_LAYERS || is_null(&layers) {
            continue;
        }
        if branches.is_empty() || is_named(contract, carrier) {
            match carries(contract, &layers, schema, name) {
                Carries::Unknown | Carries::Always => {}
                Carries::Never => {
                    let message = format!(
                        "{} has no property `{name}`, by which the discriminator tells it",
                        of(contract, carrier)
                    );
                    return Some(Fault { place, message, severity: None });
                }
                Carries::As(type_) => {
                    let message = format!(
                        "the discriminator `{name}` of {} must be a string, and is of type `{}`",
                        of(contract, carrier),
                        type_.name()
                    );
                    return Some(Fault { place, message, severity: None });
                }
                Carries::Sometimes => unrequired = unrequired.or(Some(carrier)),
            }
        } else {
            let message = format!(
                "the discriminator `{name}` cannot name a branch that is written in place: move it to the components"
            );
            return Some(Fault { place, message, severity: Some(Severity::Low) });
        }
    }
    let carrier = unrequired?;
    let message =
        format!("{} does not require `{name}`, by which the discriminator tells it", of(contract, carrier));
    Some(Fault { place, message, severity: Some(Severity::Low) })
}

/// A value of the mapping that the schema behind it does not let through.
fn misnamed(contract: &Contract, discriminator: &Discriminator) -> Option<Fault> {
    let name = &discriminator.property;
    discriminator.mapping.iter().take(MOST_MAPPED).find_map(|mapping| {
        let target = mapping.schema?;
        let layers = contract.layers(target);
        let mut properties =
            layers.iter().flat_map(|layer| &layer.properties).filter(|own| own.name == **name);
        // With alternatives, another one may let it through.
        let simple = layers.iter().all(|layer| layer.one_of.is_empty() && layer.any_of.is_empty());
        let own = properties.next().filter(|_| simple)?;
        let permitted = contract.resolved(own.schema)?.permitted.as_ref()?;
        let value = format!("\"{}\"", mapping.value);
        if permitted.cut || permitted.count == 0 || permitted.values().any(|known| known == value) {
            return None;
        }
        let message = format!(
            "the mapping tells {} by `{}`, which its `{name}` does not permit",
            contract.label(target),
            mapping.value
        );
        Some(Fault { place: mapping.place, message, severity: None })
    })
}

enum Carries {
    Always,
    Sometimes,
    Never,
    /// As a value that is no text.
    As(SchemaType),
    /// Some of it was not read.
    Unknown,
}

/// How values of a composition carry the property that tells them apart.
fn carries(contract: &Contract, layers: &[&Schema], whole: &Schema, name: &str) -> Carries {
    if layers.iter().any(|layer| layer.unread) {
        return Carries::Unknown;
    }
    let all = || layers.iter().copied().chain(std::iter::once(whole));
    let Some(property) = all().flat_map(|layer| &layer.properties).find(|own| own.name == name) else {
        let open = all().any(|layer| layer.additional.is_some());
        let refers = layers.iter().any(|layer| !layer.one_of.is_empty() || !layer.any_of.is_empty());
        return if open || refers { Carries::Unknown } else { Carries::Never };
    };
    let typed = contract.layers(property.schema);
    let other = typed.iter().flat_map(|layer| &layer.types).find(|type_| **type_ != SchemaType::Null);
    if let Some(type_) = other.filter(|type_| **type_ != SchemaType::String) {
        return Carries::As(*type_);
    }
    let required = all().any(|layer| layer.required.iter().any(|own| own == name));
    if required { Carries::Always } else { Carries::Sometimes }
}

fn is_null(layers: &[&Schema]) -> bool {
    matches!(layers, [only] if matches!(only.types.as_slice(), [SchemaType::Null]))
}

/// Whether a branch leads to a schema that has a name, or might.
fn is_named(contract: &Contract, branch: SchemaId) -> bool {
    contract.schema(branch).is_none_or(|own| own.refers_to.is_some() || own.unread)
        || contract.named.iter().any(|(_, id)| *id == branch)
}

/// The name of a schema, through its reference.
fn of(contract: &Contract, id: SchemaId) -> String {
    contract.label(contract.schema(id).and_then(|own| own.refers_to).unwrap_or(id))
}
