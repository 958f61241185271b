//! GraphQL's schema definition language, and the documents that clients send.
//!
//! A reader of words rather than a parser of a grammar: what is wrong costs the line that it stands in, and
//! the rest of the schema is read.

mod definition;
mod description;
mod field;
mod operation;
mod reader;
mod scan;
mod value;

#[cfg(test)]
mod tests;

use self::reader::Reader;
use crate::artifact::Source;
use crate::facts::{Artifact, Coverage, FileFacts, GraphDocument};

/// Faults of one text that are told one by one.
const MOST_NOTES: usize = 8;

/// Reads a text; a GraphQL artifact only where it defines something of a schema.
pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) -> Vec<Artifact> {
    let document = Reader::new(source).document();
    let is_schema = document.defines_schema();
    facts.coverage = coverage(&document);
    facts.graphql.push(document);
    if is_schema { vec![Artifact::GraphQl] } else { Vec::new() }
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
