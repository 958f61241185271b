//! GraphQL schemas: whether they are valid, bounded and can grow.

mod invalid_graphql_schema;
mod validity;

use crate::rules::Rule;

pub(in crate::rules) const RULES: &[&Rule] = &[&invalid_graphql_schema::RULE];
