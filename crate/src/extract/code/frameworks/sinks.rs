//! Rows of calls that a caller's text is dangerous in, of what makes it harmless, and of what changes either.

use serde::Deserialize;

use super::rows::CallPattern;
use crate::extract::code::flow::Sinks;
use crate::facts::SinkKind;

#[derive(Debug, Deserialize)]
#[allow(clippy::struct_excessive_bools, reason = "a table of yes and no")]
pub(in crate::extract::code) struct SinkRow {
    pub(super) sink: String,
    /// By position or name; the first where nothing is said.
    #[serde(default)]
    pub arguments: Vec<String>,
    /// Only where this argument is true: `shell`.
    #[serde(default)]
    pub only_if: Option<String>,
    /// Not where the argument that names the program is known to be no shell.
    #[serde(default)]
    pub program: Vec<String>,
    /// A program and its arguments, word by word from this argument on.
    #[serde(default)]
    pub words_from: Option<usize>,
    /// Only a list of words: a text is the program alone.
    #[serde(default)]
    pub listed: bool,
    /// Not where an argument names one of these: `SafeLoader`.
    #[serde(default)]
    pub unless: Vec<String>,
    /// Only where an argument mentions one of these.
    #[serde(default)]
    pub mentions: Vec<String>,
    /// An object that is given whole counts as well as a text.
    #[serde(default)]
    pub whole: bool,
    /// Only where the first argument is the response.
    #[serde(default)]
    pub answers: bool,
    /// Only where the first argument is this constant: `$where`.
    #[serde(default)]
    pub first: Option<String>,
    /// Only where a [`SettingRow`] opened what is called, or an argument.
    #[serde(default)]
    pub opened: bool,
    /// Every argument counts, and only where it is written into a text.
    #[serde(default)]
    pub written: bool,
    /// Its arguments are written one behind the other, with spaces between.
    #[serde(default)]
    pub spaced: bool,
    /// Only what stands before the first empty line of the text.
    #[serde(default)]
    pub head: bool,
    #[serde(flatten)]
    pub call: CallPattern,
}

/// A call that makes something safer or more dangerous from then on: what it is called on, and what it gives.
#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct SettingRow {
    /// Name and value of an argument, the name by its end: `noent true`; a name alone for an argument that
    /// mentions it. One of them has to be given; none for every call.
    #[serde(default)]
    pub says: Vec<String>,
    /// Makes it more dangerous.
    #[serde(default)]
    pub opens: bool,
    #[serde(flatten)]
    pub call: CallPattern,
}

/// Methods that are given a function for what a peer sends.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
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

impl ListenersTable {
    pub(super) fn absorb(&mut self, mut part: Self) {
        self.methods.append(&mut part.methods);
        self.receivers.append(&mut part.receivers);
        self.own_events.append(&mut part.own_events);
        self.consumers.append(&mut part.consumers);
        self.marks.append(&mut part.marks);
    }
}

/// Calls that ask a document database.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
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
}

impl DocumentsTable {
    pub(super) fn absorb(&mut self, mut part: Self) {
        self.packages.append(&mut part.packages);
        self.methods.append(&mut part.methods);
        self.sure_methods.append(&mut part.sure_methods);
        self.collections.append(&mut part.collections);
        self.scripts.append(&mut part.scripts);
    }
}

/// What errors tell of the inside of a program, and calls that answer.
#[derive(Debug, Default, Deserialize)]
#[serde(default, deny_unknown_fields)]
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

impl DetailsTable {
    pub(super) fn absorb(&mut self, mut part: Self) {
        self.errors.append(&mut part.errors);
        self.traces.append(&mut part.traces);
        self.messages.append(&mut part.messages);
        self.trace_calls.append(&mut part.trace_calls);
        self.whole.append(&mut part.whole);
        self.message_calls.append(&mut part.message_calls);
        self.written.append(&mut part.written);
        self.answers.append(&mut part.answers);
    }
}

#[derive(Debug, Deserialize)]
pub(in crate::extract::code) struct SanitizerRow {
    sinks: Vec<String>,
    /// Functions by name alone.
    #[serde(default)]
    pub names: Vec<String>,
    #[serde(default)]
    pub calls: Vec<CallPattern>,
    /// It holds wherever it gives anything, asked or not.
    #[serde(default)]
    pub vouches: bool,
    /// Makes a path to the one that it leads to.
    #[serde(default)]
    pub resolves: bool,
    /// What is made is asked further by its own methods.
    #[serde(default)]
    pub keeps: bool,
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
