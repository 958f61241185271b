//! Which keywords say something of values of which type (JSON Schema validation, section 6).

use super::reader::Reader;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{ProblemKind, Schema, SchemaType};

impl Reader<'_> {
    /// Tells keywords that have no effect on the one type that a schema declares.
    pub(super) fn misapplied(&mut self, schema: &Schema, id: NodeId) {
        let [type_] = schema.types.as_slice() else { return };
        let tree = self.tree;
        for (name, value) in tree.members(id) {
            let misses = applies_to(name).is_some_and(|types| !types.contains(type_));
            if misses && tree.shape(value) != Shape::Null && *type_ != SchemaType::File {
                let message = format!("`{name}` has no effect on values of type `{}`", type_.name());
                self.problem(ProblemKind::Ineffective, self.node_place(value), message);
            }
        }
    }
}

/// The types that a keyword bounds; `None` where it bounds all, or none.
fn applies_to(keyword: &str) -> Option<&'static [SchemaType]> {
    Some(match keyword {
        "maxLength" | "minLength" | "pattern" => &[SchemaType::String],
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            &[SchemaType::Integer, SchemaType::Number]
        }
        "items" | "maxItems" | "minItems" | "uniqueItems" | "prefixItems" | "contains" => {
            &[SchemaType::Array]
        }
        "properties"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "maxProperties"
        | "minProperties" => &[SchemaType::Object],
        _ => return None,
    })
}
