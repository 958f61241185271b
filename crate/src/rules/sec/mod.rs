mod broad_grant;
mod caller_chosen_target;
mod code_injection;
mod command_injection;
mod concatenated_dynamic_sql;
mod definer_without_search_path;
mod erasable_audit_trail;
mod exposed_internals;
mod flow;
mod given_away;
mod internals_in_error;
mod missing_error_handler;
mod missing_security_headers;
mod open_redirect;
mod password_in_response;
mod path_traversal;
mod permissive_cors;
mod reflected_html;
mod secret_in_graphql_type;
mod secret_in_response;
mod secret_in_source;
mod sensitive_data_in_url;
mod server_side_request_forgery;
mod sql_injection;
mod unlimited_sign_in;
mod unthrottled_service;
mod unvalidated_body;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &broad_grant::RULE,
    &caller_chosen_target::RULE,
    &code_injection::RULE,
    &command_injection::RULE,
    &concatenated_dynamic_sql::RULE,
    &definer_without_search_path::RULE,
    &erasable_audit_trail::RULE,
    &exposed_internals::RULE,
    &internals_in_error::RULE,
    &missing_error_handler::RULE,
    &missing_security_headers::RULE,
    &open_redirect::RULE,
    &password_in_response::RULE,
    &path_traversal::RULE,
    &permissive_cors::RULE,
    &reflected_html::RULE,
    &secret_in_graphql_type::RULE,
    &secret_in_response::RULE,
    &secret_in_source::RULE,
    &sensitive_data_in_url::RULE,
    &server_side_request_forgery::RULE,
    &sql_injection::RULE,
    &unlimited_sign_in::RULE,
    &unthrottled_service::RULE,
    &unvalidated_body::RULE,
];
