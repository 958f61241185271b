mod operation_without_security;
mod public;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&operation_without_security::RULE];
