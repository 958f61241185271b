mod blocking_index;
mod breaking_schema_change;
mod date_as_text;
mod float_money;
mod inconsistent_naming;
mod list_in_column;
mod live;
mod missing_audit_columns;
mod missing_primary_key;
mod missing_referential_action;
mod missing_unique_constraint;
mod narrow_key;
mod nullable_boolean;
mod redundant_index;
mod repeating_group;
mod required_column_without_default;
mod unchecked_status;
mod unenforced_reference;
mod unindexed_filter;
mod unindexed_foreign_key;
mod unique_over_deleted;
mod unzoned_timestamp;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &blocking_index::RULE,
    &breaking_schema_change::RULE,
    &date_as_text::RULE,
    &float_money::RULE,
    &inconsistent_naming::RULE,
    &list_in_column::RULE,
    &missing_audit_columns::RULE,
    &missing_primary_key::RULE,
    &missing_referential_action::RULE,
    &missing_unique_constraint::RULE,
    &narrow_key::RULE,
    &nullable_boolean::RULE,
    &redundant_index::RULE,
    &repeating_group::RULE,
    &required_column_without_default::RULE,
    &unchecked_status::RULE,
    &unenforced_reference::RULE,
    &unindexed_filter::RULE,
    &unindexed_foreign_key::RULE,
    &unique_over_deleted::RULE,
    &unzoned_timestamp::RULE,
];
