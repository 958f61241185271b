mod ambiguous_path;
mod bare_array_response;
mod body_on_safe_method;
mod boilerplate_description;
mod breaking_change;
mod broken_discriminator;
mod cacheable_token;
mod catastrophic_pattern;
mod changes;
mod conflicting_property_types;
mod dangerous_change;
mod deep_nesting;
mod deprecation_without_end;
mod duplicate_operation_id;
mod error_in_success;
mod error_without_code;
mod free_sort_column;
mod given;
pub(super) mod graphql;
mod header_with_underscore;
mod implementation_in_path;
mod impossible_enum_value;
mod impossible_schema;
mod incomplete_info;
mod inconsistent_enum_style;
mod inconsistent_envelope;
mod inconsistent_operation_id;
mod inconsistent_parameter_style;
mod inconsistent_path_parameter;
mod inconsistent_path_style;
mod inconsistent_plural;
mod inconsistent_property_style;
mod inconsistent_schema_name;
mod inconsistent_timestamp;
mod ineffective_keyword;
mod inexact_money;
mod insecure_server;
mod invalid_contract;
mod lost_update;
mod malformed_problem_details;
mod mismatched_default;
mod mismatched_example;
mod mismatched_status_code;
mod missing_example;
mod missing_retry_after;
mod missing_schema;
mod missing_version;
mod missing_version_bump;
mod mixed_pagination;
mod mixed_rate_limit_headers;
mod mixed_versioning;
mod nameless_creation;
mod precondition_without_validator;
mod proto;
mod repeated_enum_value;
mod retry_without_idempotency_key;
mod script_in_description;
mod state_changing_get;
mod style;
mod text_error;
mod unanchored_pattern;
mod unbounded_input;
mod unbounded_page_size;
mod unclear_version;
mod undeclared_caching;
mod undeclared_conflict;
mod undeclared_error;
mod undeclared_not_found;
mod undeclared_path_parameter;
mod undeclared_rate_limit;
mod undeclared_rejection;
mod undeclared_tag;
mod undefined_required_property;
mod undescribed_parameter;
mod undocumented_operation;
mod undocumented_route;
mod unfiltered_list;
mod unimplemented_operation;
mod unpaginated_list;
mod unreachable_page;
mod unresolved_reference;
mod unstructured_error;
mod unused_component;
mod verb_in_path;

pub(super) use proto::RULES as PROTO_RULES;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &ambiguous_path::RULE,
    &bare_array_response::RULE,
    &body_on_safe_method::RULE,
    &boilerplate_description::RULE,
    &breaking_change::RULE,
    &broken_discriminator::RULE,
    &cacheable_token::RULE,
    &catastrophic_pattern::RULE,
    &conflicting_property_types::RULE,
    &dangerous_change::RULE,
    &deep_nesting::RULE,
    &deprecation_without_end::RULE,
    &duplicate_operation_id::RULE,
    &error_in_success::RULE,
    &error_without_code::RULE,
    &free_sort_column::RULE,
    &header_with_underscore::RULE,
    &implementation_in_path::RULE,
    &impossible_enum_value::RULE,
    &impossible_schema::RULE,
    &incomplete_info::RULE,
    &inconsistent_enum_style::RULE,
    &inconsistent_envelope::RULE,
    &inconsistent_operation_id::RULE,
    &inconsistent_parameter_style::RULE,
    &inconsistent_path_parameter::RULE,
    &inconsistent_path_style::RULE,
    &inconsistent_plural::RULE,
    &inconsistent_property_style::RULE,
    &inconsistent_schema_name::RULE,
    &inconsistent_timestamp::RULE,
    &ineffective_keyword::RULE,
    &inexact_money::RULE,
    &insecure_server::RULE,
    &invalid_contract::RULE,
    &lost_update::RULE,
    &malformed_problem_details::RULE,
    &mismatched_default::RULE,
    &mismatched_example::RULE,
    &mismatched_status_code::RULE,
    &missing_example::RULE,
    &missing_retry_after::RULE,
    &missing_schema::RULE,
    &missing_version::RULE,
    &missing_version_bump::RULE,
    &mixed_pagination::RULE,
    &mixed_rate_limit_headers::RULE,
    &mixed_versioning::RULE,
    &nameless_creation::RULE,
    &precondition_without_validator::RULE,
    &repeated_enum_value::RULE,
    &retry_without_idempotency_key::RULE,
    &script_in_description::RULE,
    &state_changing_get::RULE,
    &text_error::RULE,
    &unanchored_pattern::RULE,
    &unbounded_input::RULE,
    &unbounded_page_size::RULE,
    &unclear_version::RULE,
    &undeclared_caching::RULE,
    &undeclared_conflict::RULE,
    &undeclared_error::RULE,
    &undeclared_not_found::RULE,
    &undeclared_path_parameter::RULE,
    &undeclared_rate_limit::RULE,
    &undeclared_rejection::RULE,
    &undeclared_tag::RULE,
    &undefined_required_property::RULE,
    &undescribed_parameter::RULE,
    &undocumented_operation::RULE,
    &undocumented_route::RULE,
    &unfiltered_list::RULE,
    &unimplemented_operation::RULE,
    &unpaginated_list::RULE,
    &unreachable_page::RULE,
    &unresolved_reference::RULE,
    &unstructured_error::RULE,
    &unused_component::RULE,
    &verb_in_path::RULE,
];
