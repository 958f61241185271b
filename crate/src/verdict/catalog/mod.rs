//! The schema as the engine understands it, for programs: to compare it with what a database makes of the same
//! statements, or to draw it.

mod objects;
mod shape;

pub use shape::*;

use crate::Submission;
use crate::artifact::Place;
use crate::facts::{
    Action, Catalog, Column, Derivation, ForeignKey, Index, IndexPart, Key, NamedTypeKind, Table,
};

pub(crate) fn catalog(submission: &Submission<'_>) -> ReportCatalog {
    let facts = submission.facts;
    let writer = Writer { submission, catalog: &facts.catalog };
    let tallies = facts.files.iter().map(|file| file.facts.coverage.tally);
    let (defining, understood) = tallies
        .fold((0, 0), |(defining, understood), own| (defining + own.defining, understood + own.understood));
    ReportCatalog {
        mode: if facts.catalog.migrated { "migrations" } else { "schema" },
        tables: facts.tables().map(|table| writer.table(table)).collect(),
        collections: facts.catalog.collections.iter().map(|table| writer.table(table)).collect(),
        types: writer.types(),
        objects: objects::objects(&writer),
        defining,
        understood,
    }
}

struct Writer<'a> {
    submission: &'a Submission<'a>,
    catalog: &'a Catalog,
}

impl Writer<'_> {
    /// `path:line`
    fn at(&self, place: Place) -> String {
        let located = self.submission.locate(place);
        located.map_or_else(String::new, |(file, range)| format!("{}:{}", file.path, range.start.line))
    }

    fn table(&self, table: &Table) -> ReportTable {
        let rule = |name: &Option<String>, expression: &str, validated: bool, place: Place| ReportRule {
            name: name.clone(),
            expression: expression.to_owned(),
            validated,
            at: self.at(place),
        };
        let checks = table.checks.iter();
        let exclusions = table.exclusions.iter();
        ReportTable {
            schema: table.schema.clone(),
            name: table.name.clone(),
            at: self.at(table.place),
            database: table.engine.map(|engine| engine.name),
            partition_of: match &table.derived {
                Some(Derivation::Partition(parent)) => Some(parent.clone()),
                _ => None,
            },
            derived: matches!(table.derived, Some(Derivation::Rows)),
            columns: table.columns.iter().map(|column| self.column(table, column)).collect(),
            primary_key: table.primary_key.as_ref().map(|key| self.key(key)),
            uniques: table.uniques.iter().map(|key| self.key(key)).collect(),
            foreign_keys: table.foreign_keys.iter().map(|key| self.foreign_key(key)).collect(),
            checks: checks
                .map(|check| rule(&check.name, &check.expression, check.validated, check.place))
                .collect(),
            exclusions: exclusions.map(|own| rule(&own.name, &own.terms, true, own.place)).collect(),
            indexes: table.indexes.iter().map(|index| self.index(index)).collect(),
            traits: table.traits.iter().map(|own| own.value.clone()).collect(),
        }
    }

    fn column(&self, table: &Table, column: &Column) -> ReportColumn {
        ReportColumn {
            name: column.name.clone(),
            type_: column.type_.text.clone(),
            nullable: column.nullable,
            default: column.default.as_ref().map(|own| own.value.clone()),
            generated: column.generated,
            computed: column.computed.as_ref().map(|own| own.value.clone()),
            updated_by_itself: column.on_change.is_some(),
            set_by: self.catalog.setter(table, &column.name).map(|trigger| trigger.name.clone()),
            collation: column.collation.clone(),
            values: column.values.clone(),
            described: column.described,
            at: self.at(column.place),
            changed: column.changed.map(|place| self.at(place)),
        }
    }

    fn key(&self, key: &Key) -> ReportKey {
        ReportKey { name: key.name.clone(), columns: key.columns.clone(), at: self.at(key.place) }
    }

    fn foreign_key(&self, key: &ForeignKey) -> ReportForeignKey {
        ReportForeignKey {
            name: key.name.clone(),
            columns: key.columns.clone(),
            table: key.table.clone(),
            referred: key.referred.clone(),
            on_delete: key.on_delete.map(action),
            on_update: key.on_update.map(action),
            validated: key.validated,
            deferrable: key.deferrable,
            at: self.at(key.place),
        }
    }

    fn index(&self, index: &Index) -> ReportIndex {
        let parts = index.parts.iter().map(|part| match part {
            IndexPart::Column(name) => name.clone(),
            IndexPart::Expression(text) => format!("({text})"),
        });
        ReportIndex {
            name: index.name.clone(),
            parts: parts.collect(),
            descending: index.descending.clone(),
            included: index.included.clone(),
            unique: index.unique,
            method: index.method.clone(),
            condition: index.condition.clone(),
            at: self.at(index.place),
        }
    }

    fn types(&self) -> Vec<ReportType> {
        let types = self.catalog.objects.types.iter();
        let shown = types.map(|own| {
            let (values, base, nullable, checks) = match &own.kind {
                NamedTypeKind::Enumeration(values) => (values.clone(), None, true, Vec::new()),
                NamedTypeKind::Domain { base, nullable, checks } => {
                    let checks = checks.iter().map(|check| check.expression.clone()).collect();
                    (Vec::new(), Some(base.text.clone()), *nullable, checks)
                }
                NamedTypeKind::Other => (Vec::new(), None, true, Vec::new()),
            };
            let (schema, name) = (own.schema.clone(), own.name.clone());
            ReportType { schema, name, values, base, nullable, checks, at: self.at(own.place) }
        });
        shown.collect()
    }
}

fn action(action: Action) -> &'static str {
    match action {
        Action::NoAction => "no action",
        Action::Restrict => "restrict",
        Action::Cascade => "cascade",
        Action::SetNull => "set null",
        Action::SetDefault => "set default",
    }
}
