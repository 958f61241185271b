//! `TypeORM`: tables as classes with marks, or as an `EntitySchema`.

mod columns;
mod migrations;
mod relations;
mod schema;

pub(super) use migrations::read as read_migrations;

use super::draft::Draft;
use super::marks::Mark;
use super::program::Program;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Class, NodeId};
use crate::facts::snake;
use crate::facts::{Check, Index, Model, ModelKind};

const PACKAGE: &str = "typeorm";

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let reader = Reader { program };
    for (id, class) in program.classes() {
        models.extend(reader.class(id, class));
    }
    schema::read(program, models);
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
}

impl Reader<'_, '_> {
    fn class(&self, id: NodeId, class: &Class) -> Option<Model> {
        let name = class.name.as_deref()?;
        let marks = self.program.marks(&class.decorators);
        let own = |name: &str| marks.iter().find(|mark| mark.name == name && mark.module == PACKAGE);
        let entity = own("Entity").or_else(|| own("ChildEntity"));
        let kind = match entity.map(|mark| mark.name) {
            Some("ChildEntity") => ModelKind::Shared,
            Some(_) => ModelKind::Table,
            None => ModelKind::Part,
        };
        let given = entity.and_then(|mark| {
            let text = self.program.first_text(mark.arguments);
            text.or_else(|| self.program.text_option(mark.arguments, "name"))
        });
        let table = match kind {
            ModelKind::Table => given.unwrap_or_else(|| snake(name)),
            _ => String::new(),
        };
        let places = (self.program.class_place(id, name), self.program.place(id));
        let mut draft = Draft::new(name, kind, Dialect::Generic, (table, places.0, places.1));
        draft.model.table.schema = entity.and_then(|mark| self.program.text_option(mark.arguments, "schema"));
        draft.extends(self.program, &class.parents, PACKAGE);
        draft.model.keyed = true;
        for member in &class.members {
            let marks = self.program.marks(&member.decorators);
            if let Some(key) = member.key.as_deref().filter(|_| !marks.is_empty()) {
                self.column(&mut draft, key, member, &marks);
                self.relation(&mut draft, key, &marks);
                self.marks_of_member(&mut draft, key, &marks);
            }
        }
        // In a collection of documents, the key is an object's id.
        if draft.model.table.columns.iter().any(|column| column.type_.text == "objectid") {
            draft.model.kind = ModelKind::Documents;
        }
        for mark in &marks {
            self.mark_of_class(&mut draft, mark);
        }
        (kind != ModelKind::Part || !draft.model.fields.is_empty()).then_some(draft.model)
    }

    /// `@Index()` and `@Unique()` at a member.
    fn marks_of_member(&self, draft: &mut Draft, key: &str, marks: &[Mark<'_>]) {
        let columns = vec![draft.model.column_of(key).to_owned()];
        for mark in marks.iter().filter(|mark| mark.module == PACKAGE) {
            match mark.name {
                "Index" => self.index(draft, columns.clone(), mark),
                "Unique" => {
                    draft.unique(self.program.first_text(mark.arguments), columns.clone(), mark.place);
                }
                _ => {}
            }
        }
    }

    fn mark_of_class(&self, draft: &mut Draft, mark: &Mark<'_>) {
        if mark.module != PACKAGE {
            return;
        }
        let name = self.program.first_text(mark.arguments);
        match mark.name {
            "Index" | "Unique" => {
                let lists = mark.arguments.iter().skip(usize::from(name.is_some())).take(1);
                let fields: Vec<String> =
                    lists.flat_map(|list| self.program.texts(self.program.returned(*list))).collect();
                let columns = draft.columns(&fields);
                if columns.is_empty() {
                    return;
                }
                if mark.name == "Unique" {
                    draft.unique(name, columns, mark.place);
                } else {
                    self.index(draft, columns, mark);
                }
            }
            "Check" => {
                let expression = mark.arguments.last().and_then(|own| self.program.text(*own));
                let name = name.filter(|_| mark.arguments.len() > 1);
                let check = expression.map(|expression| Check {
                    name,
                    expression,
                    validated: true,
                    place: mark.place,
                });
                draft.model.table.checks.extend(check);
            }
            _ => {}
        }
    }

    fn index(&self, draft: &mut Draft, columns: Vec<String>, mark: &Mark<'_>) {
        let name = self.program.first_text(mark.arguments);
        let option = |name: &str| self.program.flag(mark.arguments, name) == Some(true);
        let condition = self.program.text_option(mark.arguments, "where");
        if option("unique") && condition.is_none() {
            draft.unique(name, columns, mark.place);
            return;
        }
        let method = [("fulltext", "fulltext"), ("spatial", "spatial")];
        let method = method.iter().find(|(own, _)| option(own)).map(|(_, method)| (*method).to_owned());
        let unique = option("unique");
        draft.index(Index { unique, method, condition, ..Index::over(name, columns, mark.place) });
    }
}
