//! Rows that are deleted by a mark.

use crate::facts::{Table, TypeFamily};

/// The column that says that a row is deleted, and when.
pub(super) fn mark(table: &Table) -> Option<&str> {
    let column = table.columns.iter().find(|column| {
        let point = matches!(column.type_.family, TypeFamily::Timestamp { .. } | TypeFamily::Date);
        let words = column.words().join("_");
        point
            && column.nullable
            && ["deleted_at", "deleted_on", "date_deleted", "deleted"].contains(&words.as_str())
    });
    column.map(|column| column.name.as_str())
}
