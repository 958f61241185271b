use crate::facts::{Action, Facts, ForeignKey, Table, words};
use crate::finding::{Confidence, Edit, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, gather, migration, tables};

pub(super) static RULE: Rule = Rule {
    id: "unindexed-foreign-key",
    item: "data.fk-indexes",
    severity: Severity::Medium,
    page: page!("unindexed_foreign_key.md"),
    check,
};

/// Tables of these names have few rows that hardly ever change.
const LOOKUPS: &[&str] = &[
    "type",
    "status",
    "state",
    "category",
    "country",
    "currency",
    "language",
    "locale",
    "role",
    "kind",
    "unit",
    "measure",
    "culture",
    "region",
    "reason",
    "level",
    "priority",
    "color",
    "gender",
    "province",
    "territory",
];

/// Whether the table has what the key names; a database refuses it otherwise.
fn has_columns(table: &Table, key: &ForeignKey) -> bool {
    !key.columns.is_empty() && key.columns.iter().all(|column| table.column(column).is_some())
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut lacking = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for key in table.foreign_keys.iter().filter(|key| has_columns(table, key)) {
            let named = key.columns.join("`, `");
            if let Some(place) = table.index_of(&key.columns) {
                seen.met(place, || format!("`{}` is indexed by `{named}`", table.name));
            } else if let Some(engine) = table.engine.filter(|engine| engine.indexes_foreign_keys) {
                seen.met(key.place, || {
                    format!("{} indexes `{named}` of `{}` by itself", engine.name, table.name)
                });
            } else {
                lacking.push((table, key));
            }
        }
    }
    // A scan of the whole table for each deleted row is told apart from one of a lookup table.
    for grade in [Severity::High, Severity::Medium, Severity::Low] {
        let alike: Vec<_> = lacking.iter().filter(|(_, key)| severity(key) == grade).copied().collect();
        if gather::is_too_many(alike.len()) {
            report_together(&alike, grade, seen);
            continue;
        }
        for (table, key) in alike {
            let finding = seen.violated(key.place, format!("{} has no index", label(table, key)));
            finding.severity(grade).fix(fix(table, key, facts.catalog.migrated));
            if let Some(sure) = doubt(table) {
                finding.confidence(sure);
            }
            finding.migration(migration::index(table, &key.columns));
        }
    }
}

/// Some databases index references by themselves, and models do not say which one they are for.
fn doubt(table: &Table) -> Option<Confidence> {
    match (table.incomplete, table.modelled && table.engine.is_none()) {
        (true, _) => Some(Confidence::Low),
        (false, true) => Some(Confidence::Medium),
        (false, false) => None,
    }
}

fn label(table: &Table, key: &ForeignKey) -> String {
    format!("foreign key `{}` of `{}` to `{}`", key.columns.join("`, `"), table.name, key.table)
}

fn report_together(keys: &[(&Table, &ForeignKey)], grade: Severity, seen: &mut Seen) {
    let places: Vec<_> = keys.iter().map(|(table, key)| (key.place, label(table, key))).collect();
    let finding = gather::listed(seen, &places, |number, first| {
        format!("{number} foreign keys have no index: {first} and others")
    });
    let codes: Vec<Snippet> =
        keys.iter().map(|(table, key)| tables::index_code(table, &key.columns)).collect();
    let language = codes.first().map_or("sql", |code| &code.language).to_owned();
    let text =
        gather::statements(codes.into_iter().filter(|code| code.language == language).map(|code| code.text));
    if let Some(finding) = finding {
        if let Some(sure) = keys.iter().filter_map(|(table, _)| doubt(table)).min() {
            finding.confidence(sure);
        }
        finding
            .migrations(keys.iter().map(|(table, key)| (key.place, migration::index(table, &key.columns))));
        let edits = keys.iter().map(|(table, key)| tables::index_edit(table, &key.columns, false));
        finding.severity(grade).fix(Fix {
            title: "Index the foreign keys".to_owned(),
            edits: edits.collect::<Option<Vec<_>>>().unwrap_or_default(),
            code: Some(Snippet { language, text }),
        });
    }
}

/// Rows of a lookup table are hardly ever deleted; a cascade reads the whole table for each deleted row.
fn severity(key: &ForeignKey) -> Severity {
    let lookup =
        words(&key.table).last().is_some_and(|last| LOOKUPS.contains(&crate::facts::singular(last).as_str()));
    match key.on_delete {
        Some(Action::Cascade | Action::SetNull) if !lookup => Severity::High,
        _ if lookup => Severity::Low,
        _ => Severity::Medium,
    }
}

fn fix(table: &Table, key: &ForeignKey, migrated: bool) -> Fix {
    let stated = table.states(key.place) || table.statement.file == key.place.file;
    let columns_stated =
        key.columns.iter().all(|name| table.column(name).is_some_and(|column| table.states(column.place)));
    let edit = table
        .after
        .filter(|_| stated && columns_stated && !migrated)
        .map(|place| Edit { place, text: format!("\n{}", table.create_index(&key.columns, false)) })
        .or_else(|| tables::index_edit(table, &key.columns, false));
    Fix {
        title: format!("Index `{}` by `{}`", table.name, key.columns.join("`, `")),
        edits: edit.into_iter().collect(),
        code: Some(tables::index_code(table, &key.columns)),
    }
}
