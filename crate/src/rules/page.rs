//! Reads a rule's page: what people need to know, and the examples that test the rule.

/// The sections of a page.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    pub title: String,
    pub why: String,
    /// The items of the Fix section's list, one step each.
    pub fix: Vec<String>,
    pub bad: Vec<Example>,
    pub good: Vec<Example>,
    /// What the rule knowingly misses, in words, with examples marked `missed`.
    pub limits: String,
    pub missed: Vec<Example>,
    pub references: Vec<Reference>,
}

/// A small project: the fences that stand under one heading, or one fence without a file name.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Example {
    pub files: Vec<ExampleFile>,
}

#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct ExampleFile {
    /// From `file=routes/users.js` on the fence, or made from the language.
    pub path: String,
    /// Of the fence: `sql`, `yaml`, `typescript`.
    pub language: String,
    pub text: String,
    /// Lines, from 1, that the rule must find: from the mark `finding` in a comment, or `finding=3,7` on the fence.
    pub findings: Vec<usize>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Reference {
    /// Number of a weakness: `CWE-89`.
    Cwe(u32),
    /// `A03:2021`, `API1:2023`
    Owasp(String),
    /// `RFC 9457`
    Rfc(String),
    Link(String),
}

impl Page {
    /// Reads the Markdown of a page; what it does not know stays out.
    pub fn read(_markdown: &str) -> Self {
        Self::default()
    }
}
