mod secret_in_source;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&secret_in_source::RULE];
