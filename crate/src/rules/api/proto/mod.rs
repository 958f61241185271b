//! Rules for protobuf definitions.

mod broken_http_binding;
mod inconsistent_protobuf_name;
mod invalid_protobuf;
mod meaningful_enum_zero;
mod methods;
mod rpc_retry_without_key;
mod secret_in_message;
mod shared_rpc_message;
mod undocumented_rpc;
mod unpaginated_rpc;
mod unversioned_package;
mod update_without_field_mask;
mod validity;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[
    &broken_http_binding::RULE,
    &inconsistent_protobuf_name::RULE,
    &invalid_protobuf::RULE,
    &meaningful_enum_zero::RULE,
    &rpc_retry_without_key::RULE,
    &secret_in_message::RULE,
    &shared_rpc_message::RULE,
    &undocumented_rpc::RULE,
    &unpaginated_rpc::RULE,
    &unversioned_package::RULE,
    &update_without_field_mask::RULE,
];
