mod all_columns_query;
mod query_in_loop;
mod unbounded_query;

use super::Rule;

pub(super) const RULES: &[&Rule] = &[&all_columns_query::RULE, &query_in_loop::RULE, &unbounded_query::RULE];
