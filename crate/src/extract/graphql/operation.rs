use super::reader::Reader;
use super::scan::TokenKind;
use crate::facts::{ClientOperation, RootKind};

/// Requests of one text that are kept.
const MOST_OPERATIONS: usize = 10_000;

impl Reader<'_> {
    /// A request or a fragment: how deep it asks, and nothing else of it.
    pub(super) fn operation(&mut self) {
        let Some(first) = self.peek() else { return };
        let word = self.text(first);
        let kind = RootKind::ALL.into_iter().find(|kind| kind.keyword() == word);
        let is_fragment = word == "fragment";
        let mut name = String::new();
        let mut place = self.place(first);
        if word != "{" {
            self.next();
            if let Some(named) = self.name() {
                (name, place) = (named.value, named.place);
            }
        }
        let (depth, closed) = self.selection();
        if !closed {
            self.fault(place, "the end of a request, whose brackets are not closed");
        }
        if !is_fragment && self.document.operations.len() < MOST_OPERATIONS {
            let kind = kind.unwrap_or(RootKind::Query);
            self.document.operations.push(ClientOperation { kind, name, place, depth });
        }
    }

    /// Passes all up to the brace that closes the first one; the levels of braces, and whether it was there.
    fn selection(&mut self) -> (usize, bool) {
        let (mut depth, mut deepest, mut parentheses) = (0usize, 0usize, 0usize);
        while let Some(token) = self.peek() {
            if depth == 0 && parentheses == 0 && self.is_definition() {
                return (deepest, false);
            }
            self.next();
            match token.kind {
                TokenKind::Sign(b'(') => parentheses += 1,
                TokenKind::Sign(b')') => parentheses = parentheses.saturating_sub(1),
                TokenKind::Sign(b'{') if parentheses == 0 => depth += 1,
                TokenKind::Sign(b'}') if parentheses == 0 => depth = depth.saturating_sub(1),
                _ => continue,
            }
            deepest = deepest.max(depth);
            if depth == 0 && parentheses == 0 && deepest > 0 {
                return (deepest, true);
            }
        }
        (deepest, false)
    }
}
