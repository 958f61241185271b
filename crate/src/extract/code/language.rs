//! The languages that are read: for each its grammar, what turns its trees into the neutral one, and its tables.

use std::ops::Range;

use super::csharp::CSharp;
use super::frameworks::{CSHARP, GO, JAVA, JAVASCRIPT, PYTHON, RUST, Tables};
use super::go::Go;
use super::java::Java;
use super::javascript::{JavaScript, outside_casts};
use super::python::Python;
use super::rust::Rust;
use super::syntax::{Tree, lower};
use crate::artifact::Source;
use crate::detect::Language;
use crate::facts::Coverage;

pub(super) struct Reader {
    grammar: tree_sitter::Language,
    /// The parts of a text that the grammar is given.
    parts: fn(&str) -> Vec<Range<usize>>,
    lower: Lower,
    pub tables: &'static Tables,
}

pub(super) fn reader(language: Language) -> Option<Reader> {
    Some(match language {
        // One grammar reads them all: what TypeScript has beyond TSX, it reads without the types in brackets.
        Language::JavaScript | Language::TypeScript | Language::Tsx => Reader {
            grammar: tree_sitter_typescript::LANGUAGE_TSX.into(),
            parts: if language == Language::TypeScript { outside_casts } else { whole },
            lower: lower::<JavaScript>,
            tables: &JAVASCRIPT,
        },
        Language::Java => Reader::of(tree_sitter_java::LANGUAGE, lower::<Java>, &JAVA),
        Language::Python => Reader::of(tree_sitter_python::LANGUAGE, lower::<Python>, &PYTHON),
        Language::CSharp => Reader::of(tree_sitter_c_sharp::LANGUAGE, lower::<CSharp>, &CSHARP),
        Language::Go => Reader::of(tree_sitter_go::LANGUAGE, lower::<Go>, &GO),
        Language::Rust => Reader::of(tree_sitter_rust::LANGUAGE, lower::<Rust>, &RUST),
        _ => return None,
    })
}

type Lower = fn(&tree_sitter::Tree, &Source<'_>, &mut Coverage) -> Tree;

impl Reader {
    fn of(grammar: impl Into<tree_sitter::Language>, lower: Lower, tables: &'static Tables) -> Self {
        Self { grammar: grammar.into(), parts: whole, lower, tables }
    }

    /// The neutral tree of a text; what cannot be read goes to `coverage`.
    pub(super) fn tree(&self, source: &Source<'_>, coverage: &mut Coverage) -> Option<Tree> {
        let parsed = super::parse::parse(source, &self.grammar, &(self.parts)(source.text), coverage)?;
        Some((self.lower)(&parsed, source, coverage))
    }
}

/// All of a text.
fn whole(text: &str) -> Vec<Range<usize>> {
    std::iter::once(0..text.len()).collect()
}
