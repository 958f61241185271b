mod invalid_contract;
mod lists;
mod mismatched_status_code;
mod unbounded_input;
mod unpaginated_list;
mod unstructured_error;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &invalid_contract::RULE,
    &mismatched_status_code::RULE,
    &unbounded_input::RULE,
    &unpaginated_list::RULE,
    &unstructured_error::RULE,
];
