//! What the language has of itself: conversions, texts, arrays, objects, promises.

use super::interpreter::Interpreter;
use super::refine::anchored;
use super::state::Object;
use super::taint::{self, Sinks};
use super::text::Text;
use super::value::{Api, Closure, Shape, Value};
use crate::extract::code::calls::Site;
use crate::extract::code::syntax::Name;
use crate::facts::SinkKind;

impl Interpreter<'_> {
    pub(in crate::extract::code) fn builtin(&mut self, site: &Site<'_>) -> Option<Value> {
        if let Some(api) = site.callee.as_api().filter(|api| api.module.is_empty()) {
            let api = api.clone();
            return self.global_call(site, &api);
        }
        let receiver = site.receiver.as_ref()?;
        let name = site.name.as_deref()?;
        if !matches!(
            receiver.shape,
            Shape::Unknown | Shape::Text(_) | Shape::Object(_) | Shape::Function(_) | Shape::Number(_)
        ) {
            return None;
        }
        if let Shape::Object(id) = receiver.shape
            && self.state.object(id).is_some_and(|object| object.fields.contains_key(name))
        {
            return None;
        }
        self.text_method(site, receiver, name).or_else(|| self.collection_method(site, receiver, name))
    }

    fn global_call(&mut self, site: &Site<'_>, api: &Api) -> Option<Value> {
        let first = site.argument(0);
        let value = match &*api.path {
            "Number" | "parseInt" | "parseFloat" | "BigInt" => {
                match first.constant().and_then(|text| text.parse().ok()) {
                    Some(number) => Value::of(Shape::Number(number)),
                    None => Value::some_number(),
                }
            }
            "Boolean" | "isNaN" | "isFinite" | "Array.isArray" | "Date" | "Symbol" => Value::default(),
            "String" | "JSON.parse" | "decodeURIComponent" | "decodeURI" | "structuredClone"
            | "Buffer.from" | "Object.freeze" | "Object.seal" | "Array.from" | "Set" | "Map"
            | "Promise.resolve" | "Promise.all" | "Promise.allSettled" | "Object.fromEntries"
            | "String.raw" => first,
            "JSON.stringify" => {
                Value { shape: Shape::Text(Text::hole(first.is_tainted())), taints: self.all_taints(&first) }
            }
            "encodeURIComponent" | "encodeURI" => first.safe_for(
                Sinks::one(SinkKind::OutgoingUrl)
                    .with(Sinks::one(SinkKind::Redirect))
                    .with(Sinks::one(SinkKind::Html))
                    .with(Sinks::one(SinkKind::FilePath)),
            ),
            "Object.keys" => self.keys(&first),
            "Object.values" => self.values_of(&first),
            "Object.entries" => self.entries(&first),
            "Object.assign" => self.assigned(site),
            path if path.starts_with("Math.") || path.starts_with("Number.") || path.starts_with("Date.") => {
                Value::some_number()
            }
            path if path.starts_with("console.") => Value::of(Shape::Nothing),
            _ => return None,
        };
        Some(value)
    }

    fn keys(&mut self, value: &Value) -> Value {
        let Shape::Object(id) = value.shape else { return Value::tainted(value.taints.clone()) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let items = object.fields.keys().map(|key| Value::text(key)).collect();
        let rest = object.rest.map(|rest| Value::tainted(rest.taints));
        self.new_object(Object { items, rest, array: true, ..Object::default() })
    }

    fn values_of(&mut self, value: &Value) -> Value {
        let Shape::Object(id) = value.shape else { return Value::tainted(value.taints.clone()) };
        let object = self.state.object(id).cloned().unwrap_or_default();
        let items = object.fields.into_values().collect();
        self.new_object(Object { items, rest: object.rest, array: true, ..Object::default() })
    }

    fn entries(&mut self, value: &Value) -> Value {
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

    fn assigned(&mut self, site: &Site<'_>) -> Value {
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

    fn text_method(&mut self, site: &Site<'_>, receiver: &Value, name: &str) -> Option<Value> {
        let constant = || receiver.constant().filter(|_| !receiver.is_tainted());
        let value = match name {
            "toLowerCase" | "toLocaleLowerCase" => match constant() {
                Some(text) => Value::text(&text.to_lowercase()),
                None => blurred(receiver),
            },
            "toUpperCase" | "toLocaleUpperCase" => match constant() {
                Some(text) => Value::text(&text.to_uppercase()),
                None => blurred(receiver),
            },
            "trim" | "toString" | "valueOf" | "normalize" | "trimEnd" | "trimStart" => match receiver.shape {
                Shape::Text(_) => receiver.clone(),
                _ => blurred(receiver),
            },
            "substring" | "substr" | "charAt" | "padStart" | "padEnd" | "repeat" | "match" | "split"
            | "matchAll" | "at" => blurred(receiver),
            "replace" | "replaceAll" => self.replaced(site, receiver),
            "indexOf" | "lastIndexOf" | "charCodeAt" | "search" | "localeCompare" | "getTime" | "toFixed" => {
                Value::some_number()
            }
            "includes" | "startsWith" | "endsWith" | "test" | "hasOwnProperty" | "toISOString" => {
                Value::default()
            }
            _ => return None,
        };
        Some(value)
    }

    /// A replacement that leaves only letters and digits makes a text harmless.
    fn replaced(&mut self, site: &Site<'_>, receiver: &Value) -> Value {
        let with = site.argument(1);
        if let Shape::Function(closure) = with.shape {
            self.call_back(closure, &[Value::tainted(receiver.taints.clone())]);
        }
        let mut taints = receiver.taints.clone();
        taint::add(&mut taints, &with.taints);
        let result = Value { shape: Shape::Text(Text::hole(!taints.is_empty())), taints };
        match site.argument(0).shape {
            Shape::Regex(regex) => match keeps_only(&regex) {
                true => result.safe_for(Sinks::ALL),
                false => result,
            },
            _ => result,
        }
    }

    fn collection_method(&mut self, site: &Site<'_>, receiver: &Value, name: &str) -> Option<Value> {
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
            | "reduceRight" | "findLast" => self.each(site, receiver, name)?,
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
    fn each(&mut self, site: &Site<'_>, receiver: &Value, name: &str) -> Option<Value> {
        let callback = site.argument(0);
        let Shape::Function(closure) = callback.shape else {
            return Some(Value::tainted(receiver.taints.clone()));
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
        Some(match name {
            "map" | "flatMap" => {
                let mut mapped = Object { array: true, ..Object::default() };
                if elements.is_some() {
                    mapped.items = results;
                } else {
                    mapped.rest = results.pop();
                }
                self.new_object(mapped)
            }
            "filter" => receiver.clone(),
            "find" | "findLast" => element,
            "reduce" | "reduceRight" => {
                let mut joined = site.argument(1);
                for result in &results {
                    joined = self.state.join(result, &joined);
                }
                joined
            }
            _ => Value::default(),
        })
    }

    pub(in crate::extract::code) fn call_back_value(&mut self, value: &Value, arguments: &[Value]) {
        if let Shape::Function(closure) = value.shape {
            self.call_back(closure, arguments);
        }
    }

    /// Runs a function that was handed over, unless it is one that answers requests: that runs later.
    pub(in crate::extract::code) fn call_back(&mut self, closure: Closure, arguments: &[Value]) -> Value {
        if self.answers_requests(closure)
            && !arguments.iter().any(|argument| matches!(argument.shape, Shape::Request))
        {
            self.queue(closure, false);
            return Value::default();
        }
        self.invoke(closure, arguments)
    }
}

/// The same taints, a text that is not known.
fn blurred(value: &Value) -> Value {
    Value { shape: Shape::Unknown, taints: value.taints.clone() }
}

/// Whether a replacement of what matches leaves only harmless characters: `[^a-z0-9_]`.
fn keeps_only(regex: &str) -> bool {
    let class = regex.strip_prefix("[^").and_then(|rest| rest.split_once(']')).map(|(class, _)| class);
    class.is_some_and(|class| anchored(&Name::from(format!("^[{class}]$"))).is_some() && !class.contains(';'))
        || matches!(regex, "\\D" | "\\W" | "\\D+" | "\\W+")
}
