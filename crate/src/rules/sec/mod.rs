mod code_injection;
mod command_injection;
mod flow;
mod given_away;
mod missing_error_handler;
mod missing_security_headers;
mod open_redirect;
mod password_in_response;
mod path_traversal;
mod permissive_cors;
mod reflected_html;
mod secret_in_response;
mod secret_in_source;
mod server_side_request_forgery;
mod sql_injection;
mod unthrottled_service;
mod unvalidated_body;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &code_injection::RULE,
    &command_injection::RULE,
    &missing_error_handler::RULE,
    &missing_security_headers::RULE,
    &open_redirect::RULE,
    &password_in_response::RULE,
    &path_traversal::RULE,
    &permissive_cors::RULE,
    &reflected_html::RULE,
    &secret_in_response::RULE,
    &secret_in_source::RULE,
    &server_side_request_forgery::RULE,
    &sql_injection::RULE,
    &unthrottled_service::RULE,
    &unvalidated_body::RULE,
];
