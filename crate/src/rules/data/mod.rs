mod float_money;
mod inconsistent_naming;
mod list_in_column;
mod missing_primary_key;
mod repeating_group;
mod unenforced_reference;
mod unindexed_foreign_key;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &float_money::RULE,
    &inconsistent_naming::RULE,
    &list_in_column::RULE,
    &missing_primary_key::RULE,
    &repeating_group::RULE,
    &unenforced_reference::RULE,
    &unindexed_foreign_key::RULE,
];
