//! One line of a table's builder.

use super::{Change, located, step};
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::models::draft::{action, sql_type};
use crate::extract::code::models::program::{Program, Step};
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::{AlterTable, Column, ForeignKey, TypeFamily};

pub(super) fn line(
    program: &Program<'_>,
    root: NodeId,
    call: &Call,
    steps: &[Step<'_>],
    changes: &mut Vec<Change>,
) {
    let name = program.callee(call).name;
    let place = program.place(root);
    let first = call.arguments.first().copied();
    let texts = first.map(|own| program.texts(own)).unwrap_or_default();
    let second = call.arguments.get(1).copied();
    let given = second.and_then(|own| program.text(own).or_else(|| program.text_option(&[own], "indexName")));
    match name {
        "primary" => changes.push(Change::Key(texts, place)),
        "unique" => changes.push(Change::Unique(given, texts, place)),
        "index" => changes.push(Change::Index(given, texts, place)),
        "foreign" => {
            let reference = reference(program, texts, steps, place);
            changes.extend(reference.map(Change::Reference));
        }
        "timestamps" => times(program, call, place, changes),
        "dropTimestamps" => {
            for column in ["created_at", "updated_at"] {
                changes.push(Change::Other(AlterTable::DropColumn(column.to_owned()), place));
            }
        }
        "dropColumn" | "dropColumns" => {
            for column in call.arguments.iter().flat_map(|own| program.texts(*own)) {
                changes.push(Change::Other(AlterTable::DropColumn(column), place));
            }
        }
        "renameColumn" => {
            if let (Some(from), Some(to)) = (texts.first(), given) {
                let change = AlterTable::RenameColumn { from: from.clone(), to };
                changes.push(Change::Other(change, place));
            }
        }
        "setNullable" | "dropNullable" => {
            let nullable = name == "setNullable";
            let change = texts.first().map(|column| AlterTable::SetNullable {
                column: column.clone(),
                nullable,
                unchecked: None,
            });
            changes.extend(change.map(|change| Change::Other(change, place)));
        }
        "dropPrimary" => changes.push(Change::Other(AlterTable::DropPrimaryKey, place)),
        "dropForeign" | "dropUnique" | "dropIndex" => {
            let change = given.map(AlterTable::DropConstraint);
            changes.extend(change.map(|change| Change::Other(change, place)));
        }
        _ => column(program, root, call, steps, changes),
    }
}

fn times(program: &Program<'_>, call: &Call, place: Place, changes: &mut Vec<Change>) {
    let yes = |at: usize, name: &str| {
        let own = call.arguments.get(at).is_some_and(|own| program.is_true(*own));
        own || program.flag(&call.arguments, name) == Some(true)
    };
    let camel = yes(2, "useCamelCase");
    let names = if camel { ["createdAt", "updatedAt"] } else { ["created_at", "updated_at"] };
    for name in names {
        let mut column = Column::new(name.to_owned(), place);
        "timestamp with time zone".clone_into(&mut column.type_.text);
        column.type_.place = place;
        column.type_.family = TypeFamily::Timestamp { zoned: true };
        if yes(1, "defaultToNow") {
            column.nullable = false;
            column.default = Some(located("CURRENT_TIMESTAMP", place));
        }
        changes.push(Change::Column(column));
    }
}

fn column(program: &Program<'_>, root: NodeId, call: &Call, steps: &[Step<'_>], changes: &mut Vec<Change>) {
    let kind = program.callee(call).name;
    let counted = matches!(
        kind,
        "increments"
            | "bigIncrements"
            | "bigincrements"
            | "smallincrements"
            | "tinyincrements"
            | "mediumincrements"
    );
    let name_at = call.arguments.first().copied();
    let text = name_at.and_then(|own| program.text(own));
    let Some(name) = text.or_else(|| counted.then(|| "id".to_owned())) else { return };
    let place = name_at.map_or(program.place(root), |own| program.place(own));
    let mut column = Column::new(name, place);
    let Some(text) = column_type(program, &mut column, kind, call) else { return };
    column.type_.family = sql::family(&text, Dialect::Generic);
    column.type_.text = text;
    column.type_.place = program.place(root);
    let own = vec![column.name.clone()];
    let mut after = Vec::new();
    if counted {
        column.generated = true;
        column.nullable = false;
        after.push(Change::Key(own.clone(), place));
    }
    for step in steps {
        let given = step
            .arguments
            .first()
            .and_then(|own| program.text(*own).or_else(|| program.text_option(&[*own], "indexName")));
        match step.name {
            "notNullable" | "notNull" => column.nullable = false,
            "nullable" => {
                column.nullable = step.arguments.first().is_none_or(|own| program.written(*own) != "false");
            }
            "defaultTo" | "default" => {
                column.default = step.arguments.first().and_then(|own| default(program, *own));
            }
            "primary" => {
                column.nullable = false;
                after.push(Change::Key(own.clone(), step.place));
            }
            "unique" => after.push(Change::Unique(given, own.clone(), step.place)),
            "index" => after.push(Change::Index(given, own.clone(), step.place)),
            "comment" => column.described = true,
            "unsigned" if !column.type_.text.contains("unsigned") => column.type_.text.push_str(" unsigned"),
            _ => {}
        }
    }
    let place = program.place(root);
    after.extend(reference(program, own, steps, place).map(Change::Reference));
    let replaced = step(steps, "alter").is_some();
    changes.push(if replaced { Change::Replace(column) } else { Change::Column(column) });
    changes.extend(after);
}

