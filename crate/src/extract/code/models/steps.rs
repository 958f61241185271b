//! Migrations as code: what the function `up` does, in order.

use super::program::Program;
use crate::artifact::{Place, Source};
use crate::collections::Sort;
use crate::detect::Dialect;
use crate::extract::code::schemas::without_holes;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::{AlterTable, FileFacts, SchemaChange};

/// Calls of one migration that are looked at.
const MOST: usize = 20_000;

impl<'a> Program<'a> {
    /// The calls of the functions that take a migration forward, in the order in which they end.
    pub(super) fn forward(&self) -> Vec<(NodeId, &'a Call)> {
        let mut calls = Vec::new();
        for (id, node) in self.tree.nodes() {
            let function = match &node.kind {
                NodeKind::Function(function) if function.name.as_deref() == Some("up") => Some(function.body),
                NodeKind::Assign { target, value, .. } if self.last_name(*target) == Some("up") => {
                    self.function(*value).map(|function| function.body)
                }
                NodeKind::Declare { target, value: Some(value) } if self.last_name(*target) == Some("up") => {
                    self.function(*value).map(|function| function.body)
                }
                NodeKind::Object(properties) => {
                    let up = properties.iter().find(|own| own.key.as_deref() == Some("up"));
                    let function = up.and_then(|up| self.function(up.value));
                    function.filter(|function| function.name.is_none()).map(|function| function.body)
                }
                _ => None,
            };
            let Some(body) = function.filter(|_| id.0 < u32::MAX) else { continue };
            for (inner, node) in self.tree.below(body).take(MOST) {
                if let NodeKind::Call(call) = &node.kind {
                    calls.push((inner, call));
                }
            }
        }
        calls.order_by_key(|(id, _)| (self.tree.node(*id).end, id.0));
        calls.dedup_by_key(|(id, _)| id.0);
        calls
    }

    /// Hands a text of SQL to the reader of SQL, with its places.
    pub(super) fn statements(&self, text: NodeId, facts: &mut FileFacts) {
        let text = self.value(text);
        let parts: Vec<NodeId> = match self.tree.kind(text) {
            NodeKind::Concat(parts) => parts.clone(),
            _ => vec![text],
        };
        let (Some(first), Some(last)) = (parts.first(), parts.last()) else { return };
        if parts.len() > 1 || !matches!(self.tree.kind(text), NodeKind::Text(_) | NodeKind::Template { .. }) {
            return;
        }
        let (start, end) = (self.tree.node(*first).start + 1, self.tree.node(*last).end.saturating_sub(1));
        let written = self.source.text.get(start..end).unwrap_or_default();
        let (plain, _) = without_holes(&unescaped(written));
        let own =
            Source { file: self.source.file, path: "", text: &plain, offset: self.source.offset + start };
        let mut read = FileFacts::default();
        sql::read(&own, Dialect::Generic, &mut read);
        facts.absorb(read);
    }
}

pub(super) fn alter(facts: &mut FileFacts, table: &str, change: AlterTable, place: Place) {
    facts.schema_changes.push(SchemaChange::AlterTable {
        schema: None,
        name: table.to_owned(),
        change,
        place,
    });
}

/// Quotes without the backslashes before them, everything else where it was: a blank takes the place of each, outside
/// of what is quoted.
fn unescaped(written: &str) -> String {
    let mut plain = String::with_capacity(written.len());
    let mut open = None;
    let mut letters = written.chars().peekable();
    while let Some(letter) = letters.next() {
        let quote = letters.peek().copied().filter(|next| letter == '\\' && matches!(next, '"' | '\'' | '`'));
        match quote {
            Some(quote) if open == Some(quote) => {
                plain.extend([quote, ' ']);
                open = None;
            }
            Some(quote) => {
                plain.extend([' ', quote]);
                open = open.or(Some(quote));
            }
            None => plain.push(letter),
        }
        if quote.is_some() {
            letters.next();
        }
    }
    plain
}
