mod accidental_cross_join;
mod all_columns_query;
mod all_columns_view;
mod arbitrary_source_row;
mod arbitrary_write;
mod blocking_call;
mod client_per_request;
mod contradictory_assignment;
mod contradictory_condition;
mod counted_existence;
mod deduplicating_union;
mod distinct_over_join;
mod forced_plan;
mod growing_offset;
mod having_without_aggregate;
mod implicit_conversion;
mod insert_without_columns;
mod lost_last_day;
mod lost_order;
mod natural_join;
mod null_comparison;
mod nullable_not_in;
mod offset_over_growing_list;
mod open_pattern;
mod outer_column_in_subquery;
mod query_in_loop;
mod random_order;
mod repeated_name;
mod row_by_row_write;
mod self_comparison;
mod sequential_await;
mod sort_by_position;
mod subquery_per_row;
mod unbounded_query;
mod undone_outer_join;
mod uneven_columns;
mod unfiltered_write;
mod ungrouped_column;
mod unknown_column;
mod unordered_page;
mod untracked_long_work;
mod unused_table_expression;
mod wrapped_column;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &accidental_cross_join::RULE,
    &all_columns_query::RULE,
    &all_columns_view::RULE,
    &arbitrary_source_row::RULE,
    &arbitrary_write::RULE,
    &blocking_call::RULE,
    &client_per_request::RULE,
    &contradictory_assignment::RULE,
    &contradictory_condition::RULE,
    &counted_existence::RULE,
    &deduplicating_union::RULE,
    &distinct_over_join::RULE,
    &forced_plan::RULE,
    &growing_offset::RULE,
    &having_without_aggregate::RULE,
    &implicit_conversion::RULE,
    &insert_without_columns::RULE,
    &lost_last_day::RULE,
    &lost_order::RULE,
    &natural_join::RULE,
    &null_comparison::RULE,
    &nullable_not_in::RULE,
    &offset_over_growing_list::RULE,
    &open_pattern::RULE,
    &outer_column_in_subquery::RULE,
    &query_in_loop::RULE,
    &random_order::RULE,
    &repeated_name::RULE,
    &row_by_row_write::RULE,
    &self_comparison::RULE,
    &sequential_await::RULE,
    &sort_by_position::RULE,
    &subquery_per_row::RULE,
    &unbounded_query::RULE,
    &undone_outer_join::RULE,
    &uneven_columns::RULE,
    &unfiltered_write::RULE,
    &ungrouped_column::RULE,
    &unknown_column::RULE,
    &unordered_page::RULE,
    &untracked_long_work::RULE,
    &unused_table_expression::RULE,
    &wrapped_column::RULE,
];
