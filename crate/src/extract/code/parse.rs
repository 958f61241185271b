//! Runs a grammar over a text, within a budget.

use std::ops::{ControlFlow, Range};

use tree_sitter::{ParseOptions, ParseState, Parser, Point, Tree};

use super::errors;
use crate::artifact::Source;
use crate::facts::Coverage;

/// Calls of the parser's progress callback that a text may take: some for any text, and some for each
/// kilobyte, up to what takes about two seconds. A text that a person wrote takes about five for each kilobyte.
const STEPS_AT_LEAST: usize = 2_000;
const STEPS_FOR_KILOBYTE: usize = 60;
const STEPS_AT_MOST: usize = 12_000;

/// The concrete syntax tree of these parts of a text, in order; what cannot be read goes to `coverage`.
pub(super) fn parse(
    source: &Source<'_>,
    grammar: &tree_sitter::Language,
    parts: &[Range<usize>],
    coverage: &mut Coverage,
) -> Option<Tree> {
    let mut parser = Parser::new();
    if parser.set_language(grammar).is_err() {
        coverage.missed(None, "the grammar of this language could not be loaded");
        return None;
    }
    // Ranges in order are never refused.
    if parts.len() > 1 && parser.set_included_ranges(&ranges(source.text, parts)).is_err() {
        return None;
    }
    let bytes = source.text.as_bytes();
    let steps = STEPS_AT_LEAST + bytes.len() / 1024 * STEPS_FOR_KILOBYTE;
    let mut left = steps.min(STEPS_AT_MOST);
    let mut past_budget = |_: &ParseState| {
        left = left.saturating_sub(1);
        if left == 0 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
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

/// With lines and columns in bytes, both from 0.
fn ranges(text: &str, parts: &[Range<usize>]) -> Vec<tree_sitter::Range> {
    let mut at = 0;
    let mut point = Point { row: 0, column: 0 };
    let mut point_at = |to: usize| {
        for byte in text.as_bytes().get(at..to).unwrap_or_default() {
            point = match byte {
                b'\n' => Point { row: point.row + 1, column: 0 },
                _ => Point { column: point.column + 1, ..point },
            };
        }
        at = to;
        point
    };
    let range = |part: &Range<usize>| tree_sitter::Range {
        start_byte: part.start,
        end_byte: part.end,
        start_point: point_at(part.start),
        end_point: point_at(part.end),
    };
    parts.iter().map(range).collect()
}
