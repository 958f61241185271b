mod unsigned_webhook;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&unsigned_webhook::RULE];
