mod swallowed_error;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&swallowed_error::RULE];
