mod ambiguous_reference;
mod blocking_constraint;
mod blocking_index;
mod blocking_key;
mod breaking_schema_change;
mod broken_migration_sequence;
mod cascade_onto_records;
mod check_then_insert;
mod circular_requirement;
mod conditions;
mod contended_queue;
mod copied_column;
mod cut_name;
mod date_as_text;
mod deleted_rows_read;
mod dependency;
mod dirty_read;
mod entity_attribute_value;
mod enum_value_in_transaction;
mod exclusive_rebuild;
mod file_in_table;
mod float_money;
mod impossible_constraint;
mod imprecise_money_type;
mod incomplete_rollback;
mod inconsistent_naming;
mod irreversible_removal;
mod join_table_without_key;
mod legacy_charset;
mod lifted_constraint;
mod list_in_column;
mod live;
mod long_transaction;
mod low_selectivity_index;
mod misleading_default;
mod mismatched_reference_type;
mod misordered_index;
mod missing_audit_columns;
mod missing_primary_key;
mod missing_referential_action;
mod missing_rollback;
mod missing_unique_constraint;
mod missing_version_column;
mod narrow_key;
mod nontransactional_table;
mod nullable_boolean;
mod nullable_unique;
mod online_index_in_transaction;
mod optional_everything;
mod over_indexed_table;
mod overlapping_bookings;
mod overloaded_table;
mod padded_text;
mod partial_dependency;
mod plain_json;
mod plain_sensitive_column;
mod polymorphic_reference;
mod queue;
mod redundant_index;
mod refused_definition;
mod repeated_constraint;
mod repeating_group;
mod required_column_without_default;
mod reserved_name;
mod session_identity;
mod soft_deletion;
mod stale_write;
mod table_copy;
mod table_per_period;
mod table_rewrite;
mod tenant_blind_index;
mod transaction;
mod transitive_dependency;
mod unbalanced_transaction;
mod unchecked_range;
mod unchecked_status;
mod unenforced_reference;
mod unguarded_transaction;
mod unindexed_content_search;
mod unindexed_filter;
mod unindexed_foreign_key;
mod unindexed_join;
mod unindexed_queue;
mod unindexed_sort;
mod unique_over_deleted;
mod unique_over_existing_rows;
mod unlimited_lock_wait;
mod unlimited_retention;
mod unscoped_unique;
mod unsized_text;
mod unsuitable_index;
mod unvalidated_constraint;
mod unzoned_timestamp;
mod uuid_as_text;
mod validation_in_transaction;
mod whole_table_backfill;
mod write_without_transaction;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &ambiguous_reference::RULE,
    &blocking_constraint::RULE,
    &blocking_index::RULE,
    &blocking_key::RULE,
    &breaking_schema_change::RULE,
    &broken_migration_sequence::RULE,
    &cascade_onto_records::RULE,
    &check_then_insert::RULE,
    &circular_requirement::RULE,
    &contended_queue::RULE,
    &copied_column::RULE,
    &cut_name::RULE,
    &date_as_text::RULE,
    &deleted_rows_read::RULE,
    &dirty_read::RULE,
    &entity_attribute_value::RULE,
    &enum_value_in_transaction::RULE,
    &exclusive_rebuild::RULE,
    &file_in_table::RULE,
    &float_money::RULE,
    &impossible_constraint::RULE,
    &imprecise_money_type::RULE,
    &incomplete_rollback::RULE,
    &inconsistent_naming::RULE,
    &irreversible_removal::RULE,
    &join_table_without_key::RULE,
    &legacy_charset::RULE,
    &lifted_constraint::RULE,
    &list_in_column::RULE,
    &long_transaction::RULE,
    &low_selectivity_index::RULE,
    &misleading_default::RULE,
    &mismatched_reference_type::RULE,
    &misordered_index::RULE,
    &missing_audit_columns::RULE,
    &missing_primary_key::RULE,
    &missing_referential_action::RULE,
    &missing_rollback::RULE,
    &missing_unique_constraint::RULE,
    &missing_version_column::RULE,
    &narrow_key::RULE,
    &nontransactional_table::RULE,
    &nullable_boolean::RULE,
    &nullable_unique::RULE,
    &online_index_in_transaction::RULE,
    &optional_everything::RULE,
    &over_indexed_table::RULE,
    &overlapping_bookings::RULE,
    &overloaded_table::RULE,
    &padded_text::RULE,
    &partial_dependency::RULE,
    &plain_json::RULE,
    &plain_sensitive_column::RULE,
    &polymorphic_reference::RULE,
    &redundant_index::RULE,
    &refused_definition::RULE,
    &repeated_constraint::RULE,
    &repeating_group::RULE,
    &required_column_without_default::RULE,
    &reserved_name::RULE,
    &session_identity::RULE,
    &stale_write::RULE,
    &table_copy::RULE,
    &table_per_period::RULE,
    &table_rewrite::RULE,
    &tenant_blind_index::RULE,
    &transitive_dependency::RULE,
    &unbalanced_transaction::RULE,
    &unchecked_range::RULE,
    &unchecked_status::RULE,
    &unenforced_reference::RULE,
    &unguarded_transaction::RULE,
    &unindexed_content_search::RULE,
    &unindexed_filter::RULE,
    &unindexed_foreign_key::RULE,
    &unindexed_join::RULE,
    &unindexed_queue::RULE,
    &unindexed_sort::RULE,
    &unique_over_deleted::RULE,
    &unique_over_existing_rows::RULE,
    &unlimited_lock_wait::RULE,
    &unlimited_retention::RULE,
    &unscoped_unique::RULE,
    &unsized_text::RULE,
    &unsuitable_index::RULE,
    &unvalidated_constraint::RULE,
    &unzoned_timestamp::RULE,
    &uuid_as_text::RULE,
    &validation_in_transaction::RULE,
    &whole_table_backfill::RULE,
    &write_without_transaction::RULE,
];
