//! Rules for protobuf definitions.

mod broken_http_binding;
mod deprecated_without_replacement;
mod float_money_field;
mod inconsistent_protobuf_name;
mod invalid_protobuf;
mod meaningful_enum_zero;
mod methods;
mod rpc_retry_without_key;
mod rpc_without_access_rule;
mod secret_in_message;
mod shared_rpc_message;
mod stream_without_deadline;
mod undocumented_rpc;
mod unpaginated_rpc;
mod unprefixed_enum_value;
mod unreserved_number;
mod unused_import;
mod unversioned_package;
mod update_without_field_mask;
mod validity;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[
    &broken_http_binding::RULE,
    &deprecated_without_replacement::RULE,
    &float_money_field::RULE,
    &inconsistent_protobuf_name::RULE,
    &invalid_protobuf::RULE,
    &meaningful_enum_zero::RULE,
    &rpc_retry_without_key::RULE,
    &rpc_without_access_rule::RULE,
    &secret_in_message::RULE,
    &shared_rpc_message::RULE,
    &stream_without_deadline::RULE,
    &undocumented_rpc::RULE,
    &unpaginated_rpc::RULE,
    &unprefixed_enum_value::RULE,
    &unreserved_number::RULE,
    &unused_import::RULE,
    &unversioned_package::RULE,
    &update_without_field_mask::RULE,
];
