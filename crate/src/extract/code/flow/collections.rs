//! Methods of arrays, objects and promises.

use super::builtins::blurred;
use super::interpreter::Interpreter;
use super::state::Object;
use super::value::{Shape, Value};
use crate::extract::code::calls::Site;

impl Interpreter<'_> {
    pub(super) fn keys(&mut self, value: &Value) -> Value {
        let Shape::Object(id) = value.shape else { return Value::tainted(value.taints.clone()) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let items = object.fields.keys().map(|key| Value::text(key)).collect();
        let rest = object.rest.map(|rest| Value::tainted(rest.taints));
        self.new_object(Object { items, rest, array: true, ..Object::default() })
    }

    pub(super) fn values_of(&mut self, value: &Value) -> Value {
        let Shape::Object(id) = value.shape else { return Value::tainted(value.taints.clone()) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let items = object.fields.into_values().collect();
        self.new_object(Object { items, rest: object.rest, array: true, ..Object::default() })
    }

    pub(super) fn entries(&mut self, value: &Value) -> Value {
        let Shape::Object(id) = value.shape else { return Value::tainted(value.taints.clone()) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let mut items = Vec::new();
        for (key, value) in object.fields {
            let pair = vec![Value::text(&key), value];
            items.push(self.new_object(Object { items: pair, array: true, ..Object::default() }));
        }
        let rest = object.rest.map(|rest| Value::tainted(rest.taints));
        self.new_object(Object { items, rest, array: true, ..Object::default() })
    }

    pub(super) fn assigned(&mut self, site: &Site<'_>) -> Value {
        let target = site.argument(0);
        for source in site.arguments.iter().skip(1) {
            if let Shape::Object(id) = source.value.shape {
                let fields = self.state.object(id).cloned().unwrap_or_default().fields;
                for (name, value) in fields {
                    self.set_field(&target, &name, value);
                }
            } else {
                self.set_rest(&target, &Value::tainted(source.value.taints.clone()));
            }
        }
        target
    }

    pub(super) fn collection_method(
        &mut self,
        site: &Site<'_>,
        receiver: &Value,
        name: &str,
    ) -> Option<Value> {
        let first = site.argument(0);
        let value = match name {
            "push" | "unshift" | "add" => {
                let Shape::Object(id) = receiver.shape else { return None };
                for argument in &site.arguments {
                    self.state.push(id, argument.value.clone());
                }
                Value::default()
            }
            "join" => self.joined(site, receiver),
            "concat" => match receiver.shape {
                Shape::Text(_) => self.concat(site.id, &[receiver.clone(), first]),
                _ => self.appended(site, receiver),
            },
            "slice" | "reverse" | "sort" | "flat" | "fill" | "splice" | "values" => match receiver.shape {
                Shape::Text(_) => blurred(receiver),
                _ => receiver.clone(),
            },
            "map" | "flatMap" | "forEach" | "filter" | "find" | "findIndex" | "some" | "every" | "reduce"
            | "reduceRight" | "findLast" => self.each(site, receiver, name),
            "keys" => self.keys(receiver),
            "entries" => Value::tainted(receiver.taints.clone()),
            "get" if matches!(receiver.shape, Shape::Object(_)) => self.element_of(receiver),
            "pop" | "shift" => self.element_of(receiver),
            "then" => {
                let Shape::Function(callback) = first.shape else { return None };
                for argument in site.arguments.iter().skip(1) {
                    self.call_back_value(&argument.value, &[]);
                }
                let mut given = receiver.clone();
                given.taints.retain(|taint| taint.certain);
                self.call_back(callback, &[given])
            }
            "catch" | "finally" => {
                self.call_back_value(&first, &[]);
                receiver.clone()
            }
            "bind" => receiver.clone(),
            "call" => {
                let Shape::Function(closure) = receiver.shape else { return None };
                let arguments: Vec<Value> =
                    site.arguments.iter().skip(1).map(|one| one.value.clone()).collect();
                self.invoke(closure, &arguments)
            }
            _ => return None,
        };
        Some(value)
    }

    fn appended(&mut self, site: &Site<'_>, receiver: &Value) -> Value {
        let mut object = match receiver.shape {
            Shape::Object(id) => self.state.object(id).cloned().unwrap_or_default(),
            _ => Object {
                rest: Some(Value::tainted(receiver.taints.clone())),
                array: true,
                ..Object::default()
            },
        };
        for argument in &site.arguments {
            match argument.value.shape {
                Shape::Object(id) => {
                    let more = self.state.object(id).cloned().unwrap_or_default();
                    object.items.extend(more.items);
                    object.rest = object.rest.or(more.rest);
                }
                _ => object.items.push(argument.value.clone()),
            }
        }
        object.items.truncate(64);
        self.new_object(object)
    }

    fn joined(&mut self, site: &Site<'_>, receiver: &Value) -> Value {
        let Shape::Object(id) = receiver.shape else { return blurred(receiver) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let between = site.argument(0);
        let mut parts = Vec::new();
        for item in object.items.iter().chain(&object.rest) {
            if !parts.is_empty() {
                parts.push(between.clone());
            }
            parts.push(item.clone());
        }
        parts.push(Value::text(""));
        self.concat(site.id, &parts)
    }

    /// Runs a callback for the elements of something.
    fn each(&mut self, site: &Site<'_>, receiver: &Value, name: &str) -> Value {
        let callback = site.argument(0);
        let Shape::Function(closure) = callback.shape else {
            return Value::tainted(receiver.taints.clone());
        };
        let element = self.element_of(receiver);
        let rows = !self.is_fixed_list(receiver);
        if rows {
            let place = self.place(site.id);
            if let Some(frame) = self.frames.last_mut() {
                frame.loops.push(place);
            }
        }
        let elements = self.fixed_elements(receiver);
        let mut results = Vec::new();
        for element in elements.clone().unwrap_or_else(|| vec![element.clone()]) {
            let arguments = if name.starts_with("reduce") {
                vec![site.argument(1), element, Value::some_number()]
            } else {
                vec![element, Value::some_number(), receiver.clone()]
            };
            self.maybe(|run| results.push(run.call_back(closure, &arguments)));
        }
        if rows && let Some(frame) = self.frames.last_mut() {
            frame.loops.pop();
        }
        match name {
            "map" | "flatMap" => {
                let mut mapped = Object { array: true, ..Object::default() };
                if elements.is_some() {
                    mapped.items = results;
                } else {
                    mapped.rest = results.pop();
                }
                self.new_object(mapped)
            }
            "filter" => self.filtered(receiver, closure),
            "find" | "findLast" => element,
            "reduce" | "reduceRight" => {
                let mut joined = site.argument(1);
                for result in &results {
                    joined = self.state.join(result, &joined);
                }
                joined
            }
            _ => Value::default(),
        }
    }
}
