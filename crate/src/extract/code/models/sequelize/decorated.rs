//! Classes with marks: `@Table`, `@Column`, `@ForeignKey`.

use super::attributes::attribute;
use super::{Named, Settings};
use crate::extract::code::models::draft::{Draft, action, sql_type};
use crate::extract::code::models::marks::Mark;
use crate::extract::code::models::program::Program;
use crate::extract::code::syntax::{Class, Member, NodeId};
use crate::extract::sql;
use crate::facts::snake;
use crate::facts::{Action, Column, Index, Link, MadeColumn, Model, ModelKind, Relation};

const PACKAGE: &str = "sequelize-typescript";

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    for (id, class) in program.classes() {
        models.extend(model(program, id, class));
    }
}

fn model(program: &Program<'_>, id: NodeId, class: &Class) -> Option<Model> {
    let name = class.name.as_deref()?;
    let marks = program.marks(&class.decorators);
    let table = marks.iter().find(|mark| mark.name == "Table" && mark.module == PACKAGE);
    let settings = Settings::of(program, table.and_then(|mark| mark.arguments.first().copied()));
    let place = program.class_place(id, name);
    let mut draft = settings.draft(&Named { text: name.to_owned(), place }, program.place(id));
    draft.extends(program, &class.parents, "sequelize");
    for member in &class.members {
        if let Some(key) = member.key.as_deref() {
            let marks = program.marks(&member.decorators);
            let marks: Vec<Mark<'_>> = marks.into_iter().filter(|mark| mark.module == PACKAGE).collect();
            column(program, &mut draft, key, member, &marks, settings.underscored);
            relation(program, &mut draft, key, member, &marks);
        }
    }
    if table.is_none() {
        draft.model.kind = ModelKind::Part;
        draft.model.table.name.clear();
        return (!draft.model.fields.is_empty()).then_some(draft.model);
    }
    settings.finish(program, &mut draft, place);
    Some(draft.model)
}

fn column(
    program: &Program<'_>,
    draft: &mut Draft,
    key: &str,
    member: &Member,
    marks: &[Mark<'_>],
    underscored: bool,
) {
    let own = |name: &str| marks.iter().find(|mark| mark.name == name);
    let times = ["CreatedAt", "UpdatedAt", "DeletedAt"].iter().find_map(|name| own(name));
    let Some(mark) = own("Column").or(times) else { return };
    let place = program.named(member.named);
    let first = mark.arguments.first().copied();
    let given = first.and_then(|first| attribute(program, draft, (key, place), first, underscored));
    if first.is_some() && given.is_none() {
        return;
    }
    let usual = if underscored { snake(key) } else { key.to_owned() };
    let mut column = given.unwrap_or_else(|| Column::new(usual, place));
    if column.type_.text.is_empty() {
        let type_ = sql_type("sequelize", program.type_of_member(member), &[]).unwrap_or_default();
        column.type_.family = sql::family(&type_, crate::detect::Dialect::Generic);
        column.type_.text = type_;
        column.type_.place = mark.place;
    }
    if own("AllowNull")
        .is_some_and(|mark| mark.arguments.first().is_some_and(|own| program.written(*own) == "false"))
    {
        column.nullable = false;
    }
    if own("AutoIncrement").is_some() {
        column.generated = true;
    }
    if own("UpdatedAt").is_some() {
        column.on_change = Some(mark.place);
    }
    if let Some(default) = own("Default").and_then(|mark| mark.arguments.first()) {
        let client = program.function(*default).is_some() || program.last_name(*default).is_some();
        column.default = program.default(*default).filter(|_| !client);
    }
    if let Some(mark) = own("PrimaryKey") {
        column.nullable = false;
        draft.key_column(None, &column.name, mark.place);
    }
    if let Some(mark) = own("Unique") {
        draft.unique(None, vec![column.name.clone()], mark.place);
    }
    if let Some(mark) = own("Index") {
        draft.index(Index::over(program.first_text(mark.arguments), vec![column.name.clone()], mark.place));
    }
    draft.add(key, column);
}

fn relation(program: &Program<'_>, draft: &mut Draft, key: &str, member: &Member, marks: &[Mark<'_>]) {
    let named = marks.iter().find(|mark| matches!(mark.name, "ForeignKey" | "BelongsTo"));
    let Some(mark) = named else { return };
    let target =
        mark.arguments.first().map(|first| program.returned(*first)).and_then(|own| program.last_name(own));
    let given = mark
        .arguments
        .get(1)
        .and_then(|second| program.text(*second).or_else(|| program.text_option(&[*second], "foreignKey")));
    // Of the two marks of one reference, that with the column tells it.
    let column = match (mark.name, given) {
        ("ForeignKey", _) => key.to_owned(),
        (_, Some(column)) => column,
        _ => return,
    };
    let Some(target) = target else { return };
    let options = mark.arguments.get(1..).unwrap_or_default();
    let cascades = program.text_option(options, "onDelete");
    let nullable =
        draft.model.table.column(draft.model.column_of(&column)).is_none_or(|column| column.nullable);
    let usual = if nullable { Action::SetNull } else { Action::NoAction };
    // What `@BelongsTo` says goes before the usual of `@ForeignKey`.
    let at = if mark.name == "BelongsTo" { 0 } else { draft.model.relations.len() };
    let relation = Relation {
        name: None,
        target: target.to_owned(),
        link: Link::Columns {
            columns: vec![column],
            referred: Vec::new(),
            made: MadeColumn { nullable, ..MadeColumn::default() },
        },
        place: program.named(member.named),
        on_delete: cascades.and_then(|own| action(&own)).or(Some(usual)),
        on_update: Some(Action::Cascade),
    };
    draft.model.relations.insert(at, relation);
}
