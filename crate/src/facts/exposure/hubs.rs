//! Most schemas stand within one other and go where it goes. The rest are hubs: what is referred to from
//! elsewhere, what an operation begins with, and what does not go both ways.

use super::{Direction, roots};
use crate::facts::{Contract, SchemaId};

#[derive(Debug)]
pub(super) struct Hubs {
    /// For each schema the number of its hub.
    of: Vec<u32>,
    /// For each hub the schema.
    pub(super) schemas: Vec<SchemaId>,
}

const NONE: u32 = u32::MAX;

impl Hubs {
    pub(super) fn of(contract: &Contract) -> Self {
        let mut hubs = Self { of: vec![NONE; contract.schemas.len()], schemas: Vec::new() };
        for id in found(contract) {
            hubs.add(id);
        }
        let mut at = 0;
        while let Some(hub) = hubs.schemas.get(at).copied() {
            hubs.spread(contract, hub, at);
            at += 1;
        }
        hubs
    }

    fn add(&mut self, id: SchemaId) {
        let number = u32::try_from(self.schemas.len()).unwrap_or(NONE);
        if let Some(of) = self.of.get_mut(id.0 as usize).filter(|of| **of == NONE) {
            *of = number;
            self.schemas.push(id);
        }
    }

    /// Gives all that stands within a hub, and is none itself, its number.
    fn spread(&mut self, contract: &Contract, hub: SchemaId, number: usize) {
        let number = u32::try_from(number).unwrap_or(NONE);
        let mut waiting = vec![hub];
        while let Some(id) = waiting.pop() {
            for part in contract.schema(id).into_iter().flat_map(crate::facts::Schema::parts) {
                if let Some(of) = self.of.get_mut(part.0 as usize).filter(|of| **of == NONE) {
                    *of = number;
                    waiting.push(part);
                }
            }
        }
    }

    /// The number of the hub that a schema belongs to; none where nothing leads to it.
    pub(super) fn number(&self, id: SchemaId) -> Option<usize> {
        self.of.get(id.0 as usize).filter(|of| **of != NONE).map(|of| *of as usize)
    }
}

/// The schemas that are hubs, in their order.
fn found(contract: &Contract) -> Vec<SchemaId> {
    let mut is_hub = vec![false; contract.schemas.len()];
    let mut within = vec![0u8; contract.schemas.len()];
    let mut mark = |id: SchemaId| {
        if let Some(hub) = is_hub.get_mut(id.0 as usize) {
            *hub = true;
        }
    };
    for operation in &contract.operations {
        for direction in [Direction::Request, Direction::Response, Direction::Error] {
            roots(operation, direction).into_iter().for_each(&mut mark);
        }
    }
    for schema in &contract.schemas {
        schema.refers_to.into_iter().for_each(&mut mark);
        for part in schema.parts() {
            if let Some(count) = within.get_mut(part.0 as usize) {
                *count = count.saturating_add(1);
            }
        }
    }
    let schemas = contract.schemas.iter().zip(is_hub).zip(within).enumerate();
    let hubs = schemas
        .filter(|(_, ((schema, hub), within))| *hub || *within != 1 || schema.read_only || schema.write_only);
    hubs.filter_map(|(at, _)| Some(SchemaId(u32::try_from(at).ok()?))).collect()
}