/// The type in SQL; none where the call makes no column.
fn column_type(program: &Program<'_>, column: &mut Column, kind: &str, call: &Call) -> Option<String> {
    let rest = call.arguments.get(1..).unwrap_or_default();
    match kind {
        "specificType" => return rest.first().and_then(|own| program.text(*own)),
        "enum" | "enu" => column.values = rest.first().map(|own| program.texts(*own)).unwrap_or_default(),
        "text" => {
            return Some(
                rest.first().and_then(|own| program.text(*own)).unwrap_or_else(|| "text".to_owned()),
            );
        }
        "timestamp" | "datetime" | "dateTime" => {
            let unzoned = program.flag(rest, "useTz") == Some(false);
            return Some(if unzoned { "timestamp" } else { "timestamp with time zone" }.to_owned());
        }
        _ => {}
    }
    let numbers = rest.iter().filter(|own| matches!(program.tree.kind(**own), NodeKind::Number(_)));
    let numbers: Vec<String> = numbers.map(|own| program.written(*own).to_owned()).collect();
    sql_type("knex", kind, &numbers)
}

/// `knex.fn.now()`, `knex.raw("gen_random_uuid()")` and constants.
fn default(program: &Program<'_>, value: NodeId) -> Option<crate::facts::Located<String>> {
    let Some(call) = program.call(value) else { return program.default(value) };
    let place = program.place(value);
    match program.callee(call).name {
        "now" => Some(located("CURRENT_TIMESTAMP", place)),
        "uuid" => Some(located("gen_random_uuid()", place)),
        "raw" => Some(located(&program.first_text(&call.arguments)?, place)),
        _ => program.default(value),
    }
}

/// `.references("id").inTable("users")` and `.references("users.id")`
fn reference(
    program: &Program<'_>,
    columns: Vec<String>,
    steps: &[Step<'_>],
    place: Place,
) -> Option<ForeignKey> {
    let references = step(steps, "references")?;
    let referred = program.texts(*references.arguments.first()?);
    let table = step(steps, "inTable").and_then(|own| program.first_text(own.arguments));
    let (table, referred) = match (table, referred.first()?.split_once('.')) {
        (Some(table), _) => (table, referred),
        (None, Some((table, column))) => (table.to_owned(), vec![column.to_owned()]),
        (None, None) => return None,
    };
    let act = |name: &str| action(&program.first_text(step(steps, name)?.arguments)?);
    let key = ForeignKey::over(columns, table, referred, place);
    let name = step(steps, "withKeyName").and_then(|own| program.first_text(own.arguments));
    Some(ForeignKey { name, on_delete: act("onDelete"), on_update: act("onUpdate"), ..key })
}
