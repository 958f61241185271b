//! Contracts of messages.

mod brokers;
mod envelope;
mod event_without_id;
mod event_without_time;
mod message_without_key;
mod message_without_schema;
mod missing_dead_letters;
mod open_broker;
mod personal_data_in_event;
mod plaintext_broker;
mod repeated_message_name;
mod request_without_correlation;
mod secret_in_event;
mod unbounded_event;
mod unnamed_message;
mod unused_message;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &event_without_id::RULE,
    &event_without_time::RULE,
    &message_without_key::RULE,
    &message_without_schema::RULE,
    &missing_dead_letters::RULE,
    &open_broker::RULE,
    &personal_data_in_event::RULE,
    &plaintext_broker::RULE,
    &repeated_message_name::RULE,
    &request_without_correlation::RULE,
    &secret_in_event::RULE,
    &unbounded_event::RULE,
    &unnamed_message::RULE,
    &unused_message::RULE,
];
