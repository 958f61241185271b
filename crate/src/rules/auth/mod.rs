mod guard_after_route;
mod operation_without_security;
mod plaintext_password;
mod public;
mod unguarded_route;
mod unthrottled_login;
mod weak_password_hash;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &guard_after_route::RULE,
    &operation_without_security::RULE,
    &plaintext_password::RULE,
    &unguarded_route::RULE,
    &unthrottled_login::RULE,
    &weak_password_hash::RULE,
];
