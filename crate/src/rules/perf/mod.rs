mod all_columns_query;
mod growing_offset;
mod offset_over_growing_list;
mod query_in_loop;
mod unbounded_query;
mod untracked_long_work;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[
    &all_columns_query::RULE,
    &growing_offset::RULE,
    &offset_over_growing_list::RULE,
    &query_in_loop::RULE,
    &unbounded_query::RULE,
    &untracked_long_work::RULE,
];
