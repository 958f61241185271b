mod missing_health_check;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&missing_health_check::RULE];
