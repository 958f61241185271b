//! What runs statements, as text or built of parts.

use super::rows::CallPattern;
use crate::collections::BTreeMap;
use crate::tables::table;

table! {
    /// Calls that take the text of a statement first.
    #[derive(Debug)]
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
        /// Methods of such a receiver that take a model, their first argument, and the key of one row.
        pub by_key: Vec<String>,
        /// Methods that take a part of a statement as text.
        pub fragments: Vec<String>,
        /// The same where the condition stands behind what is filled or named first.
        pub text_conditions: Vec<String>,
        /// Arguments by name that are parts of a statement, by the method that takes them.
        pub named_fragments: BTreeMap<String, Vec<String>>,
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
}

table! {
    /// Methods of a query that is built step by step, which take a part of it as text.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Chain {
        /// The call that begins it.
        pub begins: String,
        pub members: Vec<String>,
    }
}

table! {
    /// Methods that begin a query, and name its table first.
    #[derive(Debug)]
    pub(in crate::extract::code) struct Builder {
        pub verb: String,
        pub members: Vec<String>,
        /// Only in files that import one of these; the table is a name there.
        pub packages: Vec<String>,
        /// Only behind a call of this name.
        pub after: String,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct Driver {
        pub dialect: String,
        /// It gives a query that further calls complete and run.
        pub builds: bool,
        pub call: CallPattern,
    }
}
