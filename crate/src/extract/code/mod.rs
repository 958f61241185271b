//! Source code.

mod calls;
mod errors;
mod flow;
mod frameworks;
mod go;
mod java;
mod javascript;
mod language;
mod models;
mod parse;
mod python;
mod schemas;
mod syntax;
#[cfg(test)]
mod tests;

use crate::artifact::Source;
use crate::detect::Language;
use crate::facts::{Coverage, FileFacts};

/// Bytes of one file that are read.
const LARGEST: usize = 4 << 20;

pub(super) fn is_read(language: Language) -> bool {
    language::reader(language).is_some()
}

pub(super) fn read(source: &Source<'_>, language: Language, facts: &mut FileFacts) {
    if source.text.len() > LARGEST {
        facts.coverage = Coverage::not_read(format!("larger than {} MB of code: not read", LARGEST >> 20));
        return;
    }
    if is_minified(source.text) {
        facts.coverage = Coverage::not_read("packed for delivery (minified): review what it was made from");
        return;
    }
    facts.coverage = Coverage::read();
    let Some(reader) = language::reader(language) else { return };
    let Some(tree) = reader.tree(source, &mut facts.coverage) else { return };
    schemas::read(&tree, source, facts);
    models::read(&tree, source, facts);
    let mut run = flow::Interpreter::new(&tree, source, reader.tables);
    run.run_program();
    if run.ran_out() {
        facts.coverage.missed(None, "too much to follow: values were not traced through all of it");
    }
    calls::report(&mut run, facts);
}

/// Whether most of a text stands in lines that nobody writes: long, and full of statements.
fn is_minified(text: &str) -> bool {
    const LONG: usize = 1000;
    let marks =
        |line: &str| line.bytes().filter(|byte| matches!(byte, b';' | b',' | b'(' | b'{' | b'=')).count();
    let packed = |line: &&str| line.len() > LONG && marks(line) > line.len() / 20;
    let bytes: usize = text.lines().filter(packed).map(str::len).sum();
    bytes > text.len() / 2 && bytes > 4 * LONG
}
