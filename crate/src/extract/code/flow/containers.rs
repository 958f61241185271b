//! Lists, maps and texts that grow, in languages where they are made and changed by calls.

use super::interpreter::Interpreter;
use super::state::Object;
use super::value::{ObjectId, Shape, Value};
use crate::collections::BTreeMap;
use crate::extract::code::calls::Site;
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::Name;

impl Interpreter<'_> {
    pub(super) fn new_container(&mut self, site: &Site, operation: Operation) -> Option<Value> {
        let values = site.values();
        let mut object = Object { array: operation != Operation::Mapping, ..Object::default() };
        match (operation, values.as_slice()) {
            (Operation::Builder, [] | [Value { shape: Shape::Number(_), .. }]) => {
                object.items.push(Value::text(""));
            }
            (Operation::Mapping, _) if site.arguments.iter().any(|one| one.name.is_some()) => {
                let named =
                    site.arguments.iter().filter_map(|one| Some((one.name.clone()?, one.value.clone())));
                object.fields = named.collect();
            }
            (Operation::List | Operation::Mapping, [one]) => match one.shape {
                Shape::Object(id) => {
                    let known = self.state.object(id).cloned().unwrap_or_default();
                    let paired = if operation == Operation::Mapping { self.of_pairs(&known) } else { None };
                    object = paired.unwrap_or(Object { class: None, ..known });
                }
                Shape::Number(_) => {}
                _ if operation == Operation::Mapping || site.creates => {
                    object.rest = one.may_be_sent().then(|| Value::tainted(one.taints.clone()));
                }
                _ => object.items = values,
            },
            (Operation::Builder | Operation::List, _) => object.items = values,
            (Operation::Mapping, _) => {
                for pair in values.chunks(2) {
                    let [key, value] = pair else { continue };
                    match key.constant() {
                        Some(key) => object.fields.insert(Name::from(key), value.clone()),
                        None => object.rest.replace(value.clone()),
                    };
                }
            }
            _ => return None,
        }
        object.items.truncate(64);
        Some(self.new_object(object))
    }

    /// A map of a list of pairs.
    fn of_pairs(&self, list: &Object) -> Option<Object> {
        let mut fields = BTreeMap::new();
        for pair in &list.items {
            let Shape::Object(id) = pair.shape else { return None };
            let [key, value] = self.state.object(id)?.items.as_slice() else { return None };
            fields.insert(Name::from(key.constant()?), value.clone());
        }
        (list.array && !list.is_open() && !list.items.is_empty())
            .then(|| Object { fields, ..Object::default() })
    }

    pub(super) fn container_method(
        &mut self,
        site: &Site,
        receiver: &Value,
        operation: Operation,
    ) -> Option<Value> {
        let first = site.argument(0);
        let Shape::Object(id) = receiver.shape else { return self.known_text(site, receiver, operation) };
        let is_array = self.state.object(id).is_some_and(|object| object.array);
        match operation {
            Operation::Append if site.arguments.len() == 2 && first.number().is_some() => {
                self.insert(receiver, &first, site.argument(1));
                Some(receiver.clone())
            }
            Operation::Append => {
                self.state.push(id, first);
                Some(receiver.clone())
            }
            Operation::AppendFormat => {
                let values = site.values();
                let text = self.filled_with(site.id, &first, values.get(1..).unwrap_or_default());
                self.state.push(id, text);
                Some(receiver.clone())
            }
            Operation::Add if is_array => {
                self.state.push(id, first);
                Some(Value::default())
            }
            Operation::Insert => {
                self.insert(receiver, &first, site.argument(1));
                Some(receiver.clone())
            }
            Operation::Put | Operation::Add => Some(self.put(site, receiver, &first)),
            Operation::TakeLast if site.arguments.is_empty() && is_array => {
                self.at_end(receiver, Operation::TakeLast)
            }
            Operation::Remove if site.arguments.is_empty() && is_array => {
                self.at_end(receiver, Operation::TakeFirst)
            }
            Operation::Remove | Operation::TakeLast => Some(self.removed(receiver, &first)),
            Operation::Front => {
                self.insert(receiver, &Value::of(Shape::Number(0.0)), first);
                Some(Value::default())
            }
            Operation::First | Operation::TakeFirst | Operation::Last if is_array => {
                self.at_end(receiver, operation)
            }
            Operation::First | Operation::TakeFirst | Operation::Last => Some(self.element_of(receiver)),
            Operation::Cleared => Some(self.cleared(site, id, &first)),
            Operation::Whole if is_array => {
                let object = self.state.object(id).cloned().unwrap_or_default();
                let mut parts: Vec<Value> = object.items.into_iter().chain(object.rest).collect();
                parts.insert(0, Value::text(""));
                Some(self.concat(site.id, &parts))
            }
            Operation::Get if site.arguments.len() == 2 => {
                let key = within_section(&first, &site.argument(1))?;
                self.state.object(id)?.fields.get(key.as_str()).cloned()
            }
            Operation::Get if is_array => {
                self.position_in(receiver, &first).map(|at| self.element_at(receiver, at))
            }
            Operation::Length => Some(Value::some_number()),
            _ => None,
        }
    }

    /// Puts the second argument under the first.
    fn put(&mut self, site: &Site, receiver: &Value, key: &Value) -> Value {
        let value = site.argument(1);
        if let [_, _, third] = site.arguments.as_slice()
            && let Some(key) = within_section(key, &value)
        {
            self.set_field(receiver, &Name::from(key), third.value.clone());
            return Value::default();
        }
        match (self.position_in(receiver, key), key.constant()) {
            (Some(at), _) => self.set_element(receiver, at, value),
            (None, Some(key)) => self.set_field(receiver, &Name::from(key), value),
            (None, None) => self.set_rest(receiver, &value),
        }
        Value::default()
    }

    /// Of a text that grows, only what is cut to nothing is cleared.
    fn cleared(&mut self, site: &Site, id: ObjectId, length: &Value) -> Value {
        if site.arguments.is_empty() || length.number() == Some(0.0) {
            let empty = if site.arguments.is_empty() { Vec::new() } else { vec![Value::text("")] };
            if let Some(object) = self.state.change(id) {
                object.items = empty;
                object.fields = BTreeMap::new();
                object.rest = None;
            }
        }
        Value::default()
    }

    /// Methods of texts that are known, and of values of which nothing is.
    fn known_text(&mut self, site: &Site, receiver: &Value, operation: Operation) -> Option<Value> {
        let first = site.argument(0);
        let known = receiver.constant().filter(|_| !receiver.is_tainted());
        match operation {
            Operation::Equal => Some(super::constants::equal(receiver, &first)),
            Operation::Whole => Some(match receiver.shape {
                Shape::Text(_) => receiver.clone(),
                _ => Value::tainted(receiver.taints.clone()),
            }),
            Operation::Append => Some(self.concat(site.id, &[receiver.clone(), first])),
            Operation::Character | Operation::Substring | Operation::Stretch => {
                let taken = known.zip(first.number()).and_then(|(text, at)| {
                    let from = position(at)?;
                    let until = site.argument(1).number().and_then(position);
                    let until = match operation {
                        Operation::Character => Some(from + 1),
                        Operation::Stretch => until.map(|length| from.saturating_add(length)),
                        _ => until,
                    };
                    let length = until.map_or(usize::MAX, |until| until.saturating_sub(from));
                    Some(text.chars().skip(from).take(length).collect::<String>())
                });
                Some(taken.map_or_else(|| Value::tainted(receiver.taints.clone()), |text| Value::text(&text)))
            }
            #[allow(clippy::cast_precision_loss, reason = "texts are shorter")]
            Operation::Length => Some(known.map_or_else(Value::some_number, |text| {
                Value::of(Shape::Number(text.chars().count() as f64))
            })),
            _ => None,
        }
    }

    /// The position in a list that a key names.
    pub(super) fn position_in(&self, list: &Value, key: &Value) -> Option<usize> {
        let Shape::Object(id) = list.shape else { return None };
        self.state.object(id).filter(|object| object.array)?;
        position(key.number()?)
    }

    pub(super) fn set_element(&mut self, list: &Value, at: usize, value: Value) {
        const MOST: usize = 64;
        let Shape::Object(id) = list.shape else { return };
        if at >= MOST {
            return self.set_rest(list, &value);
        }
        let Some(object) = self.state.change(id) else { return };
        while object.items.len() <= at {
            object.items.push(Value::of(Shape::Nothing));
        }
        if let Some(own) = object.items.get_mut(at) {
            *own = value;
        }
    }

    fn insert(&mut self, list: &Value, at: &Value, value: Value) {
        let position = self.position_in(list, at);
        let Shape::Object(id) = list.shape else { return };
        let length = self.state.object(id).map_or(0, |object| object.items.len());
        match position.filter(|at| *at <= length && length < 64) {
            Some(at) => {
                if let Some(object) = self.state.change(id) {
                    object.items.insert(at, value);
                }
            }
            None => self.state.push(id, value),
        }
    }

    /// The first or the last element of a list; any where their order is not known.
    fn at_end(&mut self, list: &Value, operation: Operation) -> Option<Value> {
        let Shape::Object(id) = list.shape else { return None };
        let object = self.state.object(id)?;
        if object.is_open() || object.items.is_empty() {
            return Some(self.element_of(list));
        }
        if operation == Operation::Last {
            return object.items.last().cloned();
        }
        if operation == Operation::First {
            return object.items.first().cloned();
        }
        self.state.change(id).and_then(|object| match operation {
            Operation::TakeLast => object.items.pop(),
            _ => Some(object.items.remove(0)),
        })
    }

    fn removed(&mut self, owner: &Value, key: &Value) -> Value {
        let position = self.position_in(owner, key);
        let name = key.constant();
        let Shape::Object(id) = owner.shape else { return Value::default() };
        let Some(object) = self.state.change(id) else { return Value::default() };
        match position {
            Some(at) if at < object.items.len() => object.items.remove(at),
            _ if object.array => self.element_of(owner),
            _ => name.and_then(|name| object.fields.remove(name.as_str())).unwrap_or_default(),
        }
    }
}

/// The key of an option within a section: `config.set("mail", "host", value)`.
fn within_section(section: &Value, option: &Value) -> Option<String> {
    Some(format!("{}\n{}", section.constant()?, option.constant()?))
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "checked to be a position")]
fn position(number: f64) -> Option<usize> {
    (number >= 0.0 && number.fract() == 0.0 && number < 1e6).then_some(number as usize)
}
