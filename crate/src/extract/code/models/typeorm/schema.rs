//! `new EntitySchema({ name: "Pet", columns: { ... } })`

use super::columns::options;
use crate::detect::Dialect;
use crate::extract::code::models::draft::{Draft, action};
use crate::extract::code::models::names::camel;
use crate::extract::code::models::program::Program;
use crate::extract::code::syntax::{NodeId, NodeKind, Property};
use crate::facts::snake;
use crate::facts::{Column, Index, Link, MadeColumn, Model, ModelKind, Relation};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        if call.creates
            && program.callee(call).name == "EntitySchema"
            && let Some(own) = call.arguments.first()
        {
            models.extend(model(program, id, *own));
        }
    }
}

fn model(program: &Program<'_>, id: NodeId, own: NodeId) -> Option<Model> {
    let own = [own];
    let name_at = program.option(&own, "name")?;
    let name = program.text(name_at)?;
    let table = program.text_option(&own, "tableName").unwrap_or_else(|| snake(&name));
    let places = (program.place(name_at), program.place(id));
    let mut draft = Draft::new(&name, ModelKind::Table, Dialect::Generic, (table, places.0, places.1));
    for property in program.option(&own, "columns").and_then(|own| program.object(own)).unwrap_or_default() {
        column(program, &mut draft, property);
    }
    for property in program.option(&own, "relations").and_then(|own| program.object(own)).unwrap_or_default()
    {
        let relation = relation(program, property);
        draft.model.relations.extend(relation);
    }
    for (list, unique) in [("indices", false), ("uniques", true)] {
        let Some(NodeKind::Array(items)) = program.option(&own, list).map(|own| program.tree.kind(own))
        else {
            continue;
        };
        for item in items {
            let arguments = [*item];
            let fields =
                program.option(&arguments, "columns").map(|own| program.texts(own)).unwrap_or_default();
            let (columns, place) = (draft.columns(&fields), program.place(*item));
            let name = program.text_option(&arguments, "name");
            if unique || program.flag(&arguments, "unique") == Some(true) {
                draft.unique(name, columns, place);
            } else {
                draft.index(Index::over(name, columns, place));
            }
        }
    }
    Some(draft.model)
}

fn column(program: &Program<'_>, draft: &mut Draft, property: &Property) {
    let Some(key) = property.key.as_deref() else { return };
    let own = [property.value];
    let name = program.text_option(&own, "name").unwrap_or_else(|| key.to_owned());
    let mut column = Column::new(name, program.named(property.named));
    let type_ = program.option(&own, "type");
    let constructor = type_.and_then(|own| program.last_name(own)).map(str::to_ascii_lowercase);
    let type_ = type_.and_then(|own| program.text(own)).or(constructor).unwrap_or_default();
    let usual = match type_.as_str() {
        "string" => "varchar",
        "number" => "int",
        "date" => "timestamp",
        other => other,
    };
    options(program, &mut column, &own, usual);
    column.type_.place = program.place(property.value);
    if program.flag(&own, "primary") == Some(true) {
        draft.key_column(None, &column.name, column.place);
        column.nullable = false;
    }
    if program.flag(&own, "unique") == Some(true) {
        draft.unique(None, vec![column.name.clone()], column.place);
    }
    draft.add(key, column);
}

fn relation(program: &Program<'_>, property: &Property) -> Option<Relation> {
    let key = property.key.as_deref()?;
    let own = [property.value];
    let type_ = program.text_option(&own, "type")?;
    let join = program.option(&own, "joinColumn");
    if type_ != "many-to-one" && (type_ != "one-to-one" || join.is_none()) {
        return None;
    }
    let target = program.option(&own, "target")?;
    let name = join.and_then(|join| program.text_option(&[join], "name"));
    Some(Relation {
        name: None,
        target: program.text(target).or_else(|| program.last_name(target).map(str::to_owned))?,
        link: Link::Columns {
            columns: vec![name.unwrap_or_else(|| format!("{}{{Key}}", camel(key)))],
            referred: Vec::new(),
            made: MadeColumn {
                nullable: program.flag(&own, "nullable") != Some(false),
                unique: type_ == "one-to-one",
                ..MadeColumn::default()
            },
        },
        place: program.place(property.value),
        on_delete: program.text_option(&own, "onDelete").and_then(|own| action(&own)),
        on_update: program.text_option(&own, "onUpdate").and_then(|own| action(&own)),
    })
}
