//! Rows of calls that a caller's text is dangerous in, of what makes it harmless, and of what changes either.

use super::rows::CallPattern;
use crate::extract::code::flow::Sinks;
use crate::facts::SinkKind;
use crate::tables::table;

table! {
    #[derive(Debug)]
    #[allow(clippy::struct_excessive_bools, reason = "a table of yes and no")]
    pub(in crate::extract::code) struct SinkRow {
        pub(super) sink: String,
        /// By position or name; the first where nothing is said.
        pub arguments: Vec<String>,
        /// Only where this argument is true: `shell`.
        pub only_if: Option<String>,
        /// Not where the argument that names the program is known to be no shell.
        pub program: Vec<String>,
        /// A program and its arguments, word by word from this argument on.
        pub words_from: Option<usize>,
        /// Only a list of words: a text is the program alone.
        pub listed: bool,
        /// Not where an argument names one of these: `SafeLoader`.
        pub unless: Vec<String>,
        /// Only where an argument mentions one of these.
        pub mentions: Vec<String>,
        /// An object that is given whole counts as well as a text.
        pub whole: bool,
        /// A page by default: a caller's text alone is markup, too.
        pub page: bool,
        /// Only where the first argument is the response.
        pub answers: bool,
        /// Only where the first argument is this constant: `$where`.
        pub first: Option<String>,
        /// Only where a [`SettingRow`] opened what is called, or an argument.
        pub opened: bool,
        /// Every argument counts, and only where it is written into a text.
        pub written: bool,
        /// Its arguments are written one behind the other, with spaces between.
        pub spaced: bool,
        /// Only what stands before the first empty line of the text.
        pub head: bool,
        /// Makes a path, and opens nothing yet: a check of it that follows is not too late.
        pub unopened: bool,
        pub call: CallPattern,
    }
}

table! {
    /// A call that makes something safer or more dangerous from then on: what it is called on, and what it gives.
    #[derive(Debug)]
    pub(in crate::extract::code) struct SettingRow {
        /// Name and value of an argument, the name by its end: `noent true`; a name alone for an argument that
        /// mentions it. One of them has to be given; none for every call.
        pub says: Vec<String>,
        /// Makes it more dangerous.
        pub opens: bool,
        pub call: CallPattern,
    }
}

table! {
    /// Methods that are given a function for what a peer sends.
    #[derive(Debug)]
    pub(in crate::extract::code) struct ListenersTable {
        /// Behind the name of an event, on what has one of these names.
        pub methods: Vec<String>,
        pub receivers: Vec<String>,
        /// Events of the connection itself, which bring nothing.
        pub own_events: Vec<String>,
        /// Methods that take messages from a queue.
        pub consumers: Vec<String>,
        /// Annotations of functions that are called with messages.
        pub marks: Vec<String>,
    }
}

table! {
    /// Calls that ask a document database.
    #[derive(Debug)]
    pub(in crate::extract::code) struct DocumentsTable {
        pub packages: Vec<String>,
        /// Methods that take a filter first, of what comes from such a package, of a model or a collection.
        pub methods: Vec<String>,
        /// Those of them that nothing else is called like.
        pub sure_methods: Vec<String>,
        /// What gives a collection.
        pub collections: Vec<String>,
        /// Names in a filter whose value is a script.
        pub scripts: Vec<String>,
        /// Where a filter is a list of names and values: the fields of one such pair.
        pub pairs: Vec<String>,
    }
}

table! {
    /// What errors tell of the inside of a program, and calls that answer.
    #[derive(Debug)]
    pub(in crate::extract::code) struct DetailsTable {
        /// Names that errors have beside those that they are caught by.
        pub errors: Vec<String>,
        /// Fields of an error that hold the calls which led to it, and its text.
        pub traces: Vec<String>,
        pub messages: Vec<String>,
        /// Ends of the paths of calls that give the trace, whatever they are given.
        pub trace_calls: Vec<String>,
        /// Functions of an error, or its methods, that write all of it.
        pub whole: Vec<String>,
        /// The same for its text alone.
        pub message_calls: Vec<String>,
        /// Methods of an error that write its trace to an answer that they are given.
        pub written: Vec<String>,
        /// Calls that answer: `res.send` for all chains that begin and end so, or the last name alone.
        pub answers: Vec<String>,
    }
}

table! {
    #[derive(Debug)]
    pub(in crate::extract::code) struct SanitizerRow {
        sinks: Vec<String>,
        /// Functions by name alone.
        pub names: Vec<String>,
        pub calls: Vec<CallPattern>,
        /// It holds wherever it gives anything, asked or not.
        pub vouches: bool,
        /// Makes a path to the one that it leads to.
        pub resolves: bool,
        /// Makes a path, whose own fields give its parts.
        pub makes_path: bool,
        /// What is made is asked further by its own methods.
        pub keeps: bool,
    }
}

impl SinkRow {
    pub(in crate::extract::code) fn kind(&self) -> SinkKind {
        sink_kind(&self.sink).unwrap_or(SinkKind::Evaluation)
    }
}

impl SanitizerRow {
    pub(in crate::extract::code) fn sinks(&self) -> Sinks {
        if self.sinks.iter().any(|sink| sink == "all") {
            return Sinks::ALL;
        }
        let kinds = self.sinks.iter().filter_map(|sink| sink_kind(sink));
        let none = if self.resolves { Sinks::RESOLVED } else { Sinks::NONE };
        let none = if self.makes_path { none.with(Sinks::PATH) } else { none };
        let sinks = kinds.fold(none, |sinks, kind| sinks.with(Sinks::one(kind)));
        // What confines a path confines one within an archive, too.
        if sinks.has(SinkKind::FilePath) { sinks.with(Sinks::one(SinkKind::ArchivePath)) } else { sinks }
    }
}

pub(super) fn sink_kind(name: &str) -> Option<SinkKind> {
    Some(match name {
        "sql-text" => SinkKind::SqlText,
        "shell-command" => SinkKind::ShellCommand,
        "file-path" => SinkKind::FilePath,
        "outgoing-url" => SinkKind::OutgoingUrl,
        "redirect" => SinkKind::Redirect,
        "html" => SinkKind::Html,
        "evaluation" => SinkKind::Evaluation,
        "document-filter" => SinkKind::DocumentFilter,
        "deserialization" => SinkKind::Deserialization,
        "template" => SinkKind::Template,
        "ldap-filter" => SinkKind::LdapFilter,
        "xpath" => SinkKind::XPath,
        "xml-entities" => SinkKind::XmlEntities,
        "log-entry" => SinkKind::LogEntry,
        "header-value" => SinkKind::HeaderValue,
        "property-name" => SinkKind::PropertyName,
        "pattern" => SinkKind::Pattern,
        "type-name" => SinkKind::TypeName,
        "format-text" => SinkKind::FormatText,
        "document-script" => SinkKind::DocumentScript,
        "stored-name" => SinkKind::StoredName,
        "archive-path" => SinkKind::ArchivePath,
        "session-value" => SinkKind::SessionValue,
        _ => return None,
    })
}
