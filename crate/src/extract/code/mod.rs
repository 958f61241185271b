//! Source code.

use crate::artifact::Source;
use crate::detect::Language;
use crate::facts::{Coverage, FileFacts};

pub(super) fn is_read(language: Language) -> bool {
    matches!(language, Language::JavaScript | Language::TypeScript | Language::Tsx)
}

pub(super) fn read(_source: &Source<'_>, _language: Language, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
}
