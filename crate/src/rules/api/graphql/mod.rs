//! GraphQL schemas: whether they are valid, bounded and can grow.

mod bare_mutation_result;
mod deprecation_without_reason;
mod endless_query_depth;
mod graphql_date_as_text;
mod graphql_float_money;
mod incomplete_connection;
mod inconsistent_graphql_naming;
mod invalid_graphql_schema;
mod loose_mutation_arguments;
mod mixed_graphql_ids;
mod nullable_graphql_id;
mod nullable_list_items;
mod scalar_without_specification;
mod shape;
mod state_as_text;
mod unbounded_graphql_list;
mod undocumented_graphql_schema;
mod untyped_graphql_input;
mod unused_graphql_type;
mod validity;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[
    &bare_mutation_result::RULE,
    &deprecation_without_reason::RULE,
    &endless_query_depth::RULE,
    &graphql_date_as_text::RULE,
    &graphql_float_money::RULE,
    &incomplete_connection::RULE,
    &inconsistent_graphql_naming::RULE,
    &invalid_graphql_schema::RULE,
    &loose_mutation_arguments::RULE,
    &mixed_graphql_ids::RULE,
    &nullable_graphql_id::RULE,
    &nullable_list_items::RULE,
    &scalar_without_specification::RULE,
    &state_as_text::RULE,
    &unbounded_graphql_list::RULE,
    &undocumented_graphql_schema::RULE,
    &untyped_graphql_input::RULE,
    &unused_graphql_type::RULE,
];
