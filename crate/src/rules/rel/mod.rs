mod swallowed_database_error;
mod swallowed_error;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&swallowed_database_error::RULE, &swallowed_error::RULE];
