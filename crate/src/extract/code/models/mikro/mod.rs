//! `MikroORM`: classes with marks, and entities as objects of properties.

mod properties;

use self::properties::{Said, said};
use super::draft::{Draft, action};
use super::program::Program;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Class, NodeId, NodeKind};
use crate::facts::snake;
use crate::facts::{Action, Column, Index, Link, MadeColumn, Model, ModelKind, Relation};

const PACKAGE: &str = "@mikro-orm/";

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let dialect = program.modules().find_map(dialect).unwrap_or(Dialect::Generic);
    let documents = program.modules().any(|module| module == "@mikro-orm/mongodb");
    let reader = Reader { program, dialect };
    let from = models.len();
    for (id, class) in program.classes() {
        models.extend(reader.class(id, class));
    }
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let callee = program.callee(call);
        let own = callee.name == "defineEntity" || (callee.name == "EntitySchema" && call.creates);
        if let Some(first) = call.arguments.first().filter(|_| own && callee.module.starts_with(PACKAGE)) {
            models.extend(reader.defined(id, *first));
        }
    }
    for model in models.iter_mut().skip(from).filter(|model| documents && model.kind == ModelKind::Table) {
        model.kind = ModelKind::Documents;
    }
}

fn dialect(module: &str) -> Option<Dialect> {
    Some(match module.strip_prefix(PACKAGE)? {
        "postgresql" => Dialect::PostgreSql,
        "mysql" | "mariadb" => Dialect::MySql,
        "sqlite" | "libsql" | "better-sqlite" => Dialect::Sqlite,
        "mssql" => Dialect::SqlServer,
        _ => return None,
    })
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
    dialect: Dialect,
}

impl Reader<'_, '_> {
    fn class(&self, id: NodeId, class: &Class) -> Option<Model> {
        let program = self.program;
        let name = class.name.as_deref()?;
        let marks = program.marks(&class.decorators);
        let entity = marks.iter().find(|mark| mark.name == "Entity" && mark.module.starts_with(PACKAGE));
        let options = entity.map_or(&[][..], |mark| mark.arguments);
        let part = entity.is_none() || program.flag(options, "abstract") == Some(true);
        let kind = if part { ModelKind::Part } else { ModelKind::Table };
        let given =
            program.text_option(options, "tableName").or_else(|| program.text_option(options, "collection"));
        let table = if part { String::new() } else { given.unwrap_or_else(|| snake(name)) };
        let places = (program.class_place(id, name), program.place(id));
        let mut draft = Draft::new(name, kind, self.dialect, (table, places.0, places.1));
        draft.model.table.schema = program.text_option(options, "schema");
        draft.extends(program, &class.parents, PACKAGE);
        draft.model.keyed = true;
        for member in &class.members {
            let marks = program.marks(&member.decorators);
            let mut own = marks.iter().filter(|mark| mark.module.starts_with(PACKAGE));
            let Some(key) = member.key.as_deref() else { continue };
            let Some(first) = own.clone().next() else { continue };
            let made = own.clone().find(|mark| said(mark.name).is_some()).unwrap_or(first);
            self.property(
                &mut draft,
                (key, program.named(member.named)),
                made.name,
                made.arguments,
                Some(member),
            );
            let column = vec![draft.model.column_of(key).to_owned()];
            if let Some(mark) = own.clone().find(|mark| mark.name == "Index") {
                draft.index(Index::over(
                    program.text_option(mark.arguments, "name"),
                    column.clone(),
                    mark.place,
                ));
            }
            if let Some(mark) = own.find(|mark| mark.name == "Unique") {
                draft.unique(program.text_option(mark.arguments, "name"), column, mark.place);
            }
        }
        for mark in marks.iter().filter(|mark| matches!(mark.name, "Index" | "Unique")) {
            self.over(&mut draft, mark.arguments, mark.name == "Unique", mark.place);
        }
        (!part || !draft.model.fields.is_empty()).then_some(draft.model)
    }

    /// `{ properties: ["name", "owner"] }`
    fn over(&self, draft: &mut Draft, options: &[NodeId], unique: bool, place: Place) {
        let fields = self.program.option(options, "properties").map(|own| self.program.texts(own));
        let columns = draft.columns(&fields.unwrap_or_default());
        let name = self.program.text_option(options, "name");
        if columns.is_empty() {
            return;
        }
        if unique {
            draft.unique(name, columns, place);
        } else {
            draft.index(Index::over(name, columns, place));
        }
    }

