//! Relates what single files say: folds schema changes into a catalog, mounts routers on applications.

mod catalog;
mod conducts;
mod configured;
mod flows;
mod graphql;
mod libraries;
mod models;
mod modules;
mod names;
mod parts;
mod prefixes;
mod queries;
mod results;
mod routes;
mod serving;
mod surroundings;
mod types;

pub(super) use catalog::{after, catalog, in_order};
pub(super) use conducts::conducts;
pub(super) use configured::fill_in;
pub(super) use flows::flows;
pub(super) use graphql::graphs;
pub(super) use names::snake_names;
pub(super) use parts::parts;
pub(super) use queries::name_tables;
pub(super) use routes::routes;
pub(super) use surroundings::surround;
