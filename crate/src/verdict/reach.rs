//! From a finding in a schema of a contract to the operations that reach it: whoever mends the schema changes them.

use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet, NumberSet};
use crate::facts::{Contract, Facts, Operation, SchemaId};
use crate::finding::{Finding, Related};
use crate::rules::Observed;

/// Operations that are named for one finding.
const MOST_NAMED: usize = 5;

/// For places of schemas, and of properties, the operations that take them or answer with them.
#[derive(Debug, Default)]
pub(super) struct Reach {
    of_place: BTreeMap<Place, Vec<Related>>,
    operations: BTreeSet<Place>,
}

impl Reach {
    pub(super) fn new(facts: &Facts, observed: &[Observed]) -> Self {
        let violated = observed.iter().flat_map(|observed| &observed.seen.violated);
        let asked: BTreeSet<Place> = violated.map(|finding| finding.place).collect();
        let mut reach = Self::default();
        for contract in facts.contracts() {
            reach.operations.extend(contract.operations.iter().map(|operation| operation.place));
            for (place, schema) in found(contract, &asked) {
                reach.of_place.entry(place).or_insert_with(|| related(contract, schema));
            }
        }
        reach
    }

    /// The operations behind a finding, where it does not name any itself.
    pub(super) fn of(&self, finding: &Finding) -> &[Related] {
        let named = finding.related.iter().any(|related| self.operations.contains(&related.place));
        match self.of_place.get(&finding.place) {
            Some(related) if !named => related,
            _ => &[],
        }
    }
}

/// Schemas whose own place, or whose property's, is asked for.
fn found(contract: &Contract, asked: &BTreeSet<Place>) -> Vec<(Place, SchemaId)> {
    // Few places are asked for: where they start tells most others apart.
    let starts: NumberSet<u32> = asked.iter().map(|place| place.span.start).collect();
    let asked = |place: &Place| starts.contains(&place.span.start) && asked.contains(place);
    let mut found = Vec::new();
    for (number, schema) in (0..).zip(&contract.schemas) {
        if asked(&schema.place) {
            found.push((schema.place, SchemaId(number)));
        }
        let properties = schema.properties.iter().filter(|property| asked(&property.place));
        found.extend(properties.map(|property| (property.place, property.schema)));
    }
    found
}

fn related(contract: &Contract, schema: SchemaId) -> Vec<Related> {
    let exposure = contract.exposure();
    let ways = [
        ("takes this", exposure.requests(schema)),
        ("answers with this", exposure.responses(schema)),
        ("tells errors with this", exposure.errors(schema)),
    ];
    let count: usize = ways.iter().map(|(_, reached)| reached.count).sum();
    let said = |operation: &Operation, way: &str| Related {
        place: operation.place,
        message: format!("`{}` {way}", operation.label()),
    };
    let named = ways
        .iter()
        .flat_map(|(way, reached)| contract.reaching(reached).map(move |operation| said(operation, way)));
    let mut related: Vec<Related> = named.take(MOST_NAMED).collect();
    let rest = count.saturating_sub(related.len());
    if let Some(last) = related.last_mut().filter(|_| rest > 0) {
        last.message = format!("{}, and so do {rest} more", last.message);
    }
    related
}
