//! How a schema allows null: `nullable` in 3.0, a second type from 3.1 on. Each way has no meaning in the other.

use super::reader::Reader;
use super::version::Version;
use crate::artifact::{Correction, Value};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

impl Reader<'_> {
    pub(super) fn null_problems(&mut self, schema: NodeId) {
        let tree = self.tree;
        if self.version >= Version::V31 {
            if let Some(nullable) = tree.member(schema, "nullable") {
                let message = format!("`nullable` has no effect in {}", self.version.name());
                let correction = self.null_as_type(schema, nullable);
                self.correctable(ProblemKind::Ineffective, self.node_place(nullable), message, correction);
            }
        } else if let Some(types) = tree.member(schema, "type")
            && self.version == Version::V30
            && tree.shape(types) == Shape::List
        {
            let message = format!("a list of types is not possible in {}", self.version.name());
            let correction = self.null_as_field(schema, types);
            self.correctable(ProblemKind::WrongType, self.node_place(types), message, correction);
        }
    }

    fn null_as_type(&self, schema: NodeId, nullable: NodeId) -> Option<Correction> {
        let tree = self.tree;
        let removal = self.removal(schema, nullable)?;
        let mut edits = vec![(removal, String::new())];
        if tree.bool(nullable)? {
            let type_ = tree.member(schema, "type")?;
            let both = format!("[{}, \"null\"]", Value::text(tree.text(type_)?).json());
            edits.push((self.value_place(type_), both));
        }
        Some(Correction { title: "Allow null by a second type".to_owned(), edits })
    }

    /// For `[string, 'null']` in brackets, in 3.0.
    fn null_as_field(&self, schema: NodeId, types: NodeId) -> Option<Correction> {
        let tree = self.tree;
        let place = self.value_place(types);
        let written = self.source(types)?.text.get(place.span.start as usize..)?;
        let is_null = |id: &NodeId| tree.text(*id) == Some("null") || tree.shape(*id) == Shape::Null;
        let (nulls, others): (Vec<NodeId>, Vec<NodeId>) = tree.children(types).partition(is_null);
        let ([_], [other]) = (nulls.as_slice(), others.as_slice()) else { return None };
        if self.version != Version::V30
            || !written.starts_with('[')
            || tree.member(schema, "nullable").is_some()
        {
            return None;
        }
        let slot = self.slot(schema)?;
        let title = "Allow null by `nullable: true`".to_owned();
        let one = Value::text(tree.text(*other)?).json();
        let edits = vec![(place, one), (slot.place, slot.member("nullable", &Value::Bool(true)))];
        Some(Correction { title, edits })
    }
}
