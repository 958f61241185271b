//! Statements that define tables. Reads what it knows wherever it stands and passes over the rest, so that a
//! clause of some version of some database costs nothing but itself.

mod actions;
mod alter;
mod alter_column;
mod column;
mod constraint;
mod domain;
mod index;
mod table;
mod types;

pub(super) use alter::alter_table;
pub(super) use domain::{alter_domain, domain};
pub(super) use index::{create_index, drop_index};
pub(in crate::extract) use types::family;

pub(super) use table::{Created, MOST_ELEMENTS, create_table, drop_table};

#[cfg(test)]
mod tests;