    /// `defineEntity({ name: "Pet", properties: { ... } })`, where properties may be calls in a chain.
    fn defined(&self, id: NodeId, own: NodeId) -> Option<Model> {
        let program = self.program;
        let options = [own];
        let name_at = program.option(&options, "name").or_else(|| program.option(&options, "class"))?;
        let name = program.text(name_at).or_else(|| program.last_name(name_at).map(str::to_owned))?;
        let part = program.flag(&options, "abstract") == Some(true);
        let kind = if part { ModelKind::Part } else { ModelKind::Table };
        let given = program
            .text_option(&options, "tableName")
            .or_else(|| program.text_option(&options, "collection"));
        let table = if part { String::new() } else { given.unwrap_or_else(|| snake(&name)) };
        let mut draft =
            Draft::new(&name, kind, self.dialect, (table, program.place(name_at), program.place(id)));
        let base = program.option(&options, "extends");
        let base =
            base.and_then(|own| program.text(own).or_else(|| program.last_name(own).map(str::to_owned)));
        draft.model.parents.extend(base);
        let properties = program.option(&options, "properties").map(|own| program.returned(own));
        for property in properties.and_then(|own| program.object(own)).unwrap_or_default() {
            let Some(key) = property.key.as_deref() else { continue };
            let place = program.named(property.named);
            if program.object(property.value).is_some() {
                let own = [property.value];
                let kind = program.text_option(&own, "kind").unwrap_or_default();
                self.property(&mut draft, (key, place), properties::of_kind(&kind), &own, None);
            } else {
                self.chained(&mut draft, (key, place), property.value);
            }
        }
        for (list, unique) in [("indexes", false), ("uniques", true)] {
            let listed = program.option(&options, list).map(|own| program.tree.kind(own));
            if let Some(NodeKind::Array(items)) = listed {
                for item in items {
                    self.over(&mut draft, &[*item], unique, program.place(*item));
                }
            }
        }
        Some(draft.model)
    }

    fn property(
        &self,
        draft: &mut Draft,
        (key, place): (&str, Place),
        mark: &str,
        arguments: &[NodeId],
        member: Option<&crate::extract::code::syntax::Member>,
    ) {
        let program = self.program;
        match said(mark) {
            Some(Said::Column) => {
                let column = self.column(draft, (key, place), mark, arguments, member);
                if let Some(column) = column {
                    draft.add(key, column);
                }
            }
            Some(Said::Reference) => {
                let owner = program.option(arguments, "mappedBy").is_none() || mark == "ManyToOne";
                let to = self.target(arguments, member);
                if let Some(target) = to.filter(|_| owner) {
                    self.reference(draft, (key, place), mark, arguments, target);
                }
            }
            Some(Said::Pairs) => {
                let inverse = program.option(arguments, "mappedBy").is_some();
                let target = self.target(arguments, member).filter(|_| !inverse);
                let relation = target.map(|target| Relation {
                    name: None,
                    target,
                    link: Link::Between {
                        table: program
                            .text_option(arguments, "pivotTable")
                            .unwrap_or_else(|| format!("{{own}}_{key}")),
                        own: "{table}_{key}".to_owned(),
                        other: "{table}_{key}".to_owned(),
                        indexed: false,
                    },
                    place,
                    on_delete: Some(Action::Cascade),
                    on_update: Some(Action::Cascade),
                });
                draft.model.relations.extend(relation);
            }
            None => {}
        }
    }

    fn reference(
        &self,
        draft: &mut Draft,
        (key, place): (&str, Place),
        mark: &str,
        arguments: &[NodeId],
        target: String,
    ) {
        let program = self.program;
        let given = program
            .text_option(arguments, "fieldName")
            .or_else(|| program.text_option(arguments, "joinColumn"));
        let nullable = program.flag(arguments, "nullable") == Some(true);
        let column = given.clone().unwrap_or_else(|| format!("{}_id", snake(key)));
        draft.model.fields.push((key.to_owned(), column.clone()));
        if program.flag(arguments, "primary") == Some(true) {
            draft.key_column(None, &column, place);
        }
        let act = |names: [&str; 2]| {
            let own = names.iter().find_map(|name| program.text_option(arguments, name))?;
            action(&own)
        };
        draft.model.relations.push(Relation {
            name: None,
            target,
            link: Link::Columns {
                columns: vec![given.unwrap_or_else(|| format!("{}_{{key}}", snake(key)))],
                referred: Vec::new(),
                made: MadeColumn {
                    nullable,
                    unique: mark == "OneToOne" || program.flag(arguments, "unique") == Some(true),
                    indexed: program.option(arguments, "index").is_some(),
                    ..MadeColumn::default()
                },
            },
            place,
            on_delete: act(["deleteRule", "onDelete"]).or(nullable.then_some(Action::SetNull)),
            on_update: act(["updateRule", "onUpdateIntegrity"]).or(Some(Action::Cascade)),
        });
    }
}

/// A column that is an object's id makes a collection of documents.
fn is_object_id(column: &Column) -> bool {
    column.type_.text == "objectid"
}
