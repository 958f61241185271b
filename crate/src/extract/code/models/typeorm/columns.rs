//! Members that are columns.

use super::{PACKAGE, Reader};
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::models::draft::{Draft, sql_type};
use crate::extract::code::models::marks::Mark;
use crate::extract::code::models::program::Program;
use crate::extract::code::syntax::{Member, NodeId, NodeKind};
use crate::extract::sql;
use crate::facts::{Column, Located, TypeFamily};

/// Marks that make a column, each with the type that it has where nothing else says one.
const COLUMNS: &[(&str, &str)] = &[
    ("Column", ""),
    ("PrimaryColumn", ""),
    ("PrimaryGeneratedColumn", "int"),
    ("CreateDateColumn", "timestamp"),
    ("UpdateDateColumn", "timestamp"),
    ("DeleteDateColumn", "timestamp"),
    ("VersionColumn", "int"),
    ("ObjectIdColumn", "objectid"),
];

impl Reader<'_, '_> {
    pub(super) fn column(&self, draft: &mut Draft, key: &str, member: &Member, marks: &[Mark<'_>]) {
        let known =
            |mark: &&Mark<'_>| mark.module == PACKAGE && COLUMNS.iter().any(|(own, _)| *own == mark.name);
        let Some(mark) = marks.iter().find(known) else { return };
        let usual = COLUMNS.iter().find(|(own, _)| *own == mark.name).map_or("", |(_, usual)| usual);
        let first = mark.arguments.first().copied();
        // `@Column(() => Address)`: the columns of another class.
        if first.is_some_and(|first| self.program.function(first).is_some()) {
            return;
        }
        let program = self.program;
        let given = program.text_option(mark.arguments, "name");
        draft.model.implicit.extend(given.is_none().then(|| key.to_owned()));
        let name = given.unwrap_or_else(|| key.to_owned());
        let mut column = Column::new(name, program.named(member.named));
        let said = program.first_text(mark.arguments).filter(|_| mark.name != "PrimaryGeneratedColumn");
        let said = said.or_else(|| program.text_option(mark.arguments, "type"));
        let usual = if usual.is_empty() { by_language(program.type_of_member(member)) } else { usual };
        options(program, &mut column, mark.arguments, said.as_deref().unwrap_or(usual));
        column.type_.place = mark.place;
        self.special(draft, &mut column, mark);
        if program.flag(mark.arguments, "unique") == Some(true) {
            draft.unique(None, vec![column.name.clone()], mark.place);
        }
        if marks.iter().any(|mark| mark.name == "Generated") {
            column.generated = true;
        }
        if mark.name.starts_with("Primary") || program.flag(mark.arguments, "primary") == Some(true) {
            column.nullable = false;
            draft.key_column(None, &column.name, mark.place);
        }
        draft.add(key, column);
    }

    /// What a mark for one purpose brings along.
    fn special(&self, draft: &mut Draft, column: &mut Column, mark: &Mark<'_>) {
        let now = Located { value: "now()".to_owned(), place: mark.place };
        match mark.name {
            "PrimaryGeneratedColumn" => match self.program.first_text(mark.arguments).as_deref() {
                Some("uuid") => {
                    "uuid".clone_into(&mut column.type_.text);
                    column.type_.family = TypeFamily::Uuid;
                    column.default = Some(Located { value: "uuid_generate_v4()".to_owned(), ..now });
                }
                _ => column.generated = true,
            },
            "CreateDateColumn" => column.default = column.default.take().or(Some(now)),
            "UpdateDateColumn" => {
                column.default = column.default.take().or(Some(now));
                column.on_change = Some(mark.place);
            }
            "DeleteDateColumn" => column.nullable = true,
            "ObjectIdColumn" => draft.key(None, vec![column.name.clone()], mark.place),
            _ => {}
        }
    }
}

/// What options say of a column of a type.
pub(super) fn options(program: &Program<'_>, column: &mut Column, arguments: &[NodeId], type_: &str) {
    let numbers = ["length", "width", "precision", "scale"];
    let numbers = numbers.iter().filter_map(|name| {
        let value = program.option(arguments, name)?;
        Some(program.text(value).unwrap_or_else(|| program.written(value).to_owned()))
    });
    let numbers: Vec<String> = numbers.collect();
    let listed = program.option(arguments, "enum");
    let type_ = if listed.is_some() && type_ != "simple-enum" && type_ != "set" { "enum" } else { type_ };
    let text = sql_type("typeorm", type_, &numbers).unwrap_or_else(|| match numbers.as_slice() {
        [] => type_.to_owned(),
        numbers => format!("{type_}({})", numbers.join(", ")),
    });
    column.type_.family = sql::family(&text, Dialect::Generic);
    column.type_.text = text;
    if let Some(listed) = listed {
        column.values = program.texts(listed);
    }
    if program.flag(arguments, "array") == Some(true) {
        column.type_.text.push_str("[]");
        column.type_.family = TypeFamily::Array;
    }
    column.nullable = program.flag(arguments, "nullable") == Some(true);
    column.described = program.option(arguments, "comment").is_some();
    if let Some(default) = program.option(arguments, "default") {
        column.default = default_of(program, default);
    }
    match program.option(arguments, "generated").map(|own| program.tree.kind(own)) {
        Some(NodeKind::Boolean(true)) => column.generated = true,
        Some(NodeKind::Text(way)) => column.generated = &**way != "uuid",
        _ => {}
    }
    let written = program.option(arguments, "onUpdate").map(|own| program.place(own));
    column.on_change = written;
}

/// A default may be SQL behind a function: `() => "CURRENT_TIMESTAMP"`.
fn default_of(program: &Program<'_>, default: NodeId) -> Option<Located<String>> {
    let place: Place = program.place(default);
    match program.function(default) {
        Some(_) => program.text(program.returned(default)).map(|value| Located { value, place }),
        None => program.default(default),
    }
}

/// The type of a column by that of its member.
fn by_language(type_: &str) -> &'static str {
    match type_ {
        "number" => "int",
        "boolean" => "boolean",
        "Date" => "timestamp",
        "Buffer" => "bytea",
        "string" => "varchar",
        _ => "",
    }
}
