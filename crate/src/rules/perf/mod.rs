mod accidental_cross_join;
mod all_columns_query;
mod growing_offset;
mod insert_without_columns;
mod null_comparison;
mod nullable_not_in;
mod offset_over_growing_list;
mod open_pattern;
mod query_in_loop;
mod random_order;
mod subquery_per_row;
mod unbounded_query;
mod unfiltered_write;
mod untracked_long_work;
mod wrapped_column;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &accidental_cross_join::RULE,
    &all_columns_query::RULE,
    &growing_offset::RULE,
    &insert_without_columns::RULE,
    &null_comparison::RULE,
    &nullable_not_in::RULE,
    &offset_over_growing_list::RULE,
    &open_pattern::RULE,
    &query_in_loop::RULE,
    &random_order::RULE,
    &subquery_per_row::RULE,
    &unbounded_query::RULE,
    &unfiltered_write::RULE,
    &untracked_long_work::RULE,
    &wrapped_column::RULE,
];
