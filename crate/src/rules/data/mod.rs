mod blocking_constraint;
mod blocking_index;
mod blocking_key;
mod breaking_schema_change;
mod date_as_text;
mod exclusive_rebuild;
mod float_money;
mod inconsistent_naming;
mod irreversible_removal;
mod list_in_column;
mod live;
mod missing_audit_columns;
mod missing_primary_key;
mod missing_referential_action;
mod missing_unique_constraint;
mod narrow_key;
mod nullable_boolean;
mod online_index_in_transaction;
mod redundant_index;
mod repeating_group;
mod required_column_without_default;
mod table_rewrite;
mod unchecked_status;
mod unenforced_reference;
mod unindexed_filter;
mod unindexed_foreign_key;
mod unique_over_deleted;
mod unlimited_lock_wait;
mod unzoned_timestamp;
mod whole_table_backfill;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &blocking_constraint::RULE,
    &blocking_index::RULE,
    &blocking_key::RULE,
    &breaking_schema_change::RULE,
    &date_as_text::RULE,
    &exclusive_rebuild::RULE,
    &float_money::RULE,
    &inconsistent_naming::RULE,
    &irreversible_removal::RULE,
    &list_in_column::RULE,
    &missing_audit_columns::RULE,
    &missing_primary_key::RULE,
    &missing_referential_action::RULE,
    &missing_unique_constraint::RULE,
    &narrow_key::RULE,
    &nullable_boolean::RULE,
    &online_index_in_transaction::RULE,
    &redundant_index::RULE,
    &repeating_group::RULE,
    &required_column_without_default::RULE,
    &table_rewrite::RULE,
    &unchecked_status::RULE,
    &unenforced_reference::RULE,
    &unindexed_filter::RULE,
    &unindexed_foreign_key::RULE,
    &unique_over_deleted::RULE,
    &unlimited_lock_wait::RULE,
    &unzoned_timestamp::RULE,
    &whole_table_backfill::RULE,
];
