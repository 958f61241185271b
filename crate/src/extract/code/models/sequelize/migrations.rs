//! Migrations: `queryInterface.createTable("users", { ... })`.

use super::attributes::attribute;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::models::draft::{Draft, action};
use crate::extract::code::models::program::Program;
use crate::extract::code::models::steps::alter;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{
    AlterTable, Column, FileFacts, ForeignKey, Index, Key, Link, ModelKind, Relation, SchemaChange, Table,
};

pub(in crate::extract::code::models) fn read(program: &Program<'_>, facts: &mut FileFacts) {
    for (id, call) in program.forward() {
        let callee = program.callee(call);
        let on = callee.on.and_then(|on| program.last_name(on)).unwrap_or_default();
        if on == "sequelize" && callee.name == "query" {
            call.arguments.first().into_iter().for_each(|text| program.statements(*text, facts));
        } else if matches!(on, "queryInterface" | "query" | "context" | "qi") {
            let place = program.place(id);
            statement(program, callee.name, &call.arguments, place, facts);
        }
    }
}

fn table_name(program: &Program<'_>, id: NodeId) -> Option<String> {
    program.text(id).or_else(|| program.text_option(&[id], "tableName"))
}

fn statement(
    program: &Program<'_>,
    name: &str,
    arguments: &[NodeId],
    place: Place,
    facts: &mut FileFacts,
) -> Option<()> {
    let first = *arguments.first()?;
    let table = table_name(program, first)?;
    let second = arguments.get(1).copied();
    let column = second.and_then(|own| program.text(own));
    match name {
        "createTable" => {
            let own = create(program, &table, (program.place(first), place), program.object(second?)?);
            facts.schema_changes.push(SchemaChange::CreateTable(own));
        }
        "dropTable" => {
            facts.schema_changes.push(SchemaChange::DropTable { schema: None, name: table, place });
        }
        "renameTable" => {
            facts.schema_changes.push(SchemaChange::RenameTable {
                schema: None,
                name: table,
                to: column?,
                place,
            });
        }
        "addColumn" | "changeColumn" => {
            let third = *arguments.get(2)?;
            let mut draft = Draft::new("", ModelKind::Part, Dialect::Generic, (String::new(), place, place));
            let key = column?;
            let column = attribute(program, &mut draft, (&key, program.place(second?)), third, false)?;
            let change = match name {
                "addColumn" => AlterTable::AddColumn(column),
                _ => AlterTable::ReplaceColumn { name: key, column },
            };
            alter(facts, &table, change, place);
            for unique in draft.model.table.uniques {
                alter(facts, &table, AlterTable::AddUnique(unique), place);
            }
            for key in draft.model.relations.iter().filter_map(foreign_key) {
                alter(facts, &table, AlterTable::AddForeignKey(key), place);
            }
        }
        "removeColumn" => alter(facts, &table, AlterTable::DropColumn(column?), place),
        "renameColumn" => {
            let to = program.text(*arguments.get(2)?)?;
            alter(facts, &table, AlterTable::RenameColumn { from: column?, to }, place);
        }
        "addIndex" => index(program, &table, arguments, place, facts)?,
        "removeIndex" => {
            facts.schema_changes.push(SchemaChange::DropIndex { name: column?, online: false, place });
        }
        "addConstraint" => constraint(program, &table, second?, place, facts)?,
        "removeConstraint" => alter(facts, &table, AlterTable::DropConstraint(column?), place),
        _ => {}
    }
    Some(())
}

fn create(
    program: &Program<'_>,
    table: &str,
    (place, statement): (Place, Place),
    attributes: &[crate::extract::code::syntax::Property],
) -> Table {
    let mut draft =
        Draft::new(table, ModelKind::Table, Dialect::Generic, (table.to_owned(), place, statement));
    for property in attributes {
        let Some(key) = property.key.as_deref() else { continue };
        let column: Option<Column> =
            attribute(program, &mut draft, (key, program.named(property.named)), property.value, false);
        if let Some(column) = column {
            draft.add(key, column);
        }
    }
    let keys: Vec<ForeignKey> = draft.model.relations.iter().filter_map(foreign_key).collect();
    Table { foreign_keys: keys, ..draft.model.table }
}

/// A migration names tables, and not models.
fn foreign_key(relation: &Relation) -> Option<ForeignKey> {
    let Link::Columns { columns, referred, .. } = &relation.link else { return None };
    let key = ForeignKey::over(columns.clone(), relation.target.clone(), referred.clone(), relation.place);
    Some(ForeignKey { on_delete: relation.on_delete, on_update: relation.on_update, ..key })
}

/// `addIndex("users", ["email"], { unique: true })`, or all in one object.
fn index(
    program: &Program<'_>,
    table: &str,
    arguments: &[NodeId],
    place: Place,
    facts: &mut FileFacts,
) -> Option<()> {
    let second = *arguments.get(1)?;
    let listed = if let NodeKind::Array(_) = program.tree.kind(program.value(second)) {
        second
    } else {
        program.option(&[second], "fields")?
    };
    let options = arguments.get(1..).unwrap_or_default();
    let name = program.text_option(options, "name").or_else(|| program.text_option(options, "indexName"));
    let columns = program.texts(listed);
    if columns.is_empty() {
        return None;
    }
    let unique = program.flag(options, "unique") == Some(true)
        || program.text_option(options, "type").is_some_and(|own| own.eq_ignore_ascii_case("unique"));
    let method = program.text_option(options, "using").map(|own| own.to_ascii_lowercase());
    let condition = program.option(options, "where").map(|own| program.written(own).to_owned());
    let online = program.flag(options, "concurrently") == Some(true);
    let usual = format!("{table}_{}", columns.join("_"));
    let index =
        Index { unique, method, condition, online, ..Index::over(name.or(Some(usual)), columns, place) };
    facts.schema_changes.push(SchemaChange::CreateIndex { schema: None, table: table.to_owned(), index });
    Some(())
}

fn constraint(
    program: &Program<'_>,
    table: &str,
    second: NodeId,
    place: Place,
    facts: &mut FileFacts,
) -> Option<()> {
    let own = [second];
    let columns = program.texts(program.option(&own, "fields")?);
    let name = program.text_option(&own, "name");
    let change = match program.text_option(&own, "type")?.to_ascii_lowercase().as_str() {
        "unique" => AlterTable::AddUnique(Key { name, columns, index: None, nulls_alike: false, place }),
        "primary key" => {
            AlterTable::AddPrimaryKey(Key { name, columns, index: None, nulls_alike: false, place })
        }
        "foreign key" => {
            let references = [program.option(&own, "references")?];
            let other = program.option(&references, "table")?;
            let field = program.text_option(&references, "field");
            let key =
                ForeignKey::over(columns, table_name(program, other)?, field.into_iter().collect(), place);
            let act = |name: &str| action(&program.text_option(&own, name)?);
            AlterTable::AddForeignKey(ForeignKey {
                name,
                on_delete: act("onDelete"),
                on_update: act("onUpdate"),
                ..key
            })
        }
        _ => return None,
    };
    alter(facts, table, change, place);
    Some(())
}
