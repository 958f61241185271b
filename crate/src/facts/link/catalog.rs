use crate::facts::{AlterTable, Catalog, FileEntry, SchemaChange, Table};

/// The tables as they stand after every statement, files in order of their paths.
pub(in crate::facts) fn catalog(files: &[FileEntry]) -> Catalog {
    let mut catalog = Catalog::default();
    for change in files.iter().flat_map(|file| &file.facts.schema_changes) {
        apply(&mut catalog, change);
    }
    catalog
}

fn apply(catalog: &mut Catalog, change: &SchemaChange) {
    match change {
        SchemaChange::CreateTable(table) => catalog.tables.push(table.clone()),
        SchemaChange::DropTable { schema, name, .. } => {
            catalog.tables.retain(|table| !table.is_named(schema.as_deref(), name));
        }
        SchemaChange::RenameTable { schema, name, to, .. } => {
            if let Some(table) = find(catalog, schema.as_deref(), name) {
                table.name.clone_from(to);
            }
        }
        SchemaChange::AlterTable { schema, name, change, .. } => {
            if let Some(table) = find(catalog, schema.as_deref(), name) {
                alter(table, change);
            }
        }
        SchemaChange::CreateIndex { schema, table, index } => {
            if let Some(table) = find(catalog, schema.as_deref(), table) {
                table.indexes.push(index.clone());
            }
        }
        SchemaChange::DropIndex { name, .. } => {
            for table in &mut catalog.tables {
                table.indexes.retain(|index| index.name.as_deref() != Some(name));
            }
        }
    }
}

fn find<'a>(catalog: &'a mut Catalog, schema: Option<&str>, name: &str) -> Option<&'a mut Table> {
    catalog.tables.iter_mut().find(|table| table.is_named(schema, name))
}

fn alter(table: &mut Table, change: &AlterTable) {
    match change {
        AlterTable::AddColumn(column) => table.columns.push(column.clone()),
        AlterTable::DropColumn(name) => {
            table.columns.retain(|column| !column.name.eq_ignore_ascii_case(name));
        }
        AlterTable::RenameColumn { from, to } => {
            for column in table.columns.iter_mut().filter(|column| column.name.eq_ignore_ascii_case(from)) {
                column.name.clone_from(to);
            }
        }
        AlterTable::ReplaceColumn { name, column } => {
            for own in table.columns.iter_mut().filter(|own| own.name.eq_ignore_ascii_case(name)) {
                own.clone_from(column);
            }
        }
        AlterTable::SetNullable { column, nullable } => {
            for own in table.columns.iter_mut().filter(|own| own.name.eq_ignore_ascii_case(column)) {
                own.nullable = *nullable;
            }
        }
        AlterTable::SetDefault { column, default } => {
            for own in table.columns.iter_mut().filter(|own| own.name.eq_ignore_ascii_case(column)) {
                own.default.clone_from(default);
            }
        }
        AlterTable::SetGenerated { column } => {
            for own in table.columns.iter_mut().filter(|own| own.name.eq_ignore_ascii_case(column)) {
                own.generated = true;
            }
        }
        AlterTable::AddPrimaryKey(key) => table.primary_key = Some(key.clone()),
        AlterTable::AddUnique(key) => table.uniques.push(key.clone()),
        AlterTable::AddForeignKey(key) => table.foreign_keys.push(key.clone()),
        AlterTable::AddCheck(check) => table.checks.push(check.clone()),
        AlterTable::DropConstraint(name) => drop_constraint(table, name),
        AlterTable::AddTrait(located) => table.traits.push(located.clone()),
    }
}

fn drop_constraint(table: &mut Table, name: &str) {
    let other = |own: &Option<String>| own.as_deref() != Some(name);
    table.uniques.retain(|key| other(&key.name));
    table.foreign_keys.retain(|key| other(&key.name));
    if table.primary_key.as_ref().is_some_and(|key| !other(&key.name)) {
        table.primary_key = None;
    }
}
