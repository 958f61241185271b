//! A model while it is read: what every object mapper says of a table, in whatever words.

use super::program::Program;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::frameworks;
use crate::extract::code::syntax::NodeId;
use crate::extract::sql;
use crate::facts::{Action, Column, Index, Key, Located, Model, ModelKind, Table, TypeFamily};

/// More than any database takes.
const MOST_COLUMNS: usize = 2_000;

pub(super) struct Draft {
    pub model: Model,
}

impl Draft {
    pub(super) fn new(name: &str, kind: ModelKind, dialect: Dialect, table: (String, Place, Place)) -> Self {
        let (called, place, statement) = table;
        let engine = sql::engine(dialect);
        let table = Table { engine, modelled: true, ..Table::new(called, place, statement) };
        Self { model: Model::new(name, kind, table) }
    }

    pub(super) fn add(&mut self, field: &str, column: Column) {
        let table = &mut self.model.table;
        if table.columns.len() < MOST_COLUMNS && !table.columns.iter().any(|own| own.name == column.name) {
            self.model.fields.push((field.to_owned(), column.name.clone()));
            table.columns.push(column);
        }
    }

    /// The columns of fields.
    pub(super) fn columns(&self, fields: &[String]) -> Vec<String> {
        fields.iter().map(|field| self.model.column_of(field).to_owned()).collect()
    }

    /// The classes that a class extends, but for the library's own.
    pub(super) fn extends(&mut self, program: &Program<'_>, parents: &[NodeId], package: &str) {
        let names = parents.iter().filter_map(|parent| program.last_name(*parent));
        let own = |name: &str| program.import(name).is_some_and(|(module, _)| module.starts_with(package));
        let names = names.filter(|name| !own(name)).map(|name| name.rsplit('.').next().unwrap_or(name));
        self.model.parents.extend(names.map(str::to_owned));
    }

    /// A primary key of columns, which can be no nulls.
    pub(super) fn key(&mut self, name: Option<String>, columns: Vec<String>, place: Place) {
        for column in self.model.table.columns.iter_mut().filter(|own| columns.contains(&own.name)) {
            column.nullable = false;
        }
        self.model.table.primary_key = Some(Key { name, columns, index: None, nulls_alike: false, place });
    }

    /// A column more of the primary key.
    pub(super) fn key_column(&mut self, name: Option<String>, column: &str, place: Place) {
        match &mut self.model.table.primary_key {
            Some(key) => key.columns.push(column.to_owned()),
            None => self.key(name, vec![column.to_owned()], place),
        }
    }

    pub(super) fn unique(&mut self, name: Option<String>, columns: Vec<String>, place: Place) {
        self.model.table.uniques.push(Key { name, columns, index: None, nulls_alike: false, place });
    }

    pub(super) fn index(&mut self, index: Index) {
        self.model.table.indexes.push(index);
    }

    /// A name as PostgreSQL's mappers make it: `users_email_unique`.
    pub(super) fn name(&self, columns: &[String], end: &str) -> String {
        format!("{}_{}_{end}", self.model.table.name, columns.join("_"))
    }
}

/// The SQL type that a mapper makes of one of its own, with the arguments that it is given; a pattern with
/// parentheses takes them, and has usual ones between them.
pub(super) fn sql_type(mapper: &str, own: &str, arguments: &[String]) -> Option<String> {
    let types = frameworks::types(mapper)?;
    let pattern = types.get(own)?;
    let Some((head, rest)) = pattern.split_once('(').filter(|_| !arguments.is_empty()) else {
        return Some(pattern.replace("()", ""));
    };
    let tail = rest.split_once(')').map_or("", |(_, tail)| tail);
    Some(format!("{head}({}){tail}", arguments.join(", ")))
}

/// What a mapper calls an action: `CASCADE`, `set null`, `SetNull`.
pub(super) fn action(text: &str) -> Option<Action> {
    let plain: String = text.chars().filter(char::is_ascii_alphabetic).collect();
    Some(match plain.to_ascii_lowercase().as_str() {
        "cascade" => Action::Cascade,
        "restrict" => Action::Restrict,
        "noaction" => Action::NoAction,
        "setnull" => Action::SetNull,
        "setdefault" => Action::SetDefault,
        _ => return None,
    })
}

impl Program<'_> {
    /// A value as the default of a column: constants as SQL spells them, everything else as written.
    pub(super) fn default(&self, id: NodeId) -> Option<Located<String>> {
        use crate::extract::code::syntax::NodeKind;
        let value = match self.tree.kind(self.value(id)) {
            NodeKind::Text(text) => format!("'{}'", text.replace('\'', "''")),
            NodeKind::Nothing => return None,
            NodeKind::Template { tag: Some(_), parts } => {
                parts.iter().map(|part| self.text(*part).unwrap_or_default()).collect()
            }
            _ => self.written(id).to_owned(),
        };
        Some(Located { value, place: self.place(id) })
    }
}

/// A number that the database counts up by itself.
pub(super) fn counts(type_: &str) -> bool {
    matches!(type_, "serial" | "bigserial" | "smallserial")
}

/// Mappers write such a type in universal time and read it so, whatever the database keeps.
pub(super) fn in_universal_time(column: &mut Column) {
    if let TypeFamily::Timestamp { zoned } = &mut column.type_.family {
        *zoned = true;
    }
}

/// Gives a column the SQL type of a mapper's own, or that own one where no table has it.
pub(super) fn set_type(column: &mut Column, mapper: &str, own: &str, arguments: &[String]) {
    let text = sql_type(mapper, own, arguments).unwrap_or_else(|| own.to_owned());
    column.type_.family = sql::family(&text, Dialect::Generic);
    column.type_.text = text;
}

/// A number that the database counts up, as a key that nobody has to declare.
pub(super) fn usual_key(name: &str, place: Place) -> Column {
    let mut column = Column { nullable: false, generated: true, ..Column::new(name.to_owned(), place) };
    "bigint".clone_into(&mut column.type_.text);
    column.type_.family = TypeFamily::Integer { bits: 64 };
    column
}
