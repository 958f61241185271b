//! Source code.

mod calls;
mod flow;
mod frameworks;
mod javascript;
mod syntax;
#[cfg(test)]
mod tests;

use crate::artifact::Source;
use crate::detect::Language;
use crate::facts::{Coverage, FileFacts};

/// Bytes of one file that are read.
const LARGEST: usize = 4 << 20;

pub(super) fn is_read(language: Language) -> bool {
    matches!(language, Language::JavaScript | Language::TypeScript | Language::Tsx)
}

pub(super) fn read(source: &Source<'_>, language: Language, facts: &mut FileFacts) {
    if source.text.len() > LARGEST {
        facts.coverage = Coverage::not_read(format!("larger than {} MB of code: not read", LARGEST >> 20));
        return;
    }
    facts.coverage = Coverage::read();
    let Some(tree) = javascript::read(source, language, &mut facts.coverage) else { return };
    let mut run = flow::Interpreter::new(&tree, source);
    run.run_program();
    if run.ran_out() {
        facts.coverage.missed(None, "too much to follow: values were not traced through all of it");
    }
    calls::report(&mut run, facts);
}
