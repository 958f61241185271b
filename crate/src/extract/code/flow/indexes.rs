//! What stands in lists, maps and texts at a position or under a key.

use super::interpreter::Interpreter;
use super::taint;
use super::value::{ObjectId, Shape, Value};
use crate::extract::code::syntax::{Name, NodeId};

impl Interpreter<'_> {
    pub(super) fn index(&mut self, id: NodeId, object: NodeId, key: NodeId) -> Value {
        let owner = self.value(object);
        let key = self.value(key);
        if matches!(owner.shape, Shape::Request) && self.tables.request.parts.contains_key("[]") {
            return self.request_part(&Name::from("[]"), id);
        }
        if let Some(name) = key.constant() {
            let found = key.number().and_then(|at| self.at_number(&owner, at));
            return found.unwrap_or_else(|| self.member(&owner, &Name::from(name), id));
        }
        let picked = self.picked(&owner, &key);
        if !picked.is_empty() {
            let mut found = self.under_unknown(&owner, id);
            taint::add(&mut found.taints, &picked);
            return found;
        }
        self.under_unknown(&owner, id)
    }

    /// What stands at a position of a list or a text; of negative ones from the end.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index, or out of range")]
    fn at_number(&mut self, owner: &Value, at: f64) -> Option<Value> {
        match owner.shape {
            Shape::Object(list) if at < 0.0 => {
                let items = &self.state.object(list)?.items;
                let found = items.len().checked_sub((-at) as usize).and_then(|at| items.get(at)).cloned();
                Some(found.unwrap_or_else(|| self.element_of(owner)))
            }
            Shape::Object(list) => Some(self.at_position(owner, list, at)),
            Shape::Text(_) if !owner.may_be_sent() => {
                let char = owner.constant()?.chars().nth(at as usize)?;
                Some(Value::text(&char.to_string()))
            }
            _ => None,
        }
    }

    /// An element of a list; a field of a tuple, or what an extractor wraps.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "an index, or out of range")]
    fn at_position(&mut self, owner: &Value, list: ObjectId, at: f64) -> Value {
        let name = at.to_string();
        let object = self.state.object(list);
        let named = object.and_then(|own| own.fields.get(name.as_str())).cloned();
        let wrapped =
            self.tables.language.extractors && named.is_none() && object.is_some_and(|own| !own.array);
        if wrapped {
            return owner.clone();
        }
        named.unwrap_or_else(|| self.element_at(owner, at as usize))
    }

    /// What stands under a key that is not known.
    fn under_unknown(&mut self, owner: &Value, id: NodeId) -> Value {
        match owner.shape {
            // A key that is not known picks one of the values that are there.
            Shape::Object(object) => {
                let object = self.state.object(object).cloned().unwrap_or_default();
                let mut all = object.fields.values().chain(&object.items).chain(&object.rest);
                let mut joined = all.next().cloned().unwrap_or_default();
                for value in all {
                    joined = self.state.join(&joined, value);
                }
                joined
            }
            _ => self.part_of_tainted(owner, &Name::from("[]"), id),
        }
    }

    /// Any element of an array, or whatever a value gives when it is gone through.
    pub(super) fn element_of(&mut self, value: &Value) -> Value {
        match value.shape {
            Shape::Object(id) => {
                let object = self.state.object(id).cloned().unwrap_or_default();
                let mut all = object.items.iter().chain(&object.rest);
                let mut joined = all.next().cloned().unwrap_or_default();
                for value in all {
                    joined = self.state.join(&joined, value);
                }
                joined
            }
            // What an archive holds has names of its own.
            Shape::Api(ref api) if self.tables.is_archive(&api.module) => {
                Value { taints: value.taints.clone(), ..Self::api_value(api.member("[]")) }
            }
            _ => Value::tainted(value.taints.clone()),
        }
    }

    pub(super) fn element_at(&mut self, value: &Value, at: usize) -> Value {
        match value.shape {
            // The first of several results is what was asked for.
            Shape::Api(_) if at == 0 && self.tables.language.folder_is_module => value.clone(),
            Shape::Object(id) => {
                let object = self.state.object(id);
                let found = object.and_then(|object| object.items.get(at).or(object.rest.as_ref())).cloned();
                found.unwrap_or_default()
            }
            _ => Value::tainted(value.taints.clone()),
        }
    }
}
