mod broad_grant;
mod caller_chosen_format;
mod caller_chosen_pattern;
mod caller_chosen_target;
mod code_injection;
mod command_injection;
mod concatenated_dynamic_sql;
pub(super) mod crypto;
mod debug_mode;
mod definer_without_search_path;
mod disabled_csrf_protection;
mod erasable_audit_trail;
mod escaping_archive_entry;
mod exposed_internals;
pub(super) mod flow;
mod given_away;
mod header_injection;
mod internals_in_error;
mod ldap_injection;
mod log_forging;
mod missing_csrf_protection;
mod missing_error_handler;
mod missing_security_headers;
mod open_redirect;
mod operator_injection;
mod password_in_response;
mod path_traversal;
mod permissive_cors;
mod predictable_temporary_file;
mod prototype_pollution;
mod reflected_html;
mod secret_in_graphql_type;
mod secret_in_log;
mod secret_in_response;
mod secret_in_source;
mod sensitive_data_in_url;
mod server_side_request_forgery;
mod server_without_timeout;
mod sql_injection;
mod template_injection;
mod unhardened_settings;
mod unlimited_sign_in;
mod unrestricted_upload;
mod unsafe_deserialization;
mod unsafe_reflection;
mod unthrottled_service;
mod untrusted_session_value;
mod unvalidated_body;
mod world_writable_file;
mod xml_external_entities;
mod xpath_injection;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &broad_grant::RULE,
    &caller_chosen_format::RULE,
    &caller_chosen_pattern::RULE,
    &caller_chosen_target::RULE,
    &code_injection::RULE,
    &command_injection::RULE,
    &concatenated_dynamic_sql::RULE,
    &debug_mode::RULE,
    &definer_without_search_path::RULE,
    &disabled_csrf_protection::RULE,
    &erasable_audit_trail::RULE,
    &escaping_archive_entry::RULE,
    &exposed_internals::RULE,
    &header_injection::RULE,
    &internals_in_error::RULE,
    &ldap_injection::RULE,
    &log_forging::RULE,
    &missing_csrf_protection::RULE,
    &missing_error_handler::RULE,
    &missing_security_headers::RULE,
    &open_redirect::RULE,
    &operator_injection::RULE,
    &password_in_response::RULE,
    &path_traversal::RULE,
    &permissive_cors::RULE,
    &predictable_temporary_file::RULE,
    &prototype_pollution::RULE,
    &reflected_html::RULE,
    &secret_in_graphql_type::RULE,
    &secret_in_log::RULE,
    &secret_in_response::RULE,
    &secret_in_source::RULE,
    &sensitive_data_in_url::RULE,
    &server_side_request_forgery::RULE,
    &server_without_timeout::RULE,
    &sql_injection::RULE,
    &template_injection::RULE,
    &unhardened_settings::RULE,
    &unlimited_sign_in::RULE,
    &unrestricted_upload::RULE,
    &unsafe_deserialization::RULE,
    &unsafe_reflection::RULE,
    &unthrottled_service::RULE,
    &untrusted_session_value::RULE,
    &unvalidated_body::RULE,
    &world_writable_file::RULE,
    &xml_external_entities::RULE,
    &xpath_injection::RULE,
];
