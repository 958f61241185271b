//! Objects that share a prototype: who chooses two names on the way to a property chooses that of all objects.

use super::interpreter::Interpreter;
use super::taint::{Sinks, Taint};
use super::value::{Shape, Value};
use crate::extract::code::calls::{self, Site};
use crate::extract::code::syntax::NodeId;
use crate::facts::SinkKind;

/// That a caller chose the name under which a value was found, and nothing else of it.
const PICKED: Sinks = Sinks::ALL.without(Sinks::one(SinkKind::PropertyName));

impl Interpreter<'_> {
    /// Who chose the key that a value stands under.
    pub(super) fn picked(&self, owner: &Value, key: &Value) -> Vec<Taint> {
        let without_prototype = owner
            .as_api()
            .is_some_and(|api| api.path.starts_with("Object.create") || api.path.starts_with("Map"));
        if !self.tables.language.commonjs || without_prototype {
            return Vec::new();
        }
        let chosen = key.taints.iter().filter(|taint| !taint.safe.has(SinkKind::PropertyName));
        chosen.map(|taint| Taint { safe: PICKED, ..taint.clone() }).collect()
    }

    /// A property that is set under a caller's name, of something that stands under another one.
    pub(super) fn set_within_picked(&mut self, target: NodeId, owner: &Value, key: &Value) {
        let is_chosen = key.taints.iter().any(|taint| !taint.safe.has(SinkKind::PropertyName));
        if !is_chosen || matches!(owner.shape, Shape::Api(_)) {
            return;
        }
        let picked: Vec<Taint> = owner.taints.iter().filter(|taint| taint.safe == PICKED).cloned().collect();
        if picked.is_empty() {
            return;
        }
        let site = Site::at(target, target, Value::default());
        calls::reached(self, &site, &Value::tainted(picked), SinkKind::PropertyName);
    }
}
