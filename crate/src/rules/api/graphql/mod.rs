//! GraphQL schemas: whether they are valid, bounded and can grow.

mod endless_query_depth;
mod incomplete_connection;
mod invalid_graphql_schema;
mod shape;
mod unbounded_graphql_list;
mod validity;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[
    &endless_query_depth::RULE,
    &incomplete_connection::RULE,
    &invalid_graphql_schema::RULE,
    &unbounded_graphql_list::RULE,
];
