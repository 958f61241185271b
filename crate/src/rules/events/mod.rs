//! Contracts of messages.

mod brokers;
mod event_without_id;
mod event_without_time;
mod message_without_schema;
mod missing_dead_letters;
mod open_broker;
mod plaintext_broker;
mod secret_in_event;
mod unnamed_message;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &event_without_id::RULE,
    &event_without_time::RULE,
    &message_without_schema::RULE,
    &missing_dead_letters::RULE,
    &open_broker::RULE,
    &plaintext_broker::RULE,
    &secret_in_event::RULE,
    &unnamed_message::RULE,
];
