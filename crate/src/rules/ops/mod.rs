mod missing_health_check;
mod unlogged_requests;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&missing_health_check::RULE, &unlogged_requests::RULE];
