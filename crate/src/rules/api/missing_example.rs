use crate::artifact::Place;
use crate::facts::{Contract, Facts, Media, Operation, Schema, SchemaId};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "missing-example",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("missing_example.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Properties of a body that are asked for examples.
const MOST_PROPERTIES: usize = 40;

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut places: Vec<(Place, String)> = Vec::new();
    let mut shown = 0;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let mut bodies = bodies(operation).peekable();
        if bodies.peek().is_none() {
            continue;
        }
        let label = format!("`{}`", operation.label());
        if bodies.any(|media| has_example(contract, media)) {
            shown += 1;
            seen.met(operation.place, || format!("{label} shows an example"));
        } else {
            places.push((operation.place, label));
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| match (shown, number) {
        (0, 1) => format!("the only operation with a body, {first}, shows no example of it"),
        (0, _) => format!("none of the {number} operations with a body shows an example of it"),
        (_, 1) => format!("{first} shows no example of its bodies, unlike {shown} others"),
        _ => format!("{number} operations show no example of their bodies, unlike {shown} others"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}

/// What the operation receives, and what it answers when all went well.
fn bodies(operation: &Operation) -> impl Iterator<Item = &Media> {
    let answers = operation.responses.iter().filter(|response| response.is_success());
    let received = operation.body.iter().flat_map(|body| &body.media);
    received.chain(answers.flat_map(|response| &response.media)).filter(|media| media.schema.is_some())
}

fn has_example(contract: &Contract, media: &Media) -> bool {
    media.has_example || media.schema.is_some_and(|id| schema_has_example(contract, id))
}

/// On the schema itself, on what it is made of, on its properties or on the items of its list.
fn schema_has_example(contract: &Contract, id: SchemaId) -> bool {
    let shows = |schema: &Schema| schema.has_example;
    let layers = contract.layers(id);
    layers.iter().any(|layer| {
        let properties = layer.properties.iter().take(MOST_PROPERTIES).map(|property| property.schema);
        let items = layer.items.into_iter();
        let of_items = items.clone().filter_map(|items| contract.resolved(items)).flat_map(|schema| {
            schema.properties.iter().take(MOST_PROPERTIES).map(|property| property.schema)
        });
        shows(layer)
            || properties.chain(items).chain(of_items).any(|part| contract.resolved(part).is_some_and(shows))
    })
}
