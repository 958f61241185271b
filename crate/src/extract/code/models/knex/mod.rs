//! Knex: migrations that build tables by calls.

mod columns;

use super::draft::Draft;
use super::program::{Program, Step};
use super::steps::alter;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::{
    AlterTable, Column, FileFacts, ForeignKey, Index, Key, Located, Model, ModelKind, SchemaChange, Table,
};

pub(super) fn read(program: &Program<'_>, facts: &mut FileFacts) {
    for (id, call) in program.forward() {
        let callee = program.callee(call);
        if callee.on.is_some_and(|on| is_schema(program, on)) {
            statement(program, id, call, callee.name, facts);
        } else if callee.name == "raw" && call.arguments.len() == 1 {
            call.arguments.iter().for_each(|text| program.statements(*text, facts));
        }
    }
}

/// `knex.schema`, with calls on it before.
fn is_schema(program: &Program<'_>, id: NodeId) -> bool {
    let mut at = id;
    for _ in 0..64 {
        match program.tree.kind(at) {
            NodeKind::Call(call) => at = call.callee,
            NodeKind::Member { name, .. } if &**name == "schema" => return true,
            NodeKind::Member { object, .. } => at = *object,
            NodeKind::Await(inner) => at = *inner,
            NodeKind::Name(name) => return &**name == "schema",
            _ => return false,
        }
    }
    false
}

fn statement(program: &Program<'_>, id: NodeId, call: &Call, name: &str, facts: &mut FileFacts) {
    let Some(first) = call.arguments.first().copied() else { return };
    if name == "raw" {
        program.statements(first, facts);
        return;
    }
    let Some(table) = program.text(first) else { return };
    let place = program.place(first);
    match name {
        "createTable" | "createTableIfNotExists" => {
            let statement = program.place(id);
            let mut draft =
                Draft::new(&table, ModelKind::Table, Dialect::Generic, (table.clone(), place, statement));
            for change in changes(program, call) {
                take(&mut draft, change);
            }
            facts.schema_changes.push(SchemaChange::CreateTable(draft.model.table));
        }
        "alterTable" | "table" => {
            for change in changes(program, call) {
                make(facts, &table, change);
            }
        }
        "dropTable" | "dropTableIfExists" => {
            facts.schema_changes.push(SchemaChange::DropTable { schema: None, name: table, place });
        }
        "renameTable" => {
            let to = call.arguments.get(1).and_then(|to| program.text(*to));
            let change = to.map(|to| SchemaChange::RenameTable { schema: None, name: table, to, place });
            facts.schema_changes.extend(change);
        }
        _ => {}
    }
}

/// What one line says of a table.
enum Change {
    Column(Column),
    /// The column exists and is made anew.
    Replace(Column),
    Key(Vec<String>, Place),
    Unique(Option<String>, Vec<String>, Place),
    Index(Option<String>, Vec<String>, Place),
    Reference(ForeignKey),
    Other(AlterTable, Place),
}

/// The lines of `(table) => { table.string("name").notNullable(); }`, in order.
fn changes(program: &Program<'_>, call: &Call) -> Vec<Change> {
    let functions = call.arguments.iter().rev().find_map(|own| program.function(*own));
    let Some(function) = functions else { return Vec::new() };
    let builder = function.parameters.first().and_then(|own| program.last_name(own.pattern));
    let statements: Vec<NodeId> = match program.tree.kind(function.body) {
        NodeKind::Block(statements) => statements.clone(),
        _ => vec![function.body],
    };
    let mut changes = Vec::new();
    for statement in statements {
        let (root, steps) = program.chain(statement);
        let Some(call) = program.call(root) else { continue };
        let callee = program.callee(call);
        let on = callee.on.map(|on| program.tree.kind(on));
        let own = match on {
            Some(NodeKind::Name(name)) => builder == Some(&**name),
            Some(NodeKind::This) => true,
            _ => false,
        };
        if own {
            columns::line(program, root, call, &steps, &mut changes);
        }
    }
    changes
}

fn take(draft: &mut Draft, change: Change) {
    let name =
        |columns: &[String], end: &str| format!("{}_{}_{end}", draft.model.table.name, columns.join("_"));
    match change {
        Change::Column(column) | Change::Replace(column) => {
            let field = column.name.clone();
            draft.add(&field, column);
        }
        Change::Key(columns, place) => {
            draft.key(Some(format!("{}_pkey", draft.model.table.name)), columns, place);
        }
        Change::Unique(own, columns, place) => {
            let name = own.unwrap_or_else(|| name(&columns, "unique"));
            draft.unique(Some(name), columns, place);
        }
        Change::Index(own, columns, place) => {
            let name = own.unwrap_or_else(|| name(&columns, "index"));
            draft.index(Index::over(Some(name), columns, place));
        }
        Change::Reference(key) => {
            let name = name(&key.columns, "foreign");
            draft.model.table.foreign_keys.push(ForeignKey { name: key.name.or(Some(name)), ..key });
        }
        Change::Other(..) => {}
    }
}

fn make(facts: &mut FileFacts, table: &str, change: Change) {
    let name = |columns: &[String], end: &str| Some(format!("{table}_{}_{end}", columns.join("_")));
    match change {
        Change::Column(column) => {
            let place = column.place;
            alter(facts, table, AlterTable::AddColumn(column), place);
        }
        Change::Replace(column) => {
            let place = column.place;
            alter(facts, table, AlterTable::ReplaceColumn { name: column.name.clone(), column }, place);
        }
        Change::Key(columns, place) => {
            alter(
                facts,
                table,
                AlterTable::AddPrimaryKey(Key {
                    name: None,
                    columns,
                    index: None,
                    nulls_alike: false,
                    place,
                }),
                place,
            );
        }
        Change::Unique(own, columns, place) => {
            let name = own.or_else(|| name(&columns, "unique"));
            alter(
                facts,
                table,
                AlterTable::AddUnique(Key { name, columns, index: None, nulls_alike: false, place }),
                place,
            );
        }
        Change::Index(own, columns, place) => {
            let index = Index::over(own.or_else(|| name(&columns, "index")), columns, place);
            facts.schema_changes.push(SchemaChange::CreateIndex {
                schema: None,
                table: table.to_owned(),
                index,
            });
        }
        Change::Reference(key) => {
            let (place, name) = (key.place, name(&key.columns, "foreign"));
            let key = ForeignKey { name: key.name.or(name), ..key };
            alter(facts, table, AlterTable::AddForeignKey(key), place);
        }
        Change::Other(change, place) => alter(facts, table, change, place),
    }
}

/// `static tableName = "users"` of Objection: the name of a table that migrations make.
pub(super) fn named(program: &Program<'_>, models: &mut Vec<Model>) {
    for (id, class) in program.classes() {
        let (Some(name), Some(_)) = (class.name.as_deref(), class.parents.first()) else { continue };
        let member = class.members.iter().find(|own| own.key.as_deref() == Some("tableName"));
        let Some(table) = member.and_then(|own| program.text(program.returned(own.value))) else { continue };
        let table = Table::new(table, program.class_place(id, name), program.place(id));
        models.push(Model::new(name, ModelKind::Names, table));
    }
}

fn located(value: &str, place: Place) -> Located<String> {
    Located { value: value.to_owned(), place }
}

fn step<'s, 'a>(steps: &'s [Step<'a>], name: &str) -> Option<&'s Step<'a>> {
    steps.iter().find(|step| step.name == name)
}
