//! What the language has of itself: conversions, texts, arrays, objects, promises.

use super::constants;
use super::interpreter::Interpreter;
use super::patterns;
use super::state::Object;
use super::taint::Sinks;
use super::text::Text;
use super::value::{Closure, Shape, Value};
use crate::extract::code::calls::Site;
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::Name;
use crate::facts::SinkKind;

/// The field of a list of words that says that they are run.
pub(in crate::extract::code) const COMMAND: &str = "()";

impl Interpreter<'_> {
    pub(in crate::extract::code) fn builtin(&mut self, site: &Site) -> Option<Value> {
        if let Some(api) = site.callee.as_api() {
            // A package that is imported by its path is named by the last part of it: `strconv.Atoi`.
            let module = &*api.module;
            let package = module.rsplit('/').next().unwrap_or_default();
            let mut named = vec![api.path.clone()];
            if !module.is_empty() {
                named = vec![format!("{module}.{}", api.path)];
                named.extend((package != module).then(|| format!("{package}.{}", api.path)));
            }
            if let Some(value) = named.iter().find_map(|path| self.global_call(site, path)) {
                return Some(value);
            }
            if module.is_empty() {
                return None;
            }
        }
        let receiver = site.receiver.as_ref()?;
        let name = site.name.as_deref()?;
        if !matches!(
            receiver.shape,
            Shape::Unknown
                | Shape::Text(_)
                | Shape::Object(_)
                | Shape::Function(_)
                | Shape::Number(_)
                | Shape::Regex(_)
        ) {
            return None;
        }
        if let Shape::Object(id) = receiver.shape
            && let Some(field) = self.state.object(id).and_then(|object| object.fields.get(name))
        {
            // A record gives its parts by methods of their names.
            return (self.tables.language.accessors && site.arguments.is_empty()).then(|| field.clone());
        }
        if let Shape::Function(closure) = receiver.shape
            && self.tables.language.invoked_by.iter().any(|own| own == name)
        {
            return Some(self.invoke(closure, &site.values()));
        }
        let Some(operation) = self.tables.method(name) else { return self.accessor(site, receiver, name) };
        patterns::look(self, site, operation);
        self.container_method(site, receiver, operation)
            .or_else(|| self.text_method(site, receiver, operation))
            .or_else(|| self.collection_method(site, receiver, operation))
    }

    fn global_call(&mut self, site: &Site, path: &str) -> Option<Value> {
        let first = site.argument(0);
        let operation = self.tables.function(path)?;
        patterns::look(self, site, operation);
        let value = match operation {
            Operation::Fits => patterns::fitting(&site.argument(1)),
            Operation::Number => match first.constant().and_then(|text| text.parse().ok()) {
                Some(number) => Value::of(Shape::Number(number)),
                None => Value::some_number(),
            },
            Operation::Harmless | Operation::Kind => Value::default(),
            Operation::Nothing => Value::of(Shape::Nothing),
            Operation::Same => first,
            Operation::Text => first.into_written(),
            Operation::Parsed => first.parsed(),
            Operation::Encoded => blurred(&first).safe_for(Sinks::ENCODED),
            Operation::Decoded => first.decoded(),
            Operation::Written => {
                Value { shape: Shape::Text(Text::hole(first.may_be_sent())), taints: self.all_taints(&first) }
                    .safe_for(Sinks::LINES)
            }
            Operation::UrlEncoded => first.safe_for(
                Sinks::one(SinkKind::OutgoingUrl)
                    .with(Sinks::one(SinkKind::Redirect))
                    .with(Sinks::one(SinkKind::Html))
                    .with(Sinks::one(SinkKind::FilePath)),
            ),
            Operation::Keys => self.keys(&first),
            Operation::Values => self.values_of(&first),
            Operation::Entries => self.entries(&first),
            Operation::Assigned => self.assigned(site),
            Operation::Element => self.element_of(&first),
            Operation::Numbered => self.side_by_side(&[Value::some_number(), first]),
            Operation::Paired => self.side_by_side(&site.values()),
            Operation::Map => self.called_for_each(site),
            Operation::Part => blurred(&first),
            Operation::Fills => self.filled(site, &first),
            Operation::Equal => constants::equal(&first, &site.argument(1)),
            Operation::Call => match first.shape {
                Shape::Function(closure) => self.call_back(closure, &[]),
                _ => first,
            },
            Operation::Command => {
                let fields = [(Name::from(COMMAND), first.clone())].into_iter().collect();
                self.new_object(Object { items: vec![first], fields, array: true, ..Object::default() })
            }
            operation => {
                return self.made_text(site, operation).or_else(|| self.new_container(site, operation));
            }
        };
        Some(value)
    }

    /// Puts what a value holds into the last argument.
    pub(in crate::extract::code) fn filled(&mut self, site: &Site, from: &Value) -> Value {
        let taints = self.all_taints(from);
        if let Some(target) = site.positional().last().filter(|_| !taints.is_empty()) {
            // A map takes objects of any form, a structure those of its fields only.
            let open = match target.value.shape {
                Shape::Object(id) => self.state.object(id).is_some_and(|object| object.class.is_none()),
                _ => false,
            };
            let value = Value::tainted(taints);
            self.bind(target.node, if open { value.parsed() } else { value }, false);
        }
        Value::default()
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
pub(super) fn blurred(value: &Value) -> Value {
    Value { shape: Shape::Unknown, taints: value.taints.clone() }
}
