//! Drizzle: tables as calls with an object of columns.

mod constraints;
mod types;

use std::collections::HashSet;

use super::draft::{self, Draft, sql_type};
use super::program::{Program, Step};
use crate::artifact::Place;
use crate::detect::Dialect;
use crate::extract::code::syntax::{Call, NodeId, NodeKind, Property};
use crate::facts::{Column, Link, Located, MadeColumn, Model, ModelKind, Relation};

const PACKAGE: &str = "drizzle-orm";
const REFERENCE: &str = "{own}_{columns}_{table}_{key}_fk";
const TABLES: &[&str] = &["pgTable", "mysqlTable", "sqliteTable", "singlestoreTable", "mssqlTable"];

pub(super) fn read(program: &Program<'_>, models: &mut Vec<Model>) {
    let dialect = program.modules().find_map(dialect).unwrap_or(Dialect::Generic);
    let reader = Reader { program, dialect };
    let mut columns_of_tables = HashSet::new();
    for (id, node) in program.tree.nodes() {
        let NodeKind::Call(call) = &node.kind else { continue };
        let Some(name) = reader.table_name(call) else { continue };
        let Some(columns) = call.arguments.get(1).map(|columns| program.returned(*columns)) else { continue };
        let Some(properties) = program.object(columns) else { continue };
        columns_of_tables.insert(program.value(columns));
        let called = program.name_of(id).unwrap_or(&name.value);
        let table = (name.value.clone(), name.place, program.place(id));
        let mut draft = Draft::new(called, ModelKind::Table, dialect, table);
        draft.model.table.schema = reader.schema(call);
        reader.columns(&mut draft, properties);
        if let Some(extra) = call.arguments.get(2) {
            reader.constraints(&mut draft, *extra);
        }
        models.push(draft.model);
    }
    for (id, node) in program.tree.nodes() {
        if let (Some(name), false) = (program.name_of(id), columns_of_tables.contains(&id)) {
            models.extend(reader.part(name, id, &node.kind));
        }
    }
}

fn dialect(module: &str) -> Option<Dialect> {
    Some(match module.strip_prefix("drizzle-orm/")? {
        "pg-core" => Dialect::PostgreSql,
        "mysql-core" | "singlestore-core" => Dialect::MySql,
        "sqlite-core" => Dialect::Sqlite,
        "mssql-core" => Dialect::SqlServer,
        _ => return None,
    })
}

struct Reader<'p, 'a> {
    program: &'p Program<'a>,
    dialect: Dialect,
}

impl Reader<'_, '_> {
    /// The name of a table that a call makes.
    fn table_name(&self, call: &Call) -> Option<Located<String>> {
        let callee = self.program.callee(call);
        let first = *call.arguments.first()?;
        let name = self.program.text(first)?;
        let own = TABLES.contains(&callee.name)
            || (callee.name == "table" && callee.on.is_some_and(|on| self.is_made_by(on, "Schema")));
        let prefixed = callee.on.is_none().then(|| self.creator(call)).flatten();
        let local = callee.name == "createTable" && !callee.module.is_empty();
        let place = self.program.place(first);
        if let Some(pattern) = prefixed {
            return Some(Located { value: pattern.replace("{}", &name), place });
        }
        (own || local).then_some(Located { value: name, place })
    }

    /// Whether a name is what `pgSchema` or its like gives.
    fn is_made_by(&self, id: NodeId, end: &str) -> bool {
        let made = self.program.call(self.program.value(id));
        made.is_some_and(|call| self.program.callee(call).name.ends_with(end))
    }

    fn schema(&self, call: &Call) -> Option<String> {
        let on = self.program.callee(call).on?;
        let made = self.program.call(self.program.value(on))?;
        self.program.text(*made.arguments.first()?)
    }

    /// `shop_{}` of `pgTableCreator((name) => `shop_${name}`)`.
    fn creator(&self, call: &Call) -> Option<String> {
        let made = self.program.call(self.program.value(call.callee))?;
        if !self.program.callee(made).name.ends_with("TableCreator") {
            return None;
        }
        let NodeKind::Template { parts, .. } =
            self.program.tree.kind(self.program.returned(*made.arguments.first()?))
        else {
            return Some("{}".to_owned());
        };
        let parts = parts.iter().map(|part| self.program.text(*part).unwrap_or_else(|| "{}".to_owned()));
        Some(parts.collect())
    }

    fn columns(&self, draft: &mut Draft, properties: &[Property]) {
        for property in properties {
            if let NodeKind::Spread(of) = self.program.tree.kind(property.value) {
                self.spread(draft, *of);
            } else if let Some(key) = &property.key {
                self.column(draft, key, self.program.named(property.named), property.value);
            }
        }
    }

    /// Columns that several tables have: of this file, or of another one.
    fn spread(&self, draft: &mut Draft, of: NodeId) {
        let callee = self.program.call(of).map_or(of, |call| call.callee);
        let own = self.program.returned(self.program.value(callee));
        if let NodeKind::Object(properties) = self.program.tree.kind(own) {
            for property in properties {
                if let Some(key) = &property.key {
                    self.column(draft, key, self.program.named(property.named), property.value);
                }
            }
        } else if let Some(name) = self.program.last_name(callee) {
            draft.model.parents.push(name.to_owned());
        }
    }

