//! Objects and lists against what they may hold.

use std::collections::HashSet;

use super::check::{At, Checker};
use super::difference::{Kind, Outcome, Step};
use super::given::Carrier;
use super::text;
use crate::extract::tree::NodeId;
use crate::facts::{Schema, SchemaId};

/// With more names than this, they are looked up rather than searched.
const FEW: usize = 64;
/// Items that are compared with each other where they must be unique.
const MOST_UNIQUE: usize = 200;

impl<'t> Checker<'t> {
    pub(super) fn object(&mut self, at: At, schema: &'t Schema, id: SchemaId) -> Outcome {
        let tree = self.tree;
        let members: Vec<_> = tree.members(at.value).collect();
        if !self.spend(members.len() + schema.required.len()) {
            return Outcome::OPEN;
        }
        let mut outcome = self.required(at, schema, id, &members);
        let rare = schema.rare();
        let count = u64::try_from(members.len()).unwrap_or(u64::MAX);
        if let Some(most) = rare.max_properties.filter(|most| count > *most) {
            let text = format!("has {count} properties, more than `maxProperties: {most}`");
            outcome.and(self.differs(at.value, id, Kind::Other, text));
        }
        if let Some(least) = rare.min_properties.filter(|least| count < *least && !self.partial) {
            let text = format!("has {count} properties, fewer than `minProperties: {least}`");
            outcome.and(self.differs(at.value, id, Kind::Other, text));
        }
        let mut next = 0;
        for (name, member) in members {
            let step = || Step::Member(name.to_owned());
            match self.property(schema, id, name, &mut next) {
                Some(property) => outcome.and(self.part(member, property, at.level + 1).at(&step)),
                None if !rare.pattern_properties.is_empty() => outcome.open = true,
                None if schema.closed => {
                    let text =
                        format!("has a property `{}` that the schema does not let through", clip(name));
                    outcome.and(self.differs(at.value, id, Kind::Extra, text));
                }
                None => {
                    if let Some(additional) = schema.additional {
                        outcome.and(self.part(member, additional, at.level + 1).at(&step));
                    }
                }
            }
        }
        outcome
    }

    /// The schema of a property. Values mostly have theirs in the order of the schema: `next` is where that one
    /// is looked for first, and then where the one behind it stands.
    fn property(
        &mut self,
        schema: &'t Schema,
        id: SchemaId,
        name: &str,
        next: &mut usize,
    ) -> Option<SchemaId> {
        let own = &schema.properties;
        let at = if own.get(*next).is_some_and(|own| own.name == name) {
            *next
        } else if own.len() <= FEW {
            own.iter().position(|own| own.name == name)?
        } else {
            let names = || own.iter().enumerate().map(|(at, own)| (own.name.as_str(), at)).collect();
            *self.indexes.entry(id).or_insert_with(names).get(name)?
        };
        *next = at + 1;
        own.get(at).map(|own| own.schema)
    }

    fn required(&self, at: At, schema: &Schema, id: SchemaId, members: &[(&str, NodeId)]) -> Outcome {
        if self.partial {
            return Outcome::FITS;
        }
        let many = schema.required.len() > FEW && members.len() > FEW;
        let names: HashSet<&str> =
            if many { members.iter().map(|(name, _)| *name).collect() } else { HashSet::new() };
        let has = |name: &str| {
            if many { names.contains(name) } else { members.iter().any(|(own, _)| *own == name) }
        };
        let missing: Vec<_> = schema
            .required
            .iter()
            .filter(|name| !has(name))
            .filter(|name| !self.goes_other_way(at.whole, name))
            .take(4)
            .map(|name| format!("`{}`", clip(name)))
            .collect();
        if missing.is_empty() {
            return Outcome::FITS;
        }
        let is = if missing.len() == 1 { "is" } else { "are" };
        let text = format!("lacks {}, which {is} required", missing.join(", "));
        self.differs(at.value, id, Kind::Other, text)
    }

    /// Whether a property does not travel in this direction: a `readOnly` one in requests, a `writeOnly` one in
    /// responses, either in an example that may stand for both.
    fn goes_other_way(&self, whole: SchemaId, name: &str) -> bool {
        let declared = self.layers(whole).into_iter().flat_map(|layer| {
            layer.properties.iter().filter(|property| property.name == name).map(|property| property.schema)
        });
        declared.take(8).any(|property| {
            self.layers(property).iter().any(|layer| {
                (layer.read_only && self.carrier != Carrier::Response)
                    || (layer.write_only && self.carrier != Carrier::Request)
            })
        })
    }

    /// A schema and all that it is put together from, at most 32.
    fn layers(&self, id: SchemaId) -> Vec<&'t Schema> {
        let mut ids = vec![id];
        let mut layers = Vec::new();
        while let Some(schema) = ids.get(layers.len()).and_then(|id| self.schema(*id)) {
            layers.push(schema);
            for next in schema.alternatives() {
                if ids.len() < 32 && !ids.contains(&next) {
                    ids.push(next);
                }
            }
        }
        layers
    }

    pub(super) fn list(&mut self, at: At, schema: &'t Schema, id: SchemaId) -> Outcome {
        let tree = self.tree;
        let rare = schema.rare();
        let mut outcome = Outcome::FITS;
        let mut count = 0_u64;
        for (index, item) in tree.children(at.value).enumerate() {
            count += 1;
            if !self.spend(1) {
                return Outcome::OPEN;
            }
            let described = rare.prefix_items.get(index).copied().or(schema.items);
            if let Some(described) = described {
                outcome.and(self.part(item, described, at.level + 1).at(&|| Step::Item(index)));
            }
        }
        if let Some(most) = schema.max_items.filter(|most| count > *most) {
            let text = format!("has {count} items, more than `maxItems: {most}`");
            outcome.and(self.differs(at.value, id, Kind::Other, text));
        }
        if let Some(least) = rare.min_items.filter(|least| count < *least) {
            let text = format!("has {count} items, fewer than `minItems: {least}`");
            outcome.and(self.differs(at.value, id, Kind::Other, text));
        }
        if rare.unique_items {
            outcome.and(self.unique(at.value, id));
        }
        outcome
    }

    fn unique(&self, value: NodeId, id: SchemaId) -> Outcome {
        let mut seen = HashSet::new();
        for item in self.tree.children(value).take(MOST_UNIQUE) {
            let Some(item) = text::text(self.tree, item, 400) else { continue };
            if seen.contains(&item) {
                let text = format!("has `{}` twice, and its items must be unique", clip(&item));
                return self.differs(value, id, Kind::Other, text);
            }
            seen.insert(item);
        }
        Outcome::FITS
    }
}

fn clip(text: &str) -> String {
    super::super::reader::clipped(text)
}
