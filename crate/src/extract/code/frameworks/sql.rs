//! What runs statements, as text or built of parts.

use serde::Deserialize;

use super::rows::CallPattern;

/// Calls that take the text of a statement first.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
pub(in crate::extract::code) struct SqlTable {
    /// By package, with the dialect of its texts.
    pub drivers: Vec<Driver>,
    /// Methods that are such calls on anything, where the text begins like SQL.
    pub methods: Vec<String>,
    /// Properties that hold a statement, where the text begins like SQL.
    pub properties: Vec<String>,
    /// Methods that are such calls on what has one of these names, whatever the text.
    pub sure_methods: Vec<String>,
    pub receivers: Vec<String>,
    /// Calls that a query of a model, their first argument, begins with.
    pub begins: Vec<String>,
    /// Methods that take a part of a statement as text.
    pub fragments: Vec<String>,
    /// The same of a query that was begun.
    pub chained: Vec<String>,
    /// The same, but only a text that is joined counts: they take conditions of other kinds, too.
    pub text_fragments: Vec<String>,
    /// The same, in a chain that one of the packages or a call of one of the names begins.
    pub chains: Vec<Chain>,
    pub builders: Vec<Builder>,
    /// Tags of templates whose values are bound.
    pub tags: Vec<String>,
    /// Packages whose statements belong to migrations.
    pub migrations: Vec<String>,
}

/// Methods of a query that is built step by step, which take a part of it as text.
#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct Chain {
    /// The call that begins it.
    pub begins: String,
    pub members: Vec<String>,
}

/// Methods that begin a query, and name its table first.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
pub(in crate::extract::code) struct Builder {
    pub verb: String,
    pub members: Vec<String>,
    /// Only in files that import one of these; the table is a name there.
    pub packages: Vec<String>,
    /// Only behind a call of this name.
    pub after: String,
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct Driver {
    pub dialect: String,
    #[serde(default)] // It gives a query that further calls complete and run.
    pub builds: bool,
    #[serde(flatten)]
    pub call: CallPattern,
}

impl SqlTable {
    pub(super) fn absorb(&mut self, mut part: Self) {
        self.drivers.append(&mut part.drivers);
        self.methods.append(&mut part.methods);
        self.properties.append(&mut part.properties);
        self.sure_methods.append(&mut part.sure_methods);
        self.receivers.append(&mut part.receivers);
        self.begins.append(&mut part.begins);
        self.fragments.append(&mut part.fragments);
        self.chained.append(&mut part.chained);
        self.text_fragments.append(&mut part.text_fragments);
        self.chains.append(&mut part.chains);
        self.builders.append(&mut part.builders);
        self.tags.append(&mut part.tags);
        self.migrations.append(&mut part.migrations);
    }
}
