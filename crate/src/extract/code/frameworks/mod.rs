//! Tables of what libraries and their calls are for. What differs from one to the next is data.

mod rows;
mod tables;

pub(super) use rows::{HashCall, OrmCall};

use tables::Tables;

use std::sync::LazyLock;

static TABLES: LazyLock<Tables> = LazyLock::new(Tables::read);

pub(super) fn tables() -> &'static Tables {
    &TABLES
}
