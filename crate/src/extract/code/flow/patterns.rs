//! What a text cannot hold that matches a regular expression, and what holding it against one costs.

use super::interpreter::Interpreter;
use super::taint::Sinks;
use super::value::{Shape, Value};
use crate::extract::code::calls::{self, Site};
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Call, NodeId, NodeKind, Parameter};
use crate::facts::{SinkKind, is_catastrophic};

/// Parts of a declaration that are looked at.
const MOST_PARTS: usize = 60;

impl Interpreter<'_> {
    /// Sinks that a parameter is no danger for that is declared with a pattern: `sort = Query(pattern="^(name|day)$")`.
    pub(super) fn admitted(&mut self, parameter: &Parameter) -> Sinks {
        let default = match self.tree.kind(parameter.pattern) {
            NodeKind::Default { value, .. } => Some(*value),
            _ => None,
        };
        let declared = default.into_iter().chain(parameter.annotation);
        let parts = declared.flat_map(|root| self.tree.below(root).take(MOST_PARTS));
        let patterns: Vec<NodeId> = parts
            .filter_map(|(_, node)| match &node.kind {
                NodeKind::Named { name, value } if matches!(&**name, "pattern" | "regex") => Some(*value),
                _ => None,
            })
            .collect();
        patterns.into_iter().find_map(|pattern| self.regex_allows_only(pattern)).unwrap_or_default()
    }

    /// Sinks that a text is no danger for when the whole of it matches.
    fn regex_allows_only(&mut self, pattern: NodeId) -> Option<Sinks> {
        match self.value(pattern).shape {
            Shape::Regex(regex) => anchored(&regex),
            Shape::Text(text) => anchored(&text.constant()?),
            _ => None,
        }
    }

    /// A call that holds a text against a pattern, either of which may be the receiver.
    pub(super) fn refine_by_pattern(
        &mut self,
        object: Option<NodeId>,
        operation: Option<Operation>,
        call: &Call,
    ) {
        let first = call.arguments.first().copied();
        let (pattern, text) = match operation {
            Some(Operation::Matches) => (first, call.arguments.get(1).copied()),
            Some(Operation::Matched) => (call.arguments.get(1).copied(), first),
            Some(Operation::MatchedBy) => (first, object),
            _ => (object, first),
        };
        let (Some(pattern), Some(text)) = (pattern, text) else { return };
        let allowed = if operation == Some(Operation::MatchedBy) {
            self.whole_regex_allows_only(pattern)
        } else {
            self.regex_allows_only(pattern)
        };
        match allowed {
            Some(sinks) => self.mark_safe(text, sinks),
            // It fits a pattern of which nothing is known.
            None if self.value(pattern).as_api().is_some() => self.mark(text, Value::cleaned),
            None => {}
        }
    }

    /// The same for a pattern that is held against the whole text anyway.
    fn whole_regex_allows_only(&mut self, pattern: NodeId) -> Option<Sinks> {
        let Shape::Text(text) = self.value(pattern).shape else { return None };
        let regex = text.constant()?;
        anchored(&format!("^{}$", regex.trim_start_matches('^').trim_end_matches('$')))
    }

    /// `pattern.matcher(text).matches()`.
    pub(super) fn refine_matcher(&mut self, matcher: Option<NodeId>) {
        if let Some(NodeKind::Call(call)) = matcher.map(|matcher| self.tree.kind(matcher))
            && let NodeKind::Member { object, .. } = self.tree.kind(call.callee)
            && let Some(text) = call.arguments.first()
            && let Some(sinks) = self.whole_regex_allows_only(*object)
        {
            self.mark_safe(*text, sinks);
        }
    }
}

/// Looks whether a call holds a caller's text against a pattern that takes exponential time.
pub(super) fn look(run: &mut Interpreter<'_>, site: &Site, operation: Operation) {
    if run.tables.language.linear_patterns {
        return;
    }
    let (first, second) = (site.argument(0), site.argument(1));
    let receiver = site.receiver.clone().unwrap_or_default();
    let is_regex = matches!(first.shape, Shape::Regex(_));
    let called_on_module = matches!(receiver.shape, Shape::Api(_));
    let (pattern, text) = match operation {
        Operation::Matches | Operation::Fits if called_on_module => (first, second),
        Operation::Tests | Operation::Fits => (receiver, first),
        Operation::MatchedBy => (first, receiver),
        Operation::Part | Operation::Replaced if is_regex => (first, receiver),
        _ => return,
    };
    let pattern = match &pattern.shape {
        Shape::Regex(regex) => regex.to_string(),
        Shape::Text(_) => pattern.constant().unwrap_or_default(),
        _ => return,
    };
    if text.is_tainted() && is_catastrophic(&pattern) {
        calls::reached(run, site, &text, SinkKind::BacktrackingText);
    }
}

/// A part of a text that fits a pattern.
pub(super) fn fitting(text: &Value) -> Value {
    Value::tainted(text.taints.clone()).into_written()
}

/// Sinks that a text is no danger for which matches a regular expression from start to end.
pub(in crate::extract::code) fn anchored(regex: &str) -> Option<Sinks> {
    let inner = regex.strip_prefix('^')?.strip_suffix('$')?;
    let wild = inner.replace("\\.", "").contains('.')
        || inner.contains("\\S")
        || inner.contains("\\W")
        || inner.contains("[^");
    let quotes = inner.contains('\'') || inner.contains('"') || inner.contains("\\s");
    (!wild && !quotes).then_some(Sinks::ALL)
}
