mod repeatable_delivery;
mod unsigned_webhook;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&repeatable_delivery::RULE, &unsigned_webhook::RULE];
