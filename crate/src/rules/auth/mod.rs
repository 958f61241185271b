mod guard_after_route;
mod operation_without_security;
mod public;
mod unguarded_route;
mod unthrottled_login;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &guard_after_route::RULE,
    &operation_without_security::RULE,
    &unguarded_route::RULE,
    &unthrottled_login::RULE,
];
