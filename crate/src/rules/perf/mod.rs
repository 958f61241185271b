mod all_columns_query;
mod growing_offset;
mod query_in_loop;
mod unbounded_query;

use super::Rule;

pub(super) const RULES: &[&Rule] =
    &[&all_columns_query::RULE, &growing_offset::RULE, &query_in_loop::RULE, &unbounded_query::RULE];
