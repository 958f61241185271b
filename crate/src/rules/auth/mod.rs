mod guard_after_route;
mod key_in_query;
mod operation_without_security;
mod outdated_oauth_flow;
mod plaintext_password;
mod public;
mod unguarded_route;
mod unthrottled_login;
mod weak_password_hash;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &guard_after_route::RULE,
    &key_in_query::RULE,
    &operation_without_security::RULE,
    &outdated_oauth_flow::RULE,
    &plaintext_password::RULE,
    &unguarded_route::RULE,
    &unthrottled_login::RULE,
    &weak_password_hash::RULE,
];
