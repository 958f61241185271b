mod account_enumeration;
mod caller_chosen_identity;
mod caller_claimed_right;
mod caller_editable_claim;
mod credential;
mod credential_as_parameter;
mod endless_token;
mod guard_after_route;
mod insecure_cookie;
mod insecure_oauth_address;
mod key_in_query;
mod lifted_row_security;
mod mass_assignment;
mod missing_authorization;
mod open_policy;
mod operation_without_scope;
mod operation_without_security;
mod outdated_oauth_flow;
mod plaintext_password;
mod policy_without_row_security;
mod public;
mod requirement;
mod row_security_without_policy;
mod server_owned_graphql_input;
mod table_without_row_security;
mod token_without_expiry;
mod undeclared_refusal;
mod undeclared_scope;
mod undefined_security_scheme;
mod undifferentiated_scope;
mod unforced_row_security;
mod unguarded_graphql_operation;
mod unguarded_route;
mod unowned_lookup;
mod unpinned_token_algorithm;
mod unthrottled_login;
mod unverified_token;
mod weak_password_hash;
mod weak_security_scheme;
mod writable_privilege;
mod writable_server_field;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &account_enumeration::RULE,
    &caller_chosen_identity::RULE,
    &caller_claimed_right::RULE,
    &caller_editable_claim::RULE,
    &credential_as_parameter::RULE,
    &endless_token::RULE,
    &guard_after_route::RULE,
    &insecure_cookie::RULE,
    &insecure_oauth_address::RULE,
    &key_in_query::RULE,
    &lifted_row_security::RULE,
    &mass_assignment::RULE,
    &missing_authorization::RULE,
    &open_policy::RULE,
    &operation_without_scope::RULE,
    &operation_without_security::RULE,
    &outdated_oauth_flow::RULE,
    &plaintext_password::RULE,
    &policy_without_row_security::RULE,
    &row_security_without_policy::RULE,
    &server_owned_graphql_input::RULE,
    &table_without_row_security::RULE,
    &token_without_expiry::RULE,
    &undeclared_refusal::RULE,
    &undeclared_scope::RULE,
    &undefined_security_scheme::RULE,
    &undifferentiated_scope::RULE,
    &unforced_row_security::RULE,
    &unguarded_graphql_operation::RULE,
    &unguarded_route::RULE,
    &unpinned_token_algorithm::RULE,
    &unowned_lookup::RULE,
    &unthrottled_login::RULE,
    &unverified_token::RULE,
    &weak_password_hash::RULE,
    &weak_security_scheme::RULE,
    &writable_privilege::RULE,
    &writable_server_field::RULE,
];
