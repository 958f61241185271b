//! Methods of arrays, objects and promises.

use super::builtins::{COMMAND, blurred};
use super::interpreter::Interpreter;
use super::state::Object;
use super::value::{Shape, Value};
use crate::extract::code::calls::Site;
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Name, NodeId};

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

    pub(super) fn assigned(&mut self, site: &Site) -> Value {
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
        site: &Site,
        receiver: &Value,
        operation: Operation,
    ) -> Option<Value> {
        let first = site.argument(0);
        let value = match operation {
            Operation::Push => {
                let Shape::Object(id) = receiver.shape else { return None };
                for argument in &site.arguments {
                    self.state.push(id, argument.value.clone());
                }
                let is_command = self.state.object(id).is_some_and(|list| list.fields.contains_key(COMMAND));
                if is_command { receiver.clone() } else { Value::default() }
            }
            Operation::Join => self.joined(site, receiver, &first),
            Operation::PathJoin => match receiver.shape {
                Shape::Object(_) => self.joined(site, receiver, &first),
                _ => self.concat(site.id, &[receiver.clone(), Value::text("/"), first]),
            },
            Operation::JoinedBy => self.joined(site, &first, receiver),
            Operation::Updated => {
                self.updated(receiver, &first);
                Value::of(Shape::Nothing)
            }
            Operation::Concat => match receiver.shape {
                Shape::Text(_) => self.concat(site.id, &[receiver.clone(), first]),
                _ => self.appended(site, receiver),
            },
            Operation::Slice => match receiver.shape {
                Shape::Text(_) => blurred(receiver),
                _ => receiver.clone(),
            },
            Operation::Map | Operation::Each | Operation::Filter | Operation::Find | Operation::Reduce => {
                self.each(site, receiver, operation)
            }
            Operation::Keys => self.keys(receiver),
            Operation::Values => self.values_of(receiver),
            Operation::Entries => self.entries(receiver),
            Operation::Get => self.under_key(site, receiver, &first)?,
            Operation::Element => self.element_of(receiver),
            Operation::Then => {
                let Shape::Function(callback) = first.shape else { return None };
                for argument in site.arguments.iter().skip(1) {
                    self.call_back_value(&argument.value, &[]);
                }
                let mut given = receiver.clone();
                given.taints.retain(|taint| !taint.doubts.any());
                self.call_back(callback, &[given])
            }
            Operation::Caught => {
                self.call_back_value(&first, &[]);
                receiver.clone()
            }
            Operation::Itself => receiver.clone(),
            Operation::Call => {
                let Shape::Function(closure) = receiver.shape else { return None };
                let arguments: Vec<Value> =
                    site.arguments.iter().skip(1).map(|one| one.value.clone()).collect();
                self.invoke(closure, &arguments)
            }
            _ => return None,
        };
        Some(value)
    }

    /// What stands under a key that a method is given, or else the further argument.
    fn under_key(&mut self, site: &Site, owner: &Value, key: &Value) -> Option<Value> {
        // `request.args.get("count", type=int)`.
        let converted = site.named("type").and_then(|one| one.value.as_api().map(|api| api.path.clone()));
        if converted.is_some_and(|name| self.tables.language.harmless_types.contains(&name)) {
            return Some(Value::some_number());
        }
        let found = match owner.shape {
            Shape::Object(_) => match key.constant() {
                Some(key) => self.member(owner, &Name::from(key), site.id),
                None => self.element_of(owner),
            },
            // Of a text or a set of unknown things, `get` is a call like any other.
            Shape::Unknown if owner.is_tainted() => {
                let name = key.constant().unwrap_or_else(|| "[]".to_owned());
                self.part_of_tainted(owner, &Name::from(name), site.id)
            }
            _ => return None,
        };
        let otherwise = site.argument(1);
        Some(if otherwise.is_tainted() { self.state.join(&found, &otherwise) } else { found })
    }

    fn updated(&mut self, target: &Value, source: &Value) {
        if let Shape::Object(id) = source.shape {
            let object = self.state.object(id).cloned().unwrap_or_default();
            for (name, value) in object.fields {
                self.set_field(target, &name, value);
            }
            if let Shape::Object(target) = target.shape {
                for value in object.items {
                    self.state.push(target, value);
                }
            }
        } else {
            self.set_rest(target, &Value::tainted(source.taints.clone()));
        }
    }

    /// A list of tuples: `enumerate`, `zip`.
    pub(super) fn side_by_side(&mut self, lists: &[Value]) -> Value {
        let items =
            lists
                .iter()
                .map(|list| {
                    if matches!(list.shape, Shape::Number(_)) { list.clone() } else { self.element_of(list) }
                })
                .collect();
        let pair = self.new_object(Object { items, array: true, ..Object::default() });
        self.new_object(Object { rest: Some(pair), array: true, ..Object::default() })
    }

    /// `map(function, list)`.
    pub(super) fn called_for_each(&mut self, site: &Site) -> Value {
        let list = site.argument(1);
        let element = self.element_of(&list);
        let result = match site.argument(0).shape {
            Shape::Function(closure) => self.call_back(closure, &[element]),
            Shape::Api(api) if self.tables.function(&api.path) == Some(Operation::Number) => {
                Value::some_number()
            }
            _ => element,
        };
        self.new_object(Object { rest: Some(result), array: true, ..Object::default() })
    }

    /// What a comprehension gives: its value for any element.
    pub(super) fn comprehended(&mut self, key: Option<NodeId>, value: NodeId) -> Value {
        let key = key.map(|key| self.value(key));
        let value = self.value(value);
        let mut object = Object { array: key.is_none(), ..Object::default() };
        match key.and_then(|key| key.constant()) {
            Some(key) => {
                object.fields.insert(Name::from(key), value);
            }
            None => object.rest = Some(value),
        }
        self.new_object(object)
    }

    fn appended(&mut self, site: &Site, receiver: &Value) -> Value {
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

    /// Puts what stands under a key into the last argument.
    pub(super) fn taken(&mut self, site: &Site, owner: &Value) {
        let found = self.under_key(site, owner, &site.argument(0)).unwrap_or_default();
        if let Some(target) = site.positional().nth(1) {
            self.bind(target.node, found, false);
        }
    }

    /// Runs a callback for the elements of something.
    fn each(&mut self, site: &Site, receiver: &Value, operation: Operation) -> Value {
        let callback = site.argument(0);
        let Shape::Function(closure) = callback.shape else {
            return match &callback.shape {
                // `ids.map(Number)`
                Shape::Api(api)
                    if operation == Operation::Map
                        && self.tables.function(&api.path) == Some(Operation::Number) =>
                {
                    let rest = Some(Value::some_number());
                    self.new_object(Object { rest, array: true, ..Object::default() })
                }
                // `ids.filter(Boolean)`
                _ if operation == Operation::Filter => receiver.clone(),
                _ => Value::tainted(receiver.taints.clone()),
            };
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
            let arguments = if operation == Operation::Reduce {
                vec![site.argument(1), element, Value::some_number()]
            } else {
                vec![element, Value::some_number(), receiver.clone()]
            };
            self.maybe(|run| results.push(run.call_back(closure, &arguments)));
        }
        if rows && let Some(frame) = self.frames.last_mut() {
            frame.loops.pop();
        }
        match operation {
            Operation::Map => {
                let mut mapped = Object { array: true, ..Object::default() };
                if elements.is_some() {
                    mapped.items = results;
                } else {
                    mapped.rest = results.pop();
                }
                self.new_object(mapped)
            }
            Operation::Filter => self.filtered(receiver, closure),
            Operation::Find => element,
            Operation::Reduce => {
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
