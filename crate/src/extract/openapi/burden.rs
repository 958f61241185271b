//! How much there is to look through behind all operations together. A document of some megabytes can have tens
//! of thousands of operations share one schema of thousands of properties: every look at every operation would
//! take minutes.

use crate::facts::{Contract, Coverage, Located, Operation, SchemaId};

/// Properties behind all operations, two levels deep. Microsoft Graph, with 22,000 operations, has half of them.
const MOST: usize = 2_500_000;

/// Takes from the operations past a bound what they send and answer, with a note.
pub(super) fn lighten(contract: &mut Contract, coverage: &mut Coverage) {
    let mut weights = Weights::default();
    let mut total = 0_usize;
    let heavy: Vec<usize> = contract
        .operations
        .iter()
        .enumerate()
        .filter_map(|(at, operation)| {
            let weight = weights.of_operation(contract, operation);
            if total.saturating_add(weight) > MOST {
                return Some(at);
            }
            total += weight;
            None
        })
        .collect();
    for at in &heavy {
        if let Some(operation) = contract.operations.get_mut(*at) {
            empty(operation);
        }
    }
    if !heavy.is_empty() {
        let text = format!(
            "the operations use too large schemas too often: what {} of them send and answer is left out",
            heavy.len()
        );
        coverage.missed(None, text);
    }
}

/// Leaves the operation as one of which this is not known.
fn empty(operation: &mut Operation) {
    let value = "what it sends and answers".to_owned();
    operation.unread.push(Located { value, place: operation.place });
    operation.parameters.clear();
    operation.body = None;
    for response in &mut operation.responses {
        response.unread = true;
        response.media.clear();
    }
}

/// Schemas and properties that are looked through for one schema, each counted once.
#[derive(Default)]
struct Weights {
    /// Of the schema itself, with what it is put together from.
    flat: Vec<Option<usize>>,
    /// Those of its properties as well.
    deep: Vec<Option<usize>>,
}

impl Weights {
    fn of_operation(&mut self, contract: &Contract, operation: &Operation) -> usize {
        let body = operation.body.iter().flat_map(|body| &body.media);
        let answers = operation.responses.iter().flat_map(|response| &response.media);
        let media = body.chain(answers).filter_map(|media| media.schema);
        let parameters = operation.parameters.iter().filter_map(|parameter| parameter.schema);
        media.chain(parameters).map(|id| self.deep(contract, id)).fold(0, usize::saturating_add)
    }

    fn flat(&mut self, contract: &Contract, id: SchemaId) -> usize {
        let at = id.0 as usize;
        if let Some(known) = self.flat.get(at).copied().flatten() {
            return known;
        }
        let layers = contract.layers(id);
        let weight =
            layers.iter().map(|layer| 1 + layer.properties.len() + layer.alternatives().count()).sum();
        keep(&mut self.flat, at, weight);
        weight
    }

    fn deep(&mut self, contract: &Contract, id: SchemaId) -> usize {
        let at = id.0 as usize;
        if let Some(known) = self.deep.get(at).copied().flatten() {
            return known;
        }
        let mut weight = self.flat(contract, id);
        for layer in contract.layers(id) {
            let within = layer.properties.iter().map(|property| property.schema).chain(layer.items);
            weight = within.map(|id| self.flat(contract, id)).fold(weight, usize::saturating_add);
        }
        keep(&mut self.deep, at, weight);
        weight
    }
}

fn keep(known: &mut Vec<Option<usize>>, at: usize, weight: usize) {
    if known.len() <= at {
        known.resize(at + 1, None);
    }
    if let Some(slot) = known.get_mut(at) {
        *slot = Some(weight);
    }
}
