//! Instances of classes, and of functions that are called with `new`.

use super::functions::DEEPEST_CALL;
use super::interpreter::Interpreter;
use super::state::Object;
use super::value::{Closure, ObjectId, Shape, Value};
use crate::extract::code::syntax::{Name, NodeId, NodeKind, Parameter};

impl Interpreter<'_> {
    /// Makes an instance of a class of this file.
    pub(in crate::extract::code) fn instantiate(
        &mut self,
        class: Closure,
        arguments: &[Value],
        names: &[(Name, Value)],
    ) -> Value {
        let tree = self.tree;
        // A class that holds instances of itself would be made without end.
        if self.instantiating.contains(&class.node) || self.instantiating.len() > DEEPEST_CALL {
            return Value::default();
        }
        self.instantiating.push(class.node);
        self.instantiated.insert(class.node);
        let id = self.state.allocate(Object { class: Some(class), ..Object::default() });
        let instance = Value::of(Shape::Object(id));
        if let NodeKind::Class(own) = tree.kind(class.node) {
            for member in &own.members {
                let Some(key) = &member.key else { continue };
                if !matches!(tree.kind(member.value), NodeKind::Function(function) if !function.arrow) {
                    let value = match tree.kind(member.value) {
                        NodeKind::Other(_) => self.instance_of(member.type_.as_ref()),
                        NodeKind::Typed { value, .. }
                            if self.tables.language.shares_types
                                && names.iter().any(|(name, _)| name == key)
                                && matches!(tree.kind(*value), NodeKind::Other(_)) =>
                        {
                            Value::default()
                        }
                        _ => self.field_value(member.value, class, id),
                    };
                    let value = self.perhaps_changed(key, value);
                    self.set_field(&instance, key, value);
                }
            }
        }
        match self.method(class, "constructor") {
            Some(constructor) => {
                self.invoke_with(Closure { this: Some(id), ..constructor }, arguments, names);
                if self.tables.language.shares_types {
                    self.set_properties(&instance, constructor, names);
                }
            }
            // A record is made of the values of its fields.
            None => {
                for (name, value) in names {
                    self.set_field(&instance, name, value.clone());
                }
            }
        }
        self.instantiating.pop();
        instance
    }

    /// `new Order(id) { Note = note }`: what is no parameter is a property.
    fn set_properties(&mut self, instance: &Value, constructor: Closure, names: &[(Name, Value)]) {
        let tree = self.tree;
        let NodeKind::Function(function) = tree.kind(constructor.node) else { return };
        for (name, value) in names {
            let own = |parameter: &Parameter| tree.bound_name(parameter.pattern).as_ref() == Some(name);
            if !function.parameters.iter().any(own) {
                self.set_field(instance, name, value.clone());
            }
        }
    }

    /// `new` of a function: what it makes of `this`.
    pub(in crate::extract::code) fn construct(&mut self, function: Closure, arguments: &[Value]) -> Value {
        let id = self.state.allocate(Object::default());
        self.invoke(Closure { this: Some(id), ..function }, arguments);
        Value::of(Shape::Object(id))
    }

    /// A field's first value, with `this` being the instance.
    fn field_value(&mut self, value: NodeId, class: Closure, this: ObjectId) -> Value {
        let scope = self.state.scope(Some(class.scope));
        self.state.declare(scope, &Name::from("this"), Value::of(Shape::Object(this)));
        let outer = self.scope();
        self.set_scope(scope);
        let value = self.value(value);
        self.set_scope(outer);
        value
    }
}
