//! The languages that are read: for each its grammar, what turns its trees into the neutral one, and its tables.

use super::csharp::CSharp;
use super::frameworks::{CSHARP, GO, JAVA, JAVASCRIPT, PYTHON, RUST, Tables};
use super::go::Go;
use super::java::Java;
use super::javascript::JavaScript;
use super::python::Python;
use super::rust::Rust;
use super::syntax::{Tree, lower};
use crate::artifact::Source;
use crate::detect::Language;
use crate::facts::Coverage;

pub(super) struct Reader {
    grammar: tree_sitter::Language,
    lower: fn(&tree_sitter::Tree, &Source<'_>, &mut Coverage) -> Tree,
    pub tables: &'static Tables,
}

pub(super) fn reader(language: Language) -> Option<Reader> {
    let javascript = |grammar| Reader { grammar, lower: lower::<JavaScript>, tables: &JAVASCRIPT };
    Some(match language {
        Language::JavaScript => javascript(tree_sitter_javascript::LANGUAGE.into()),
        Language::TypeScript => javascript(tree_sitter_typescript::LANGUAGE_TYPESCRIPT.into()),
        Language::Tsx => javascript(tree_sitter_typescript::LANGUAGE_TSX.into()),
        Language::Java => {
            Reader { grammar: tree_sitter_java::LANGUAGE.into(), lower: lower::<Java>, tables: &JAVA }
        }
        Language::Python => {
            Reader { grammar: tree_sitter_python::LANGUAGE.into(), lower: lower::<Python>, tables: &PYTHON }
        }
        Language::CSharp => {
            Reader { grammar: tree_sitter_c_sharp::LANGUAGE.into(), lower: lower::<CSharp>, tables: &CSHARP }
        }
        Language::Go => Reader { grammar: tree_sitter_go::LANGUAGE.into(), lower: lower::<Go>, tables: &GO },
        Language::Rust => {
            Reader { grammar: tree_sitter_rust::LANGUAGE.into(), lower: lower::<Rust>, tables: &RUST }
        }
        _ => return None,
    })
}

impl Reader {
    /// The neutral tree of a text; what cannot be read goes to `coverage`.
    pub(super) fn tree(&self, source: &Source<'_>, coverage: &mut Coverage) -> Option<Tree> {
        let parsed = super::parse::parse(source, &self.grammar, coverage)?;
        Some((self.lower)(&parsed, source, coverage))
    }
}
