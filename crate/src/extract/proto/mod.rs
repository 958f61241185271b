//! Protobuf definitions to facts: `proto2`, `proto3` and editions. Reads on after faults, and notes what
//! it had to skip.

mod enums;
mod lexer;
mod messages;
mod reader;
mod services;
mod settings;
mod statements;
#[cfg(test)]
mod tests;

use crate::artifact::Source;
use crate::facts::{Coverage, FileFacts};
use reader::Reader;

/// Skipped statements that are noted one by one.
const MOST_NOTES: usize = 20;

pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) {
    let mut reader = Reader::new(source);
    reader.statements();
    let mut file = reader.file;
    facts.coverage = Coverage::read();
    for place in reader.skipped.iter().take(MOST_NOTES) {
        facts.coverage.missed(Some(*place), "this statement is not understood and was skipped");
    }
    if reader.skipped.len() > MOST_NOTES {
        let more = reader.skipped.len() - MOST_NOTES;
        facts.coverage.missed(None, format!("{more} more statements are not understood and were skipped"));
    }
    file.whole = reader.skipped.is_empty();
    facts.protos.push(file);
}
