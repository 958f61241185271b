mod call_without_timeout;
mod repeatable_delivery;
mod unsigned_webhook;

use super::Rule;

pub(super) const RULES: &[&Rule] =
    &[&call_without_timeout::RULE, &repeatable_delivery::RULE, &unsigned_webhook::RULE];
