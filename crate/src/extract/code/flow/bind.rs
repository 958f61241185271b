use std::rc::Rc;

use super::interpreter::Interpreter;
use super::state::Object;
use super::value::{Api, Shape, Value};
use crate::extract::code::syntax::{ImportedName, Name, NodeId, NodeKind, Property};

/// Fields of an object that are kept apart.
const MOST_FIELDS: usize = 256;

impl Interpreter<'_> {
    /// Gives a value to a name, a pattern, or a field; `declare` where the names are those of this scope.
    pub(super) fn bind(&mut self, target: NodeId, value: Value, declare: bool) {
        if !self.enter() {
            return;
        }
        let tree = self.tree;
        match tree.kind(target) {
            NodeKind::Name(name) => self.set(name, value, declare),
            NodeKind::Declare { target, .. } => self.bind(*target, value, true),
            NodeKind::Block(targets) => {
                for target in targets {
                    self.bind(*target, value.clone(), declare);
                }
            }
            NodeKind::Default { target, value: default } => {
                let default = self.value(*default);
                let value = match value.shape {
                    Shape::Nothing => default,
                    Shape::Unknown if !value.is_tainted() => {
                        // The default says of what type the value is, and no more.
                        let known =
                            matches!(default.shape, Shape::Text(_) | Shape::Boolean(_) | Shape::Number(_));
                        if known { value } else { default }
                    }
                    _ => value,
                };
                self.bind(*target, value, declare);
            }
            NodeKind::Object(properties) => self.bind_properties(properties, &value, declare),
            NodeKind::Array(targets) => {
                for (at, target) in targets.iter().enumerate() {
                    let element = self.element_at(&value, at);
                    self.bind(*target, element, declare);
                }
            }
            NodeKind::Spread(target) => {
                let rest = self.element_of(&value);
                let value = Value { shape: Shape::Unknown, taints: rest.taints };
                self.bind(*target, value, declare);
            }
            NodeKind::Member { object, name } => self.bind_member(target, *object, name, value),
            NodeKind::Index { object, key } => {
                let key = self.value(*key);
                let object = self.value(*object);
                self.set_within_picked(target, &object, &key);
                if let Some(at) = self.position_in(&object, &key) {
                    self.set_element(&object, at, value);
                } else if let Some(key) = key.constant() {
                    self.set_field(&object, &Name::from(key), value);
                } else {
                    self.set_rest(&object, &value);
                }
            }
            _ => {}
        }
        self.leave();
    }

    /// Gives a name or a field another value.
    pub(in crate::extract::code) fn assign_again(&mut self, target: NodeId, value: Value) {
        self.bind(target, value, false);
    }

    fn set(&mut self, name: &Name, value: Value, declare: bool) {
        let scope = self.scope();
        if declare {
            self.state.declare(scope, name, value);
        } else if let Some(this) = self.own_field(name) {
            self.set_field(&this, name, value);
        } else {
            self.state.assign(scope, name, value);
        }
    }

    fn bind_properties(&mut self, properties: &[Property], value: &Value, declare: bool) {
        for property in properties {
            let part = match &property.key {
                Some(key) => self.member(value, key, property.value),
                None => match self.tree.kind(property.value) {
                    // `...rest`: everything of it, but not the object itself.
                    NodeKind::Spread(_) => self.rest_of(value, property.value),
                    _ => Value::default(),
                },
            };
            let target = match self.tree.kind(property.value) {
                NodeKind::Spread(inner) => *inner,
                _ => property.value,
            };
            self.bind(target, part, declare);
        }
    }

    fn rest_of(&mut self, value: &Value, at: NodeId) -> Value {
        if matches!(value.shape, Shape::Object(_)) {
            return value.clone();
        }
        let mut rest = Value::tainted(value.taints.clone());
        self.step(&mut rest.taints, at, "taken apart");
        rest
    }

    fn bind_member(&mut self, target: NodeId, object: NodeId, name: &Name, value: Value) {
        let owner = self.value(object);
        self.set_field(&owner, name, value.clone());
        // A field of something that is not an object of this file is remembered by its path.
        if !matches!(owner.shape, Shape::Object(_))
            && let Some(path) = self.tree.path(target)
        {
            self.remember(name, &path, value);
        }
    }

    /// Keeps a value under a path that ends in a name, from here on in this scope.
    pub(super) fn remember(&mut self, name: &Name, path: &str, value: Value) {
        let scope = self.scope();
        self.remembered.insert(name.clone());
        self.state.declare(scope, &Name::from(path), value);
    }

    pub(super) fn set_field(&mut self, owner: &Value, name: &Name, value: Value) {
        let Shape::Object(id) = owner.shape else { return };
        let full = self.state.object(id).is_some_and(|object| object.fields.len() >= MOST_FIELDS);
        if full {
            self.set_rest(owner, &value);
        } else if let Some(object) = self.state.change(id) {
            object.fields.insert(name.clone(), value);
        }
    }

    pub(in crate::extract::code) fn set_member(
        &mut self,
        owner: super::value::ObjectId,
        name: &Name,
        value: Value,
    ) {
        self.set_field(&Value::of(Shape::Object(owner)), name, value);
    }

    pub(super) fn set_rest(&mut self, owner: &Value, value: &Value) {
        let Shape::Object(id) = owner.shape else { return };
        let rest = self.state.object(id).and_then(|object| object.rest.clone());
        let joined = match rest {
            Some(rest) => self.state.join(&rest, value),
            None => value.clone(),
        };
        if let Some(object) = self.state.change(id) {
            object.rest = Some(joined);
        }
    }

    /// What an object has under all other names.
    pub(in crate::extract::code) fn set_others(&mut self, owner: &Value, value: &Value) {
        self.set_rest(owner, value);
    }

    /// An object with these fields.
    pub(in crate::extract::code) fn made(
        &mut self,
        fields: crate::collections::BTreeMap<Name, Value>,
    ) -> Value {
        self.new_object(Object { fields, ..Object::default() })
    }

    pub(super) fn new_object(&mut self, object: Object) -> Value {
        Value::of(Shape::Object(self.state.allocate(object)))
    }

    pub(super) fn import(&mut self, id: NodeId, module: &Name, names: &[ImportedName]) {
        self.found.import(module, self.place(id));
        let scope = self.scope();
        let tables = self.tables;
        if names.iter().any(|name| &*name.local == "*") {
            for class in tables.classes.get(&**module).into_iter().flatten() {
                let value = self.imported(module, class);
                self.state.declare(scope, &Name::from(class.as_str()), value);
            }
        }
        for name in names.iter().filter(|name| &*name.local != "*") {
            let value = self.imported(module, &name.imported);
            self.state.declare(scope, &name.local, value);
        }
    }

    /// What a module gives under a name; the module itself for the empty one.
    pub(in crate::extract::code) fn imported(&self, module: &str, name: &str) -> Value {
        let plain = module.strip_prefix("node:").unwrap_or(module);
        let plain = if self.tables.may_be_local(plain) { plain } else { plain.trim_end_matches('/') };
        let api = Api { module: plain.into(), path: String::new() };
        let api = if name.is_empty() { api } else { api.member(name) };
        self.made_of(api)
    }

    /// The request itself, or something else that comes from a module.
    pub(super) fn made_of(&self, api: Api) -> Value {
        if self.tables.request_object.iter().any(|own| own.matches(&api.module, &api.path)) {
            return Value::of(Shape::Request);
        }
        Value::of(Shape::Api(Rc::new(api)))
    }
}
