//! Rules for protobuf definitions.

mod invalid_protobuf;
mod validity;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[&invalid_protobuf::RULE];
