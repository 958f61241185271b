//! What the keywords of schemas say together.

use crate::collections::BTreeSet;
use crate::facts::{Schema, SchemaType};

/// The types that all layers let through.
pub(super) fn types(layers: &[&Schema]) -> Option<BTreeSet<SchemaType>> {
    let said = layers.iter().filter(|layer| !layer.types.is_empty());
    let each = said.map(|layer| layer.types.iter().map(|type_| known(*type_)).collect::<BTreeSet<_>>());
    let types = each.reduce(|one, other| {
        let both: BTreeSet<_> = one.intersection(&other).copied().collect();
        if both.is_empty() { other } else { both }
    });
    let types =
        types.or_else(|| layers.iter().find_map(|layer| implied(layer)).map(|type_| BTreeSet::from([type_])));
    types.map(|types| types.into_iter().filter(|type_| *type_ != SchemaType::Null).collect())
}

/// An upload is a text on the wire.
fn known(type_: SchemaType) -> SchemaType {
    if type_ == SchemaType::File { SchemaType::String } else { type_ }
}

/// The type that keywords have a meaning for.
fn implied(schema: &Schema) -> Option<SchemaType> {
    if !schema.properties.is_empty()
        || schema.empty
        || schema.additional.is_some()
        || schema.closed
        || !schema.required.is_empty()
    {
        return Some(SchemaType::Object);
    }
    if schema.items.is_some() {
        return Some(SchemaType::Array);
    }
    let first = schema.permitted.as_ref().and_then(|values| values.values().find(|value| *value != "null"));
    match first.and_then(|value| value.chars().next()) {
        Some('"') => Some(SchemaType::String),
        Some('t' | 'f') => Some(SchemaType::Boolean),
        Some('-' | '0'..='9') => Some(SchemaType::Number),
        _ if schema.pattern.is_some() || schema.max_length.is_some() => Some(SchemaType::String),
        _ => None,
    }
}

pub(super) fn is_nullable(layers: &[&Schema]) -> bool {
    let mut typed = layers.iter().filter(|layer| !layer.types.is_empty()).peekable();
    layers.iter().any(|layer| layer.nullable)
        || typed.peek().is_some() && typed.all(|layer| layer.is(SchemaType::Null))
        || layers.iter().all(|layer| layer.types.is_empty())
            && layers.iter().any(|layer| {
                layer.permitted.as_ref().is_some_and(|values| values.values().any(|value| value == "null"))
            })
}

pub(super) fn only_refers(schema: &Schema) -> bool {
    schema.refers_to.is_some() && says_nothing(schema) && schema.types.is_empty() && !unites(schema)
}

pub(super) fn only_types(schema: &Schema) -> bool {
    schema.refers_to.is_none() && says_nothing(schema) && !schema.types.is_empty() && !unites(schema)
}

pub(super) fn only_unites(schema: &Schema) -> bool {
    schema.refers_to.is_none() && says_nothing(schema) && schema.types.is_empty() && unites(schema)
}

fn unites(schema: &Schema) -> bool {
    !schema.one_of.is_empty() || !schema.any_of.is_empty()
}

/// Nothing that bounds a value, but for references, types and unions.
fn says_nothing(schema: &Schema) -> bool {
    schema.properties.is_empty()
        && schema.required.is_empty()
        && schema.all_of.is_empty()
        && schema.items.is_none()
        && schema.additional.is_none()
        && schema.permitted.is_none()
        && schema.format.is_none()
        && schema.pattern.is_none()
        && schema.max_length.is_none()
        && schema.max_items.is_none()
        && schema.rare.is_none()
        && !(schema.closed || schema.sealed || schema.never || schema.nullable || schema.unread)
}
