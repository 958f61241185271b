//! What the language has of itself: conversions, texts, arrays, objects, promises.

use super::constants;
use super::interpreter::Interpreter;
use super::patterns::{self, anchored};
use super::state::Object;
use super::taint::{self, Sinks};
use super::text::Text;
use super::value::{Closure, Shape, Value};
use crate::extract::code::calls::{self, Site};
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Name, NodeKind};
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
            Operation::Substituted => {
                self.replaced(site, &site.argument(2).as_written(), &first, &site.argument(1))
            }
            Operation::Number => match first.constant().and_then(|text| text.parse().ok()) {
                Some(number) => Value::of(Shape::Number(number)),
                None => Value::some_number(),
            },
            Operation::Harmless => Value::default(),
            Operation::Nothing => Value::of(Shape::Nothing),
            Operation::Same => first,
            Operation::Text => first.as_written(),
            Operation::Parsed => first.parsed(),
            Operation::Encoded => blurred(&first).safe_for(Sinks::ENCODED),
            Operation::Decoded => first.decoded(),
            Operation::JoinedBy => {
                let list = site.argument(1);
                let rest = site.values().get(1..).unwrap_or_default().to_vec();
                if matches!(list.shape, Shape::Object(_)) {
                    self.joined(site, &list, &first)
                } else {
                    self.concat(site.id, &rest)
                }
            }
            Operation::Written => {
                Value { shape: Shape::Text(Text::hole(first.is_tainted())), taints: self.all_taints(&first) }
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
            Operation::Printed => {
                let values = site.values();
                self.printed(site.id, &first, values.get(1..).unwrap_or_default())
            }
            Operation::FilledIn => {
                // `string.Format(culture, text, ...)`.
                let values = site.values();
                let at = usize::from(
                    !matches!(first.shape, Shape::Text(_)) && values.len() > 1 && !first.is_tainted(),
                );
                let text = values.get(at).cloned().unwrap_or_default();
                self.filled_with(site.id, &text, values.get(at + 1..).unwrap_or_default())
            }
            Operation::Joined => {
                let mut parts = vec![Value::text("")];
                parts.extend(self.spread_out(&site.values()));
                self.concat(site.id, &parts)
            }
            Operation::Separated => {
                let values = site.values();
                let parts = self.spread_out(values.get(1..).unwrap_or_default());
                self.separated(site.id, &first, &parts)
            }
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
            operation => return self.new_container(site, operation),
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

    fn text_method(&mut self, site: &Site, receiver: &Value, operation: Operation) -> Option<Value> {
        let constant = || receiver.constant().filter(|_| !receiver.is_tainted());
        let receiver = &receiver.clone().as_written();
        let value = match operation {
            Operation::Lower => match constant() {
                Some(text) => Value::text(&text.to_lowercase()),
                None => blurred(receiver),
            },
            Operation::Upper => match constant() {
                Some(text) => Value::text(&text.to_uppercase()),
                None => blurred(receiver),
            },
            Operation::Decoded => receiver.clone().decoded(),
            Operation::Trimmed | Operation::First | Operation::Last | Operation::TakeFirst => {
                match receiver.shape {
                    Shape::Text(_) => receiver.clone(),
                    _ => blurred(receiver),
                }
            }
            Operation::Part => blurred(receiver),
            Operation::Fits => patterns::fitting(&site.argument(0)),
            Operation::Resolved => blurred(receiver).safe_for(Sinks::RESOLVED),
            Operation::Extended => {
                let mut taints = receiver.taints.clone();
                taint::add(&mut taints, &self.all_taints(&site.argument(0)));
                Value::tainted(taints)
            }
            Operation::Replaced => self.replaced(site, receiver, &site.argument(0), &site.argument(1)),
            Operation::Substituted => {
                self.replaced(site, &site.argument(0).as_written(), receiver, &site.argument(1))
            }
            Operation::Printed => self.printed(site.id, receiver, &site.values()),
            Operation::Sent => {
                let mut taints = receiver.taints.clone();
                taint::add(&mut taints, &self.all_taints(&site.argument(0)));
                if let NodeKind::Member { object, .. } = self.tree.kind(site.target) {
                    self.bind(*object, Value::tainted(taints), false);
                }
                Value::default()
            }
            Operation::Format => {
                if receiver.is_tainted() && !site.arguments.is_empty() {
                    calls::reached(self, site, receiver, SinkKind::FormatText);
                }
                self.filled_in(site, receiver)
            }
            Operation::Taken => {
                self.taken(site, receiver);
                Value::default()
            }
            Operation::Fills => self.filled(site, receiver),
            Operation::Number | Operation::Position => Value::some_number(),
            Operation::Contains
            | Operation::Starts
            | Operation::Tests
            | Operation::MatchedBy
            | Operation::Owns
            | Operation::Exact
            | Operation::Harmless => Value::default(),
            _ => return None,
        };
        Some(value)
    }

    /// A replacement that leaves only letters and digits makes a text harmless, one of line breaks harmless for
    /// lines, one of angle brackets for markup.
    fn replaced(&mut self, site: &Site, receiver: &Value, what: &Value, with: &Value) -> Value {
        if let Shape::Function(closure) = with.shape {
            self.call_back(closure, &[Value::tainted(receiver.taints.clone())]);
        }
        if let (Some(text), Some(what), Some(with), false) =
            (receiver.constant(), what.constant(), with.constant(), receiver.is_tainted())
            && site.name.as_deref() == Some("replace")
        {
            return Value::text(&text.replace(&what, &with));
        }
        let mut taints = receiver.taints.clone();
        taint::add(&mut taints, &with.taints);
        // What stands around the replacement is the receiver's.
        let around = Text::hole(receiver.is_tainted());
        let written = Text::joined(&[around, Text::hole(with.is_tainted())]);
        let result = Value { shape: Shape::Text(written), taints };
        let pattern = match &what.shape {
            Shape::Regex(regex) => regex.to_string(),
            Shape::Text(_) => what.constant().unwrap_or_default(),
            _ => return result,
        };
        // JavaScript exchanges the first only, unless it is told otherwise.
        let all = !self.tables.language.commonjs
            || matches!(what.shape, Shape::Regex(_))
            || site.name.as_deref() == Some("replaceAll");
        let mut sinks = Sinks::NONE;
        if keeps_only(&pattern) {
            sinks = Sinks::ALL;
        }
        if all && ["\n", "\r", "\\n", "\\r", "\\s"].iter().any(|line| pattern.contains(line)) {
            sinks = sinks.with(Sinks::LINES);
        }
        if all
            && (pattern == "'"
                || pattern.starts_with('[') && pattern.contains('\'') && !pattern.starts_with("[^"))
        {
            sinks = sinks.with(Sinks::UNQUOTED);
        }
        if all && pattern.contains('<') {
            sinks = sinks.with(Sinks::one(SinkKind::Html));
        }
        result.safe_for(sinks)
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

/// Whether a replacement of what matches leaves only harmless characters: `[^a-z0-9_]`.
fn keeps_only(regex: &str) -> bool {
    let class = regex.strip_prefix("[^").and_then(|rest| rest.split_once(']')).map(|(class, _)| class);
    class.is_some_and(|class| anchored(&Name::from(format!("^[{class}]$"))).is_some() && !class.contains(';'))
        || matches!(regex, "\\D" | "\\W" | "\\D+" | "\\W+")
}
