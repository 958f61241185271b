mod missing_primary_key;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&missing_primary_key::RULE];
