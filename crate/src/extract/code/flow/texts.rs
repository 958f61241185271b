//! Methods of texts.

use super::builtins::blurred;
use super::interpreter::Interpreter;
use super::patterns::{self, anchored};
use super::taint::{self, Sinks};
use super::text::{Piece, Text};
use super::value::{Shape, Value};
use crate::extract::code::calls::{self, Site};
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Name, NodeKind};
use crate::facts::SinkKind;

impl Interpreter<'_> {
    /// What a function makes a text of: a format, pieces, a pattern.
    pub(super) fn made_text(&mut self, site: &Site, operation: Operation) -> Option<Value> {
        let first = site.argument(0);
        let values = site.values();
        let rest = values.get(1..).unwrap_or_default();
        Some(match operation {
            Operation::Substituted => {
                self.replaced(site, &site.argument(2).into_written(), &first, &site.argument(1))
            }
            Operation::JoinedBy => match site.argument(1) {
                list if matches!(list.shape, Shape::Object(_)) => self.joined(site, &list, &first),
                _ => self.concat(site.id, rest),
            },
            Operation::Printed => self.printed(site.id, &first, rest),
            Operation::FilledIn => {
                // `string.Format(culture, text, ...)`.
                let cultured =
                    !matches!(first.shape, Shape::Text(_)) && values.len() > 1 && !first.is_tainted();
                let at = usize::from(cultured);
                let text = values.get(at).cloned().unwrap_or_default();
                self.filled_with(site.id, &text, values.get(at + 1..).unwrap_or_default())
            }
            Operation::Joined => {
                let mut parts = vec![Value::text("")];
                parts.extend(self.spread_out(&values));
                self.concat(site.id, &parts)
            }
            Operation::Separated => {
                let parts = self.spread_out(rest);
                self.separated(site.id, &first, &parts)
            }
            _ => return None,
        })
    }

    /// What an error says: what it was made with, or words before what it is about.
    fn told_of(&self, error: &Value) -> Value {
        match &error.shape {
            Shape::Text(text) if !matches!(text.pieces(), [Piece::Hole { .. }]) => error.clone(),
            _ => {
                let text = Text::joined(&[Text::fixed("error: "), Text::hole(error.may_be_sent())]);
                Value { shape: Shape::Text(text), taints: self.all_taints(error) }
            }
        }
    }

    pub(super) fn text_method(
        &mut self,
        site: &Site,
        receiver: &Value,
        operation: Operation,
    ) -> Option<Value> {
        let constant = || receiver.constant().filter(|_| !receiver.is_tainted());
        let receiver = &receiver.clone().into_written();
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
            Operation::Told => self.told_of(receiver),
            Operation::Part => blurred(receiver),
            Operation::Fits => patterns::fitting(&site.argument(0)),
            Operation::Resolved => blurred(receiver).safe_for(Sinks::RESOLVED),
            Operation::Extended => {
                let mut taints = receiver.taints.clone();
                taint::add(&mut taints, &self.all_taints(&site.argument(0)));
                let ends = calls::ends_itself(&site.argument(0));
                let safe = if ends { Sinks::one(SinkKind::StoredName) } else { Sinks::NONE };
                Value::tainted(taints).safe_for(safe)
            }
            Operation::Replaced => self.replaced(site, receiver, &site.argument(0), &site.argument(1)),
            Operation::Substituted => {
                self.replaced(site, &site.argument(0).into_written(), receiver, &site.argument(1))
            }
            Operation::Printed => self.printed(site.id, receiver, &site.values()),
            Operation::Sent => self.passed_in(site, receiver),
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

    /// What a channel is given comes out of it.
    fn passed_in(&mut self, site: &Site, channel: &Value) -> Value {
        let mut taints = channel.taints.clone();
        taint::add(&mut taints, &self.all_taints(&site.argument(0)));
        if let NodeKind::Member { object, .. } = self.tree.kind(site.target) {
            self.bind(*object, Value::tainted(taints), false);
        }
        Value::default()
    }

    /// A replacement that leaves only letters and digits makes a text harmless, one of line breaks harmless for
    /// lines, one of angle brackets for markup.
    pub(super) fn replaced(&mut self, site: &Site, receiver: &Value, what: &Value, with: &Value) -> Value {
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
        let around = Text::hole(receiver.may_be_sent());
        let written = Text::joined(&[around, Text::hole(with.may_be_sent())]);
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
        let is_plain = matches!(what.shape, Shape::Text(_))
            && with.constant().is_some_and(|with| !with.contains(['.', '/']));
        if all && is_plain && matches!(&*pattern, "." | "/") {
            sinks = sinks.with(Sinks::PATHS);
        }
        if all && pattern.contains('<') {
            sinks = sinks.with(Sinks::one(SinkKind::Html));
        }
        result.safe_for(sinks)
    }
}

/// Whether a replacement of what matches leaves only harmless characters: `[^a-z0-9_]`.
fn keeps_only(regex: &str) -> bool {
    let class = regex.strip_prefix("[^").and_then(|rest| rest.split_once(']')).map(|(class, _)| class);
    class.is_some_and(|class| anchored(&Name::from(format!("^[{class}]$"))).is_some() && !class.contains(';'))
        || matches!(regex, "\\D" | "\\W" | "\\D+" | "\\W+")
}
