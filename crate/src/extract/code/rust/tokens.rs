//! What macros are given: tokens, which are read as expressions where they are some.

use std::ops::ControlFlow;

use tree_sitter::{Node as Syntax, ParseOptions, ParseState, Parser, Range};

use super::Rust;
use crate::extract::code::syntax::{Lowering, NodeId, NodeKind, named};

/// Bytes of all macros together that are read as expressions, for each byte of the text and at least.
const REREAD: usize = 3;
const REREAD_AT_LEAST: usize = 64 * 1024;

/// Bytes behind a macro in which a semicolon is looked for.
const LOOKED_AHEAD: usize = 4096;

/// One argument of a macro: its tokens.
pub(super) type Tokens<'t> = Vec<Syntax<'t>>;

/// The arguments between the brackets, taken apart at commas.
pub(super) fn split(tree: Syntax<'_>) -> Vec<Tokens<'_>> {
    const MOST: usize = 500;
    let mut cursor = tree.walk();
    let all: Vec<Syntax<'_>> = tree.children(&mut cursor).filter(|one| !one.is_extra()).collect();
    let inside = all.get(1..all.len().saturating_sub(1)).unwrap_or_default();
    let mut parts: Vec<Tokens<'_>> = Vec::new();
    for part in inside.split(|token| matches!(token.kind(), "," | ";")) {
        if !part.is_empty() && parts.len() < MOST {
            parts.push(part.to_vec());
        }
    }
    parts
}

impl Lowering<'_, Rust> {
    /// The arguments of a macro or attribute as expressions; `name = value` with its name.
    pub(super) fn arguments_of(&mut self, tree: Syntax<'_>) -> Vec<NodeId> {
        split(tree).into_iter().map(|tokens| self.argument_of(&tokens)).collect()
    }

    pub(super) fn argument_of(&mut self, tokens: &[Syntax<'_>]) -> NodeId {
        match tokens {
            [name, equals, value @ ..]
                if equals.kind() == "=" && !value.is_empty() && name.kind() == "identifier" =>
            {
                let value = self.expression_of(value);
                self.add(*name, NodeKind::Named { name: self.name(*name), value })
            }
            _ => self.expression_of(tokens),
        }
    }

    /// Tokens as the expression that they are.
    pub(super) fn expression_of(&mut self, tokens: &[Syntax<'_>]) -> NodeId {
        // Signs before a value say how it is written: `%error`, `?error`, `&name`.
        let tokens = match tokens {
            [sign, rest @ ..] if matches!(sign.kind(), "%" | "?" | "&" | "*") && !rest.is_empty() => rest,
            all => all,
        };
        let (Some(first), Some(last)) = (tokens.first().copied(), tokens.last().copied()) else {
            return NodeId::default();
        };
        if let Some(known) = self.plain_tokens(tokens) {
            return known;
        }
        let read = self.read_again(first, last);
        let Some(read) = read else { return self.add_between(first, last, Vec::new()) };
        let statements = named(read.root_node());
        let mut all = self.all(&statements);
        if let [one] = all.as_slice() {
            return *one;
        }
        all.truncate(64);
        self.add_between(first, last, all)
    }

    fn add_between(&mut self, first: Syntax<'_>, last: Syntax<'_>, parts: Vec<NodeId>) -> NodeId {
        self.tree.add(first.start_byte(), last.end_byte(), NodeKind::Other(parts))
    }

    /// One token, or names with dots between them.
    fn plain_tokens(&mut self, tokens: &[Syntax<'_>]) -> Option<NodeId> {
        let (first, rest) = tokens.split_first()?;
        let is_plain = rest.chunks(2).all(|pair| match pair {
            [dot, name] => dot.kind() == "." && name.kind() == "identifier",
            _ => false,
        });
        let known = matches!(first.kind(), "identifier" | "self")
            || (rest.is_empty() && first.kind().ends_with("_literal"));
        if !is_plain || !known {
            return None;
        }
        let mut node = self.node(*first);
        for pair in rest.chunks(2) {
            let [_, name] = pair else { continue };
            if self.text(*name) == "await" {
                node = self.add(*name, NodeKind::Await(node));
                continue;
            }
            let kind = NodeKind::Member { object: node, name: self.name(*name) };
            node = self.tree.add(first.start_byte(), name.end_byte(), kind);
        }
        Some(node)
    }

    /// Reads a stretch of the text as code of its own, at its place.
    fn read_again(&mut self, first: Syntax<'_>, last: Syntax<'_>) -> Option<tree_sitter::Tree> {
        let (start, end) = (first.start_byte(), last.end_byte());
        self.grammar.reread += end - start;
        if self.grammar.reread > self.text.len() * REREAD + REREAD_AT_LEAST {
            return None;
        }
        let text = self.text.as_bytes();
        let range = |start: usize, end: usize, from, to| Range {
            start_byte: start,
            end_byte: end,
            start_point: from,
            end_point: to,
        };
        let mut ranges = vec![range(start, end, first.start_position(), last.end_position())];
        // A semicolon ends the statement, wherever it stands.
        let behind = text.get(end..(end + LOOKED_AHEAD).min(text.len())).unwrap_or_default();
        if let Some(at) = behind.iter().position(|byte| *byte == b';') {
            let at = end + at;
            ranges.push(range(at, at + 1, last.end_position(), last.end_position()));
        }
        let mut parser = if let Some(parser) = self.grammar.parser.take() {
            parser
        } else {
            let mut parser = Parser::new();
            parser.set_language(&tree_sitter_rust::LANGUAGE.into()).ok()?;
            parser
        };
        parser.reset();
        parser.set_included_ranges(&ranges).ok()?;
        let mut left = 200 + (end - start) / 8;
        let mut past_budget = |_: &ParseState| {
            left = left.saturating_sub(1);
            if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
        };
        let options = ParseOptions::new().progress_callback(&mut past_budget);
        let mut input = |at: usize, _| text.get(at..).unwrap_or_default();
        let read = parser.parse_with_options(&mut input, None, Some(options));
        self.grammar.parser = Some(parser);
        read
    }
}