    fn column(&self, draft: &mut Draft, key: &str, place: Place, value: NodeId) {
        let (root, mut steps) = self.program.chain(value);
        let Some(first) = self.program.call(root) else { return };
        let mut call = first;
        let mut name = first.arguments.first().and_then(|name| self.program.text(*name));
        let callee = self.program.callee(call);
        // A helper of the file: `const at = (name) => timestamp(name, { withTimezone: true })`.
        if callee.on.is_none()
            && let Some(own) = self.program.function(call.callee).map(|own| own.body)
        {
            let (inner, before) = self.program.chain(self.program.returned(call.callee));
            let _ = own;
            let Some(inner) = self.program.call(inner) else { return };
            name = name.or_else(|| inner.arguments.first().and_then(|name| self.program.text(*name)));
            call = inner;
            steps = before.into_iter().chain(steps).collect();
        }
        let callee = self.program.callee(call);
        let named = name.clone().unwrap_or_else(|| key.to_owned());
        draft.model.implicit.extend(name.is_none().then(|| key.to_owned()));
        let mut column = Column::new(named, place);
        let known = self.type_of(&mut column, call, &callee);
        if !known {
            // What another file makes: its type stands there, and its name where it is not given here.
            if name.is_none() && steps.is_empty() {
                draft.model.parents.push(callee.name.to_owned());
                return;
            }
            draft.model.made_as.push((column.name.clone(), callee.name.to_owned()));
        }
        column.type_.place = self.program.place(root);
        self.steps(draft, &mut column, &steps);
        draft.add(key, column);
    }

    fn steps(&self, draft: &mut Draft, column: &mut Column, steps: &[Step<'_>]) {
        let own = vec![column.name.clone()];
        for step in steps {
            let first = step.arguments.first().copied();
            match step.name {
                "notNull" => column.nullable = false,
                "primaryKey" => {
                    column.nullable = false;
                    column.generated |= first.is_some_and(|own| self.flag(own, "autoIncrement"));
                    draft.key(Some(format!("{}_pkey", draft.model.table.name)), own.clone(), step.place);
                }
                "unique" => {
                    let name = first.and_then(|name| self.program.text(name));
                    let name = name.unwrap_or_else(|| draft.name(&own, "unique"));
                    draft.unique(Some(name), own.clone(), step.place);
                }
                "autoincrement"
                | "generatedAlwaysAsIdentity"
                | "generatedByDefaultAsIdentity"
                | "identity" => {
                    column.generated = true;
                    column.nullable = false;
                }
                "generatedAlwaysAs" => {
                    column.computed = first.and_then(|own| self.program.default(self.program.returned(own)));
                }
                "default" => column.default = first.and_then(|own| self.program.default(own)),
                "defaultNow" => column.default = Some(Located { value: "now()".into(), place: step.place }),
                "defaultRandom" => {
                    column.default = Some(Located { value: "gen_random_uuid()".into(), place: step.place });
                }
                "$onUpdate" | "$onUpdateFn" | "onUpdateNow" => column.on_change = Some(step.place),
                "array" => {
                    column.type_.text.push_str("[]");
                    column.type_.family = crate::facts::TypeFamily::Array;
                }
                "references" => {
                    let reference = first.and_then(|of| self.reference(of, &own, step));
                    draft.model.relations.extend(reference);
                }
                _ => {}
            }
        }
    }

    fn flag(&self, object: NodeId, name: &str) -> bool {
        self.program.property(object, name).is_some_and(|own| self.program.is_true(own))
    }

    /// `.references(() => users.id, { onDelete: "cascade" })`
    fn reference(&self, of: NodeId, columns: &[String], step: &Step<'_>) -> Option<Relation> {
        let NodeKind::Member { object, name } = self.program.tree.kind(self.program.returned(of)) else {
            return None;
        };
        let action = |name: &str| {
            let options = step.arguments.get(1)?;
            draft::action(&self.program.text(self.program.property(*options, name)?)?)
        };
        Some(Relation {
            name: Some(REFERENCE.to_owned()),
            target: self.program.last_name(*object)?.to_owned(),
            link: Link::Columns {
                columns: columns.to_vec(),
                referred: vec![name.to_string()],
                made: MadeColumn::default(),
            },
            place: step.place,
            on_delete: action("onDelete"),
            on_update: action("onUpdate"),
        })
    }

    /// Columns that tables of other files take: an object of columns, one column, or a function that gives them.
    fn part(&self, name: &str, id: NodeId, kind: &NodeKind) -> Option<Model> {
        let given = match kind {
            NodeKind::Function(_) => self.program.returned(id),
            NodeKind::Object(_) | NodeKind::Call(_) => id,
            _ => return None,
        };
        let place = self.program.place(id);
        let mut draft = Draft::new(name, ModelKind::Part, self.dialect, (String::new(), place, place));
        match self.program.tree.kind(given) {
            NodeKind::Object(properties) => {
                let mut values = properties.iter().map(|own| own.value);
                if !values.any(|value| self.is_column(value)) {
                    return None;
                }
                self.columns(&mut draft, properties);
            }
            NodeKind::Call(call) if self.is_enumeration(call) => {
                let mut column = Column::new(name.to_owned(), place);
                self.enumerated(&mut column, call);
                draft.add(name, column);
            }
            NodeKind::Call(_) if self.is_column(given) => self.column(&mut draft, name, place, given),
            _ => return None,
        }
        (!draft.model.table.columns.is_empty()).then_some(draft.model)
    }

    /// Whether a value is made by a column's function of the library, or by one of the file that is.
    fn is_column(&self, value: NodeId) -> bool {
        let (root, _) = self.program.chain(value);
        let Some(call) = self.program.call(root) else { return false };
        let callee = self.program.callee(call);
        let own = |call: &Call| {
            let callee = self.program.callee(call);
            callee.module.starts_with(PACKAGE) && sql_type("drizzle", callee.name, &[]).is_some()
        };
        if own(call) {
            return true;
        }
        let inner = self.program.function(call.callee).filter(|_| callee.on.is_none());
        inner.is_some_and(|_| {
            let (root, _) = self.program.chain(self.program.returned(call.callee));
            self.program.call(root).is_some_and(own)
        })
    }
}
