//! Properties whose names say that they matter for security: secrets, personal data, rights, what the service
//! itself decides.

mod names;
mod role;

use super::{Contract, Property, Schema, SchemaId, SchemaType};

pub use role::FieldRole;

/// A property with what its name makes of it.
#[derive(Clone, Copy, Debug)]
pub struct Field<'a> {
    /// The schema that it stands in.
    pub owner: SchemaId,
    pub property: &'a Property,
    pub role: FieldRole,
}

#[derive(Debug)]
pub struct FieldIndex {
    owner: SchemaId,
    property: usize,
    role: FieldRole,
}

impl Contract {
    /// Every property of all schemas whose name has a role, in the order of the schemas. Names decide, types do
    /// not: see [`Contract::holds_text`].
    pub fn fields(&self) -> impl Iterator<Item = Field<'_>> {
        let known = self.derived.fields.get_or_init(|| index(self));
        known.iter().filter_map(|known| {
            let property = self.schema(known.owner)?.properties.get(known.property)?;
            Some(Field { owner: known.owner, property, role: known.role })
        })
    }

    /// Whether a value is a text that anything may stand in: no list of choices, no date, no address.
    pub fn holds_text(&self, id: SchemaId) -> bool {
        let layers = self.layers(id);
        let formats = ["date", "date-time", "uri", "url", "email", "duration", "time", "int32", "int64"];
        let bare = |schema: &&Schema| {
            schema.types.is_empty()
                && schema.properties.is_empty()
                && schema.items.is_none()
                && schema.alternatives().next().is_none()
                && !schema.unread
        };
        let is_text = layers.iter().any(|layer| layer.is(SchemaType::String)) || layers.iter().all(bare);
        is_text
            && layers.iter().all(|layer| {
                layer.values.is_none()
                    && !layer.format.as_deref().is_some_and(|format| formats.contains(&format))
                    && !layer.is(SchemaType::Boolean)
                    && !layer.sample.as_deref().is_some_and(is_switch)
            })
    }

    /// Whether a property, or what it refers to, is marked `readOnly`.
    pub fn is_read_only(&self, id: SchemaId) -> bool {
        self.layers(id).iter().any(|layer| layer.read_only)
    }

    /// Whether a property, or what it refers to, is marked `writeOnly`.
    pub fn is_write_only(&self, id: SchemaId) -> bool {
        self.layers(id).iter().any(|layer| layer.write_only)
    }
}

/// `"true"`: a switch that is declared as a text.
fn is_switch(sample: &str) -> bool {
    matches!(sample.trim_matches('"'), "true" | "false")
}

fn index(contract: &Contract) -> Vec<FieldIndex> {
    let mut fields = Vec::new();
    for (at, schema) in contract.schemas.iter().enumerate() {
        let Ok(owner) = u32::try_from(at).map(SchemaId) else { break };
        for (property, named) in schema.properties.iter().enumerate() {
            fields.extend(named.name.role().map(|role| FieldIndex { owner, property, role }));
        }
    }
    fields
}
