//! Sequelize: models by `define` and `init`, classes with marks, and associations between them.

mod attributes;
mod decorated;
mod migrations;
mod relations;

pub(super) use migrations::read as read_migrations;

use self::attributes::attribute;
use super::draft::Draft;
use super::names::plural;
use super::program::Program;
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::snake;
use crate::facts::{Column, ColumnType, Index, Model, ModelKind, TypeFamily};

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let callee = program.callee(call);
        let (name, attributes, options) = match (callee.name, call.arguments.as_slice()) {
            ("define", [name, attributes, rest @ ..]) => {
                let Some(text) = program.text(*name) else { continue };
                (Named { text, place: program.place(*name) }, *attributes, rest.first().copied())
            }
            ("init", [attributes, options]) if program.option(&[*options], "sequelize").is_some() => {
                let Some(on) = callee.on else { continue };
                let text = program.last_name(on).unwrap_or_default().to_owned();
                (Named { text, place: program.place(on) }, *attributes, Some(*options))
            }
            _ => continue,
        };
        let Some(attributes) = program.object(attributes) else { continue };
        let settings = Settings::of(program, options);
        let mut draft = settings.draft(&name, program.place(id));
        for property in attributes {
            if let Some(key) = property.key.as_deref() {
                let place = program.named(property.named);
                let column =
                    attribute(program, &mut draft, (key, place), property.value, settings.underscored);
                if let Some(column) = column {
                    draft.add(key, column);
                }
            }
        }
        settings.finish(program, &mut draft, name.place);
        let assigned = program.name_of(id).filter(|own| **own != *name.text && !own.is_empty());
        // The variable of a model is another name of it.
        models.extend(assigned.map(|own| draft.model.called(own)));
        models.push(draft.model);
    }
    decorated::read(program, models);
    relations::read(program, models);
}

struct Named {
    text: String,
    place: Place,
}

/// What the options of a model say.
#[allow(clippy::struct_excessive_bools, reason = "each is an option of its own")]
struct Settings {
    table: Option<String>,
    model: Option<String>,
    schema: Option<String>,
    underscored: bool,
    frozen: bool,
    timestamps: bool,
    paranoid: bool,
    options: Vec<NodeId>,
}

impl Settings {
    fn of(program: &Program<'_>, options: Option<NodeId>) -> Self {
        let options: Vec<NodeId> = options.into_iter().collect();
        let flag = |name: &str| program.flag(&options, name);
        Self {
            table: program.text_option(&options, "tableName"),
            model: program.text_option(&options, "modelName"),
            schema: program.text_option(&options, "schema"),
            underscored: flag("underscored") == Some(true),
            frozen: flag("freezeTableName") == Some(true),
            timestamps: flag("timestamps") != Some(false),
            paranoid: flag("paranoid") == Some(true),
            options,
        }
    }

    fn draft(&self, name: &Named, statement: Place) -> Draft {
        let called = self.model.as_ref().unwrap_or(&name.text);
        let cased = if self.underscored { snake(called) } else { called.clone() };
        let usual = if self.frozen { cased } else { plural(&cased) };
        let table = self.table.clone().unwrap_or(usual);
        let mut draft =
            Draft::new(&name.text, ModelKind::Table, Dialect::Generic, (table, name.place, statement));
        draft.model.table.schema.clone_from(&self.schema);
        draft
    }

    /// Adds what a model has without saying so: its key, and the times of its rows.
    fn finish(&self, program: &Program<'_>, draft: &mut Draft, place: Place) {
        // What its models do not say, its migrations may.
        draft.model.table.incomplete = true;
        if draft.model.table.primary_key.is_none() && draft.model.parents.is_empty() {
            let type_ =
                ColumnType { text: "integer".to_owned(), place, family: TypeFamily::Integer { bits: 32 } };
            let id =
                Column { type_, nullable: false, generated: true, ..Column::new("id".to_owned(), place) };
            if draft.model.table.column("id").is_none() {
                draft.model.fields.insert(0, ("id".to_owned(), "id".to_owned()));
                draft.model.table.columns.insert(0, id);
            }
            draft.key(None, vec!["id".to_owned()], place);
        }
        let times = [
            ("createdAt", true, self.timestamps),
            ("updatedAt", true, self.timestamps),
            ("deletedAt", false, self.paranoid),
        ];
        for (key, filled, wanted) in times {
            let option = program.option(&self.options, key);
            if !wanted || option.is_some_and(|own| matches!(program.tree.kind(own), NodeKind::Boolean(false)))
            {
                continue;
            }
            let cased = if self.underscored { snake(key) } else { key.to_owned() };
            let given = option.and_then(|own| program.text(own));
            draft.model.implicit.extend(given.is_none().then(|| cased.clone()));
            let name = given.unwrap_or(cased);
            let family = TypeFamily::Timestamp { zoned: true };
            let type_ = ColumnType { text: "timestamp with time zone".to_owned(), place, family };
            let on_change = (key == "updatedAt").then_some(place);
            if draft.model.table.column(&name).is_none() {
                draft.add(key, Column { type_, nullable: !filled, on_change, ..Column::new(name, place) });
            }
        }
        if let Some(NodeKind::Array(items)) =
            program.option(&self.options, "indexes").map(|own| program.tree.kind(program.value(own)))
        {
            for item in items {
                index(program, draft, *item);
            }
        }
    }
}

/// `{ unique: true, fields: ["email"] }`
fn index(program: &Program<'_>, draft: &mut Draft, item: NodeId) {
    let own = [item];
    let Some(fields) = program.option(&own, "fields") else { return };
    let NodeKind::Array(fields) = program.tree.kind(program.value(fields)) else { return };
    let names = fields
        .iter()
        .filter_map(|field| program.text(*field).or_else(|| program.text_option(&[*field], "name")));
    let columns = draft.columns(&names.collect::<Vec<_>>());
    if columns.is_empty() || columns.len() < fields.len() {
        return;
    }
    let place = program.place(item);
    let name = program.text_option(&own, "name");
    let condition = program.option(&own, "where").map(|own| program.written(own).to_owned());
    let type_ = program.text_option(&own, "type").map(|own| own.to_ascii_uppercase());
    if (program.flag(&own, "unique") == Some(true) || type_.as_deref() == Some("UNIQUE"))
        && condition.is_none()
    {
        draft.unique(name, columns, place);
        return;
    }
    let method = program.text_option(&own, "using").map(|own| own.to_ascii_lowercase());
    let method = method.or_else(|| type_.map(|own| own.to_ascii_lowercase()));
    let unique = program.flag(&own, "unique") == Some(true);
    draft.index(Index { unique, method, condition, ..Index::over(name, columns, place) });
}
