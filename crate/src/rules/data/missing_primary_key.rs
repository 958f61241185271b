use crate::facts::{Column, Facts, Key, Table, stem, words};
use crate::finding::{Confidence, Edit, Finding, Fix, Migration, Seen, Severity, Snippet};
use crate::rules::{Rule, gather, migration};

pub(super) static RULE: Rule = Rule {
    id: "missing-primary-key",
    item: "data.primary-keys",
    severity: Severity::High,
    page: page!("missing_primary_key.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut without = Vec::new();
    for table in facts.tables() {
        if let Some(key) = &table.primary_key {
            seen.met(key.place, || format!("`{}` is keyed by {}", table.name, key.columns.join(", ")));
        } else if table.derived.is_none() && table.trait_of("graph").is_none() && !table.incomplete {
            without.push((table, natural_key(table)));
        }
    }
    let migrated = facts.catalog.migrated;
    // One row of one value, most likely: there is nothing to tell apart.
    let (single, several): (Vec<_>, Vec<_>) =
        without.into_iter().partition(|(table, _)| table.columns.len() == 1);
    let (natural, bare): (Vec<_>, Vec<_>) = several.into_iter().partition(|(_, natural)| natural.is_some());
    for alike in [bare, natural, single] {
        if gather::is_too_many(alike.len()) {
            report_together(&alike, migrated, seen);
        } else {
            for (table, natural) in &alike {
                report(table, natural.as_ref(), migrated, seen);
            }
        }
    }
}

fn report(table: &Table, natural: Option<&Key>, migrated: bool, seen: &mut Seen) {
    let reason = match natural {
        Some(key) => format!("; `{}` could be it", key.columns.join("`, `")),
        None => String::new(),
    };
    let finding = seen.violated(table.place, format!("table `{}` has no primary key{reason}", table.name));
    if let Some(key) = natural {
        finding.related(key.place, "these columns already tell its rows apart");
    }
    grade(finding, table, natural);
    finding.migration(mended(table, natural)).fix(fix(table, natural, migrated));
}

fn report_together(tables: &[(&Table, Option<Key>)], migrated: bool, seen: &mut Seen) {
    let places: Vec<_> = tables.iter().map(|(table, _)| (table.place, format!("`{}`", table.name))).collect();
    let finding = gather::listed(seen, &places, |number, first| {
        format!("{number} tables have no primary key: {first} and others")
    });
    let (Some(finding), Some((table, natural))) = (finding, tables.first()) else { return };
    grade(finding, table, natural.as_ref());
    finding.migrations(tables.iter().map(|(table, natural)| (table.place, mended(table, natural.as_ref()))));
    let texts = tables.iter().filter_map(|(table, natural)| fix(table, natural.as_ref(), migrated).code);
    let text = gather::statements(texts.map(|code| code.text));
    let title = "Give each of the tables a primary key".to_owned();
    finding.fix(Fix { title, edits: Vec::new(), code: (!text.is_empty()).then(|| sql(text)) });
}

fn grade(finding: &mut Finding, table: &Table, natural: Option<&Key>) {
    if natural.is_some() {
        finding.severity(Severity::Medium);
    }
    if table.columns.len() == 1 {
        finding.confidence(Confidence::Low);
    }
}

fn mended(table: &Table, natural: Option<&Key>) -> Option<Migration> {
    let bare = natural.is_none() && table.columns.len() > 1;
    bare.then(|| migration::primary_key(table, &key_columns(table).unwrap_or_default())).flatten()
}

/// What tells the rows apart already: a unique constraint without nulls, the two references of a join table, or
/// an `id` that is never null.
fn natural_key(table: &Table) -> Option<Key> {
    let filled =
        |key: &&Key| key.columns.iter().all(|name| table.column(name).is_some_and(|column| !column.nullable));
    let indexes = table.indexes.iter().filter(|index| {
        index.unique && index.condition.is_none() && index.leading_columns().len() == index.parts.len()
    });
    let indexes = indexes.map(|index| Key {
        name: index.name.clone(),
        columns: index.leading_columns(),
        index: None,
        nulls_alike: index.nulls_alike,
        place: index.place,
    });
    let keys: Vec<Key> = table.uniques.iter().cloned().chain(indexes).collect();
    keys.iter().find(filled).cloned()
}

/// Columns that can be the key as they stand: an `id`, or the two references of a join table.
fn key_columns(table: &Table) -> Option<Vec<String>> {
    let id = table.column("id").or_else(|| named_after(table));
    id.map(|id| vec![id.name.clone()]).or_else(|| joined(table))
}

fn fix(table: &Table, natural: Option<&Key>, migrated: bool) -> Fix {
    let id = table.column("id").or_else(|| named_after(table));
    let columns = natural.map(|key| key.columns.clone()).or_else(|| key_columns(table));
    let title = format!("Give `{}` a primary key", table.name);
    let Some(columns) = columns else {
        let identity = table.engine.map_or("bigint GENERATED ALWAYS AS IDENTITY", |engine| engine.identity);
        let text = format!("ALTER TABLE {} ADD COLUMN id {identity} PRIMARY KEY;", table.spelled());
        let addable = table.engine.is_none_or(|engine| engine.change_type.is_some());
        let code = (addable && table.column("id").is_none()).then(|| sql(text));
        return Fix { title, edits: Vec::new(), code };
    };
    let text =
        format!("ALTER TABLE {} ADD PRIMARY KEY ({});", table.spelled(), table.spelled_columns(&columns));
    let certain = id.filter(|id| {
        natural.is_none()
            && !migrated
            && table.states(id.place)
            && !id.type_.text.is_empty()
            && table.states(id.type_.place)
    });
    let behind = certain.map(|id| Edit {
        place: crate::artifact::Place {
            span: crate::artifact::Span { start: id.type_.place.span.end, end: id.type_.place.span.end },
            ..id.type_.place
        },
        text: " PRIMARY KEY".to_owned(),
    });
    let edits = behind.or_else(|| keyed(table, natural?)).into_iter().collect();
    Fix { title, edits, code: Some(sql(text)) }
}

/// In a model that says of a field alone that it is unique, it can say that it is the key.
fn keyed(table: &Table, natural: &Key) -> Option<Edit> {
    let length = (natural.place.span.end - natural.place.span.start) as usize;
    let alone = table.line.is_some() && natural.columns.len() == 1 && length == "@unique".len();
    alone.then(|| Edit { place: natural.place, text: "@id".to_owned() })
}

/// `order_id` of `orders`, where it refers to nothing else.
fn named_after(table: &Table) -> Option<&Column> {
    let name = format!("{}_id", stem(&words(&table.name)));
    table.columns.iter().find(|column| {
        column.words().join("_") == name
            && !table.foreign_keys.iter().any(|key| key.columns.contains(&column.name))
    })
}

/// The columns of a table that does nothing but relate two others.
fn joined(table: &Table) -> Option<Vec<String>> {
    let [one, other] = table.foreign_keys.as_slice() else { return None };
    let columns: Vec<_> = one.columns.iter().chain(&other.columns).cloned().collect();
    (columns.len() == table.columns.len()).then_some(columns)
}

fn sql(text: String) -> Snippet {
    Snippet { language: "sql".to_owned(), text }
}
