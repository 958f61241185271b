//! `SQLAlchemy` and `SQLModel`: tables as classes whose fields are columns, and as values of `Table(...)`.

mod columns;
mod constraints;

use super::draft::Draft;
use super::program::Program;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Call, Class, Member, NodeId, NodeKind};
use crate::facts::{Model, ModelKind, Table, snake};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let reader = Reader { program };
    for (id, class) in program.classes() {
        models.extend(reader.class(id, class));
    }
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        match program.callee(call).name.rsplit('.').next() {
            Some("Table") => models.extend(reader.table(id, call)),
            // What is made so has no columns of its own.
            Some("declarative_base" | "automap_base") => {
                let name = program.name_of(id).unwrap_or("Base");
                let place = program.place(id);
                let table = Table::new(String::new(), place, place);
                models.push(Model::new(name, ModelKind::Part, table));
            }
            _ => {}
        }
    }
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
}

impl Reader<'_, '_> {
    fn class(&self, id: NodeId, class: &Class) -> Option<Model> {
        let program = self.program;
        let name = class.name.as_deref()?;
        let member = |key: &str| class.members.iter().find(|own| own.key.as_deref() == Some(key));
        let of_sqlmodel = program.modules().any(|module| module == "sqlmodel") && !class.parents.is_empty();
        let given = member("__tablename__");
        let abstract_ = member("__abstract__").is_some_and(|own| program.is_true(own.value));
        let declared = given.is_some() || self.is_table(id) || member("__table_args__").is_some();
        let named = !declared && class.parents.iter().any(|parent| self.names_tables(*parent));
        let kind = if (declared || named) && !abstract_ { ModelKind::Table } else { ModelKind::Part };
        let usual = if of_sqlmodel { name.to_lowercase() } else { snake(name) };
        let table = match kind {
            ModelKind::Table => given.and_then(|own| program.text(own.value)).unwrap_or(usual),
            _ => String::new(),
        };
        let places = (program.class_place(id, name), program.place(id));
        let mut draft = Draft::new(name, kind, Dialect::Generic, (table, places.0, places.1));
        self.extends(&mut draft, class);
        draft.model.keyed = true;
        for own in &class.members {
            if let Some(key) = own.key.as_deref().filter(|key| !key.starts_with("__")) {
                self.member(&mut draft, key, own, of_sqlmodel);
            }
        }
        if let Some(own) = member("__table_args__") {
            self.arguments(&mut draft, own.value);
        }
        let is_base = class.parents.iter().any(|own| program.last_name(*own).is_some_and(is_library));
        let some =
            kind == ModelKind::Table || !draft.model.fields.is_empty() || !draft.model.relations.is_empty();
        (some || is_base).then_some(draft.model)
    }

    /// `class Hero(SQLModel, table=True)`
    fn is_table(&self, id: NodeId) -> bool {
        let written = self.program.written(id);
        let head = written.lines().take_while(|line| !line.trim_end().ends_with("):")).count();
        let head: String = written.lines().take(head + 1).flat_map(str::split_whitespace).collect();
        head.contains("table=True")
    }

    /// `db.Model` names its tables by itself.
    fn names_tables(&self, parent: NodeId) -> bool {
        match self.program.tree.kind(parent) {
            NodeKind::Member { object, name } => {
                &**name == "Model" && self.program.last_name(*object).is_some_and(|own| own.ends_with("db"))
            }
            _ => false,
        }
    }

    fn extends(&self, draft: &mut Draft, class: &Class) {
        let names = class.parents.iter().filter(|parent| !self.names_tables(**parent));
        let names = names.filter_map(|parent| self.program.last_name(*parent));
        let names = names.map(|name| name.rsplit('.').next().unwrap_or(name));
        draft.model.parents.extend(names.filter(|name| !is_library(name)).map(str::to_owned));
    }

    fn member(&self, draft: &mut Draft, key: &str, member: &Member, of_sqlmodel: bool) {
        let program = self.program;
        let place = program.named(member.named);
        let call = program.call(member.value);
        let callee = call.map(|call| program.callee(call).name.rsplit('.').next().unwrap_or_default());
        match (callee, call) {
            (Some("Column" | "mapped_column"), Some(call)) => {
                self.column(draft, (key, place), &call.arguments, Some(member));
            }
            (Some("Field"), Some(call)) if of_sqlmodel => self.field(draft, (key, place), call, member),
            (
                Some("relationship" | "Relationship" | "relation" | "column_property" | "association_proxy"),
                _,
            ) => {}
            _ if member.annotation.is_some() && (of_sqlmodel || is_mapped(member)) => {
                self.column(draft, (key, place), &[], Some(member));
            }
            _ => {}
        }
    }

    /// `users = Table("users", metadata, Column(...))`
    fn table(&self, id: NodeId, call: &Call) -> Option<Model> {
        let program = self.program;
        let name = program.first_text(&call.arguments)?;
        let place: Place = program.place(*call.arguments.first()?);
        let called = program.name_of(id).unwrap_or(&name);
        let mut draft =
            Draft::new(called, ModelKind::Table, Dialect::Generic, (name.clone(), place, program.place(id)));
        for argument in call.arguments.iter().skip(1) {
            let Some(inner) = program.call(*argument) else { continue };
            if program.callee(inner).name.rsplit('.').next() == Some("Column") {
                let Some(key) = program.first_text(&inner.arguments) else { continue };
                self.column(&mut draft, (&key, program.place(*argument)), &inner.arguments, None);
            } else {
                self.argument(&mut draft, *argument);
            }
        }
        (!draft.model.fields.is_empty()).then_some(draft.model)
    }
}

/// Classes of the libraries that bring no columns.
fn is_library(name: &str) -> bool {
    matches!(
        name.rsplit('.').next().unwrap_or(name),
        "DeclarativeBase"
            | "DeclarativeBaseNoMeta"
            | "MappedAsDataclass"
            | "AsyncAttrs"
            | "SQLModel"
            | "BaseModel"
            | "UserMixin"
            | "SerializerMixin"
            | "Generic"
            | "ABC"
            | "Enum"
            | "object"
    )
}

/// `name: Mapped[str]`
fn is_mapped(member: &Member) -> bool {
    let written = member.type_.as_deref().unwrap_or_default();
    written.split('[').next().is_some_and(|own| own.rsplit('.').next() == Some("Mapped"))
}
