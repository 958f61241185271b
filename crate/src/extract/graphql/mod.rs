//! GraphQL's schema definition language, and the documents that clients send.
//!
//! A reader of words rather than a parser of a grammar: what is wrong costs the line that it stands in, and
//! the rest of the schema is read.

mod definition;
mod description;
mod field;
mod introspection;
mod operation;
mod reader;
mod scan;
mod value;

#[cfg(test)]
mod tests;

use self::reader::Reader;
use crate::artifact::Source;
use crate::facts::{Artifact, Coverage, FileFacts, GraphDocument, GraphType, RootKind};

/// Faults of one text that are told one by one.
const MOST_NOTES: usize = 8;

/// Reads a text; a GraphQL artifact only where it defines something of a schema.
pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) -> Vec<Artifact> {
    let (document, coverage) = answer(source).unwrap_or_else(|| {
        let document = Reader::new(source).document();
        let coverage = coverage(&document);
        (document, coverage)
    });
    let is_schema = document.defines_schema();
    facts.coverage = coverage;
    facts.graphql.push(document);
    if is_schema { vec![Artifact::GraphQl] } else { Vec::new() }
}

/// The schema as a service tells it. A request begins with a brace as well, but with no text behind it.
fn answer(source: &Source<'_>) -> Option<(GraphDocument, Coverage)> {
    let inner = source.text.trim_start_matches('\u{feff}').trim_start().strip_prefix('{')?;
    inner.trim_start().strip_prefix('"').and_then(|_| introspection::read(source))
}

/// What a piece of other code says of a schema: `text` has the length of what stands there, with blanks for
/// what the code fills in. None where it is no schema.
pub(super) fn embedded(source: &Source<'_>, has_holes: bool) -> Option<GraphDocument> {
    let mut document = Reader::new(source).document();
    if !document.defines_schema() {
        return None;
    }
    document.in_code = true;
    // Around what is filled in, the grammar cannot be told broken; and other pieces may stand anywhere.
    if has_holes {
        document.faults.clear();
    }
    let is_query = |type_: &GraphType| !type_.extends && type_.name == RootKind::Query.type_name();
    document.whole &= !has_holes && document.types.iter().any(|type_| is_query(type_));
    Some(document)
}

fn coverage(document: &GraphDocument) -> Coverage {
    let mut coverage = Coverage::read();
    if !document.operations.is_empty() {
        let count = document.operations.len();
        let rest = if document.defines_schema() { "" } else { ", and no schema" };
        coverage.note(None, format!("holds requests as clients send them ({count}){rest}"));
    } else if !document.defines_schema() && document.faults.is_empty() {
        coverage.note(None, "defines no types");
    }
    for fault in document.faults.iter().take(MOST_NOTES) {
        coverage.missed(Some(fault.place), format!("not read: {}", fault.value));
    }
    match document.faults.len().saturating_sub(MOST_NOTES) {
        0 => {}
        more => coverage.missed(None, format!("not read: {more} more places that break the grammar")),
    }
    coverage
}
