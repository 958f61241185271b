//! Runs a grammar over a text, within a budget.

use tree_sitter::{ParseOptions, ParseState, Parser, Tree};

use super::errors;
use crate::artifact::Source;
use crate::facts::Coverage;

/// Calls of the parser's progress callback that a text may take: some for any text, and some for each
/// kilobyte. A text that a person wrote takes about five for each kilobyte.
const STEPS_AT_LEAST: usize = 2_000;
const STEPS_FOR_KILOBYTE: usize = 60;

/// The concrete syntax tree; what cannot be read goes to `coverage`.
pub(super) fn parse(
    source: &Source<'_>,
    grammar: &tree_sitter::Language,
    coverage: &mut Coverage,
) -> Option<Tree> {
    let mut parser = Parser::new();
    if parser.set_language(grammar).is_err() {
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
    Some(parsed)
}
