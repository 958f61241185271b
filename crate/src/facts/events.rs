//! A contract of messages: who sends what to which channel, over which servers.

use super::{Contract, Facts, Info, Located, Schema, SchemaId};
use crate::artifact::Place;

#[derive(Clone, Debug)]
pub struct EventContract {
    /// The line that says which specification it follows.
    pub place: Place,
    /// Of the specification: `2.6.0`, `3.0.0`.
    pub version: String,
    pub info: Info,
    pub servers: Vec<EventServer>,
    pub channels: Vec<Channel>,
    pub operations: Vec<EventOperation>,
    /// Every message once, however often it is used; those of no channel as well.
    pub messages: Vec<Message>,
    /// Its schemas, what is given for them, and where it does not follow its own specification; no operations.
    pub shapes: Contract,
    /// Nothing of the text was lost: what the document lacks is really not there.
    pub whole: bool,
}

#[derive(Clone, Debug)]
pub struct EventServer {
    pub name: Located<String>,
    /// Host, or the whole address as written.
    pub address: String,
    /// In lower case: `kafka-secure`.
    pub protocol: Option<Located<String>>,
    /// Kinds of the security schemes that it asks for: `scramSha512`.
    pub schemes: Vec<String>,
    /// It says whom it lets in, be it nobody in particular.
    pub states_security: bool,
    /// Its own words or those of its schemes speak of TLS, as `SASL_SSL` does.
    pub speaks_of_tls: bool,
    pub bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
pub struct Channel {
    /// Its key.
    pub name: Located<String>,
    /// What is asked of the broker: the topic, queue or path; none where only running code knows it.
    pub address: Option<String>,
    pub described: bool,
    /// Indexes into [`EventContract::messages`].
    pub messages: Vec<usize>,
    pub bindings: Vec<Binding>,
}

/// What the application that the document describes does.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Action {
    Send,
    Receive,
}

#[derive(Clone, Debug)]
pub struct EventOperation {
    pub action: Action,
    /// Its id; empty where it has none.
    pub name: String,
    pub place: Place,
    /// Index into [`EventContract::channels`].
    pub channel: Option<usize>,
    /// Indexes into [`EventContract::messages`].
    pub messages: Vec<usize>,
    pub described: bool,
    /// It asks for credentials of its own.
    pub secured: bool,
    /// An answer is expected.
    pub has_reply: bool,
    /// Where it comes over a channel that is known: its index into [`EventContract::channels`].
    pub reply_channel: Option<usize>,
    pub bindings: Vec<Binding>,
}

#[derive(Clone, Debug)]
#[allow(clippy::struct_excessive_bools, reason = "each is said by itself")]
pub struct Message {
    /// What people call it: its name, id or key; empty where it has none.
    pub name: String,
    /// The name is its own, and not the key that it stands under.
    pub states_name: bool,
    /// Its key, or the first thing in it.
    pub place: Place,
    pub described: bool,
    pub content_type: Option<String>,
    /// Its own and those of its traits.
    pub headers: Vec<SchemaId>,
    pub payload: Option<SchemaId>,
    /// The format of a payload that is not read: Avro, Protobuf.
    pub foreign_format: Option<Located<String>>,
    /// Something of it leads out of the submission.
    pub unread: bool,
    pub has_correlation: bool,
    pub deprecated: bool,
    pub bindings: Vec<Binding>,
}

/// What a server, channel, operation or message says about one protocol.
#[derive(Clone, Debug)]
pub struct Binding {
    /// In lower case: `kafka`.
    pub protocol: String,
    /// The keys that lead to each value, with dots between them, and the value: `topicConfiguration.retention.ms`.
    pub settings: Vec<(String, String)>,
    pub place: Place,
}

impl Binding {
    /// The value of a setting.
    pub fn setting(&self, name: &str) -> Option<&str> {
        self.settings.iter().find(|(key, _)| key == name).map(|(_, value)| value.as_str())
    }

    /// Whether it says something of a thing: the schema of a `key`.
    pub fn says(&self, name: &str) -> bool {
        self.settings.iter().any(|(key, _)| {
            key.strip_prefix(name).is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
        })
    }
}

impl Facts {
    /// Whatever has schemas of JSON: contracts of HTTP, and what those of messages have in common with them.
    pub fn shapes(&self) -> impl Iterator<Item = &Contract> {
        self.contracts().chain(self.event_contracts().map(|events| &events.shapes))
    }
}

impl EventContract {
    pub fn schema(&self, id: SchemaId) -> Option<&Schema> {
        self.shapes.schema(id)
    }

    /// A schema with all that it is put together from, each once, at most 64.
    pub fn layers(&self, id: SchemaId) -> Vec<&Schema> {
        self.shapes.layers(id)
    }

    /// The messages that an operation carries, each with what the application does with it.
    pub fn carried(&self) -> impl Iterator<Item = (&EventOperation, &Message)> {
        self.operations.iter().flat_map(|operation| {
            let messages = operation.messages.iter().filter_map(|at| self.messages.get(*at));
            messages.map(move |message| (operation, message))
        })
    }

    /// The messages that some operation carries or some channel holds.
    pub fn used(&self) -> Vec<&Message> {
        let by_operation = self.operations.iter().flat_map(|operation| &operation.messages);
        let by_channel = self.channels.iter().flat_map(|channel| &channel.messages);
        let used: crate::collections::BTreeSet<usize> = by_operation.chain(by_channel).copied().collect();
        used.into_iter().filter_map(|at| self.messages.get(at)).collect()
    }
}

impl Message {
    /// As a sentence says it.
    pub fn label(&self) -> String {
        if self.name.is_empty() { "a message without a name".to_owned() } else { format!("`{}`", self.name) }
    }
}
