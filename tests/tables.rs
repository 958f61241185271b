//! Tables of the catalog as lines of text.

use archwright::{File, ReportTable, Workspace};

/// The tables of some files, one line each: `shop.pets (id) | id serial!+ | index name | owner_id -> owners.id`;
/// `!` is for a column that is never null, `+` for one that the database counts up.
pub fn tables(files: &[(&str, &str)]) -> Vec<String> {
    let mut workspace = Workspace::default();
    for (path, text) in files {
        workspace.set_file(File::new(*path, *text));
    }
    workspace.catalog().tables.iter().map(line).collect()
}

pub fn line(table: &ReportTable) -> String {
    let schema = table.schema.as_ref().map_or_else(String::new, |schema| format!("{schema}."));
    let key = table.primary_key.as_ref().map_or_else(String::new, |key| key.columns.join(","));
    let mut parts = vec![format!("{schema}{} ({key})", table.name)];
    for column in &table.columns {
        let null = if column.nullable { "" } else { "!" };
        let counted = if column.generated { "+" } else { "" };
        let default = column.default.as_ref().map_or_else(String::new, |own| format!("={own}"));
        parts.push(format!("{} {}{null}{counted}{default}", column.name, column.type_));
    }
    parts.extend(table.uniques.iter().map(|key| format!("unique {}", key.columns.join(","))));
    for index in &table.indexes {
        let unique = if index.unique { "unique " } else { "" };
        parts.push(format!("{unique}index {}", index.parts.join(",")));
    }
    for key in &table.foreign_keys {
        let action = key.on_delete.map_or_else(String::new, |action| format!(" {action}"));
        let (columns, referred) = (key.columns.join(","), key.referred.join(","));
        parts.push(format!("{columns} -> {}.{referred}{action}", key.table));
    }
    parts.join(" | ")
}
