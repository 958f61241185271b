//! Rules for protobuf definitions.

mod broken_http_binding;
mod create_without_request_id;
mod deprecated_without_replacement;
mod float_money_field;
mod inconsistent_protobuf_name;
mod invalid_protobuf;
mod lost_rpc_update;
mod meaningful_enum_zero;
mod methods;
mod required_proto_field;
mod rpc_retry_without_key;
mod rpc_without_access_rule;
mod secret_in_message;
mod shared_rpc_message;
mod stream_without_deadline;
mod unbounded_rpc_field;
mod undocumented_rpc;
mod unpaginated_rpc;
mod unprefixed_enum_value;
mod unreserved_number;
mod untracked_long_rpc;
mod untyped_time_field;
mod unused_import;
mod unversioned_package;
mod update_without_field_mask;
mod validity;
mod whole_file_message;
mod writable_output_field;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[
    &broken_http_binding::RULE,
    &create_without_request_id::RULE,
    &deprecated_without_replacement::RULE,
    &float_money_field::RULE,
    &inconsistent_protobuf_name::RULE,
    &invalid_protobuf::RULE,
    &lost_rpc_update::RULE,
    &meaningful_enum_zero::RULE,
    &required_proto_field::RULE,
    &rpc_retry_without_key::RULE,
    &rpc_without_access_rule::RULE,
    &secret_in_message::RULE,
    &shared_rpc_message::RULE,
    &stream_without_deadline::RULE,
    &unbounded_rpc_field::RULE,
    &undocumented_rpc::RULE,
    &unpaginated_rpc::RULE,
    &unprefixed_enum_value::RULE,
    &unreserved_number::RULE,
    &untracked_long_rpc::RULE,
    &untyped_time_field::RULE,
    &unused_import::RULE,
    &unversioned_package::RULE,
    &update_without_field_mask::RULE,
    &whole_file_message::RULE,
    &writable_output_field::RULE,
];
