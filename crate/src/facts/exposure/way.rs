//! How an operation comes to a schema, for people to follow.

use std::collections::hash_map::Entry;
use std::collections::{HashMap, VecDeque};

use super::{Direction, parts, roots};
use crate::facts::{Contract, Operation, Schema, SchemaId};

/// Schemas that are looked at for one way.
const MOST_LOOKED_AT: usize = 4_000;
/// Steps that are told; the middle of a longer way is left out.
const MOST_TOLD: usize = 7;

/// How an operation comes to a schema.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Way {
    /// Without the operation itself: `Order` → `customer` → `Customer`.
    pub text: String,
    /// How many properties it goes through.
    pub steps: usize,
}

impl Contract {
    /// The shortest way from an operation to a schema. `None` where it does not lead there, or is too long to be
    /// found.
    pub fn way(&self, operation: &Operation, direction: Direction, to: SchemaId) -> Option<Way> {
        let mut from: HashMap<SchemaId, Option<SchemaId>> = HashMap::new();
        let mut waiting: VecDeque<SchemaId> = VecDeque::new();
        for root in roots(operation, direction) {
            from.entry(root).or_insert(None);
            waiting.push_back(root);
        }
        while let Some(id) = waiting.pop_front() {
            if id == to {
                return Some(self.told(&from, to));
            }
            if from.len() > MOST_LOOKED_AT {
                return None;
            }
            for part in parts(self, id, direction) {
                if let Entry::Vacant(entry) = from.entry(part) {
                    entry.insert(Some(id));
                    waiting.push_back(part);
                }
            }
        }
        None
    }

    fn told(&self, from: &HashMap<SchemaId, Option<SchemaId>>, to: SchemaId) -> Way {
        let mut ids = vec![to];
        while let Some(Some(before)) = ids.last().and_then(|last| from.get(last)) {
            ids.push(*before);
        }
        ids.reverse();
        let mut steps: Vec<String> = Vec::new();
        let mut properties = 0;
        for (at, id) in ids.iter().enumerate() {
            let before = at.checked_sub(1).and_then(|at| ids.get(at));
            let property = before.and_then(|before| self.property_of(*before, *id));
            properties += usize::from(property.is_some());
            steps.extend(property.map(|name| format!("`{name}`")));
            steps.extend(self.name(*id).map(|name| format!("`{name}`")));
        }
        if steps.len() > MOST_TOLD {
            let last = steps.split_off(steps.len() - 3);
            steps.truncate(MOST_TOLD - 4);
            steps.push("…".to_owned());
            steps.extend(last);
        }
        Way { text: steps.join(" → "), steps: properties }
    }

    fn property_of(&self, parent: SchemaId, child: SchemaId) -> Option<&str> {
        let parent: &Schema = self.schema(parent)?;
        let property = parent.properties.iter().find(|property| property.schema == child)?;
        Some(&property.name)
    }

    /// The name that the document gives a schema.
    pub fn name(&self, id: SchemaId) -> Option<&str> {
        // Named schemas are numbered first, mostly in their order.
        let at = id.0 as usize;
        let named = self.named.get(at).filter(|(_, named)| *named == id);
        let elsewhere =
            || self.named.iter().take_while(|_| at < self.named.len()).find(|(_, named)| *named == id);
        named.or_else(elsewhere).map(|(name, _)| name.value.as_str())
    }
}
