//! JavaScript and TypeScript to the neutral tree: the only place that knows their grammars.

mod errors;
mod expressions;
mod functions;
mod literals;
mod lower;
mod modules;
mod statements;

use tree_sitter::{ParseOptions, ParseState, Parser};

use super::syntax::Tree;
use crate::artifact::Source;
use crate::detect::Language;
use crate::facts::Coverage;

/// Calls of the parser's progress callback that a text may take: some for any text, and some for each
/// kilobyte. A text that a person wrote takes about five for each kilobyte.
const STEPS_AT_LEAST: usize = 2_000;
const STEPS_FOR_KILOBYTE: usize = 60;

/// Reads a program; what cannot be read goes to `coverage`.
pub(super) fn read(source: &Source<'_>, language: Language, coverage: &mut Coverage) -> Option<Tree> {
    let grammar = match language {
        Language::TypeScript => tree_sitter_typescript::LANGUAGE_TYPESCRIPT,
        Language::Tsx => tree_sitter_typescript::LANGUAGE_TSX,
        _ => tree_sitter_javascript::LANGUAGE,
    };
    let mut parser = Parser::new();
    if parser.set_language(&grammar.into()).is_err() {
        coverage.missed(None, "the grammar of this language could not be loaded");
        return None;
    }
    let bytes = source.text.as_bytes();
    let mut left = STEPS_AT_LEAST + bytes.len() / 1024 * STEPS_FOR_KILOBYTE;
    let mut past_budget = |_: &ParseState| {
        left = left.saturating_sub(1);
        left == 0
    };
    let options = ParseOptions::new().progress_callback(&mut past_budget);
    let mut input = |at: usize, _| bytes.get(at..).unwrap_or_default();
    let Some(parsed) = parser.parse_with_options(&mut input, None, Some(options)) else {
        coverage.missed(None, "too many syntax errors to read it: the file was not read");
        return None;
    };
    errors::note(&parsed, source, coverage);
    Some(lower::tree(&parsed, source, coverage))
}
