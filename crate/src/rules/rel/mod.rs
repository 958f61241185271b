mod swallowed_database_error;
mod swallowed_error;
mod unordered_event_stream;

use super::Rule;

pub(super) const RULES: &[&Rule] =
    &[&swallowed_database_error::RULE, &swallowed_error::RULE, &unordered_event_stream::RULE];
