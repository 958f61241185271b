//! What a message says of itself beside what it is about: its id, its time, what it answers.

use std::collections::VecDeque;

use super::{EventContract, Message, Property, SchemaId};
use crate::collections::BTreeSet;

/// Schemas of one message that are looked through.
const MOST_SCHEMAS: usize = 2_000;

/// Which of the usual fields a message has, by the name that each has there.
#[derive(Clone, Debug, Default)]
pub struct EventEnvelope {
    pub id: Option<String>,
    pub time: Option<String>,
    /// What ties it to the request or the process that it belongs to.
    pub correlation: Option<String>,
    /// All that it holds was read: what is not found is not there.
    pub whole: bool,
}

/// Fields that hold those of the envelope.
const HOLDERS: [&str; 8] = ["context", "envelope", "event", "head", "header", "headers", "meta", "metadata"];

impl EventContract {
    pub fn envelope(&self, message: &Message) -> EventEnvelope {
        let mut envelope = EventEnvelope {
            whole: !message.unread && message.foreign_format.is_none() && message.payload.is_some(),
            ..EventEnvelope::default()
        };
        if message.has_correlation {
            envelope.correlation = Some("correlationId".to_owned());
        }
        let starts: Vec<SchemaId> = message.headers.iter().copied().chain(message.payload).collect();
        let mut inner = Vec::new();
        for start in starts {
            inner.extend(self.envelope_of(start, &mut envelope, true));
        }
        for start in inner {
            self.envelope_of(start, &mut envelope, false);
        }
        envelope.whole &= message.payload.is_some_and(|payload| self.is_detailed(payload));
        envelope
    }

    /// Whether a schema names properties: a bare `object` says nothing of what is in it.
    fn is_detailed(&self, id: SchemaId) -> bool {
        self.layers(id).iter().any(|layer| !layer.properties.is_empty())
    }

    /// Notes the fields of one object. Gives the objects in it that may hold more of them.
    fn envelope_of(&self, id: SchemaId, envelope: &mut EventEnvelope, outer: bool) -> Vec<SchemaId> {
        let mut holders = Vec::new();
        for layer in self.layers(id) {
            envelope.whole &= !layer.unread;
            if layer.items.is_some() && outer {
                holders.extend(layer.items);
            }
            for property in &layer.properties {
                let words: Vec<&str> = property
                    .name
                    .words()
                    .iter()
                    .map(String::as_str)
                    .filter(|word| !matches!(*word, "ce" | "x"))
                    .collect();
                if is_id(&words) {
                    envelope.id.get_or_insert_with(|| property.name.to_string());
                }
                if is_correlation(&words) {
                    envelope.correlation.get_or_insert_with(|| property.name.to_string());
                }
                if is_time(&words) || self.is_date_time(property) {
                    envelope.time.get_or_insert_with(|| property.name.to_string());
                }
                if outer && words.last().is_some_and(|last| HOLDERS.contains(last)) {
                    holders.push(property.schema);
                }
            }
        }
        holders
    }

    fn is_date_time(&self, property: &Property) -> bool {
        let formats = ["date-time", "unix-time", "timestamp", "unixtime"];
        let is_one = |format: &str| formats.contains(&format);
        self.layers(property.schema).iter().any(|layer| layer.format.as_deref().is_some_and(is_one))
    }

    /// Every property of a message's headers and payload, however deep, each once.
    pub fn properties(&self, message: &Message) -> Vec<&Property> {
        let mut waiting: VecDeque<SchemaId> =
            message.headers.iter().copied().chain(message.payload).collect();
        let mut seen: BTreeSet<SchemaId> = waiting.iter().copied().collect();
        let mut properties = Vec::new();
        while let Some(schema) = waiting.pop_front().and_then(|id| self.schema(id)) {
            properties.extend(&schema.properties);
            for part in schema.parts() {
                if seen.len() < MOST_SCHEMAS && seen.insert(part) {
                    waiting.push_back(part);
                }
            }
        }
        properties
    }

    /// The protocols that its servers speak, or else those that its bindings are for; in lower case.
    pub fn protocols(&self) -> BTreeSet<&str> {
        let stated = self.servers.iter().filter_map(|server| server.protocol.as_ref());
        let stated: BTreeSet<&str> = stated.map(|protocol| protocol.value.as_str()).collect();
        if !stated.is_empty() {
            return stated;
        }
        let of_channels = self.channels.iter().flat_map(|channel| &channel.bindings);
        let of_operations = self.operations.iter().flat_map(|operation| &operation.bindings);
        let of_messages = self.messages.iter().flat_map(|message| &message.bindings);
        of_channels.chain(of_operations).chain(of_messages).map(|binding| binding.protocol.as_str()).collect()
    }
}

/// `id`, `eventId`, `message_id`, `sequenceNumber`, `idempotencyKey`
fn is_id(words: &[&str]) -> bool {
    let things = [
        "event",
        "message",
        "msg",
        "notification",
        "command",
        "deduplication",
        "dedup",
        "delivery",
        "update",
    ];
    match words {
        ["id" | "uuid" | "guid" | "uid" | "sequence" | "seq"]
        | [.., "idempotency", "key"]
        | [.., "sequence" | "seq", "number" | "no" | "id"] => true,
        [.., thing, "id" | "uuid" | "guid" | "key"] => things.contains(thing),
        _ => false,
    }
}

fn is_correlation(words: &[&str]) -> bool {
    let things = [
        "correlation",
        "trace",
        "causation",
        "request",
        "transaction",
        "conversation",
        "saga",
        "span",
        "session",
        "req",
    ];
    words.first().is_some_and(|word| matches!(*word, "traceparent" | "reqid"))
        || matches!(words, [.., thing, "id" | "key" | "token"] if things.contains(thing))
        || matches!(words, ["in", "reply", "to"] | ["correlation" | "trace"])
}

/// `time`, `timestamp`, `occurredAt`, `event_time`, `sentOn`
fn is_time(words: &[&str]) -> bool {
    match words {
        [] => false,
        [only] => matches!(*only, "time" | "timestamp" | "ts" | "date" | "datetime" | "at"),
        [.., last] => {
            matches!(*last, "time" | "timestamp" | "at" | "on" | "date" | "datetime" | "ts" | "ms" | "epoch")
        }
    }
}
