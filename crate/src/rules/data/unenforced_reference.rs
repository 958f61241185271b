use std::collections::{HashMap, HashSet};

use crate::facts::{Column, Facts, ForeignKey, Table, TypeFamily, singular, stem, words};
use crate::finding::{Confidence, Edit, Fix, Migration, Seen, Severity, Snippet};
use crate::rules::{Rule, amend, gather, migration};

pub(super) static RULE: Rule = Rule {
    id: "unenforced-reference",
    item: "data.foreign-keys",
    severity: Severity::High,
    page: page!("unenforced_reference.md"),
    check,
};

/// Records of the past and passing data keep identifiers of rows that may be gone.
const DETACHED: &[&str] = &[
    "log", "audit", "history", "archive", "archived", "event", "staging", "tmp", "temp", "import", "backup",
    "snapshot", "outbox", "queue", "job",
];
/// Identifiers that others give.
const FOREIGN: &[&str] = &[
    "external",
    "ext",
    "remote",
    "legacy",
    "old",
    "source",
    "stripe",
    "github",
    "gh",
    "gitlab",
    "google",
    "facebook",
    "twitter",
    "slack",
    "aws",
    "azure",
    "paypal",
    "shopify",
    "salesforce",
    "hubspot",
    "discord",
    "telegram",
    "apple",
    "firebase",
    "auth0",
    "provider",
    "upstream",
    "vendor",
    "jira",
    "zendesk",
    "intercom",
    "twilio",
    "plaid",
];
/// So many references, and not one that is enforced, are a decision and not an oversight.
const DECIDED: usize = 3;

/// A column that names a row of another table, without a foreign key.
struct Reference<'a> {
    table: &'a Table,
    column: &'a Column,
    parent: &'a Table,
    /// The column of the parent that it names.
    key: &'a str,
    confidence: Confidence,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut enforced = 0;
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for key in &table.foreign_keys {
            if is_ignored(table, key) {
                ignored(table, key, seen);
            } else {
                enforced += 1;
                seen.met(key.place, || {
                    format!("`{}` of `{}` refers to `{}`", key.columns.join(", "), table.name, key.table)
                });
            }
        }
    }
    let references = references(facts);
    if gather::is_too_many(references.len()) || (enforced == 0 && references.len() >= DECIDED) {
        report_together(&references, enforced, seen);
    } else {
        for reference in &references {
            report(facts, reference, seen);
        }
    }
}

fn is_ignored(table: &Table, key: &ForeignKey) -> bool {
    key.inline && table.engine.is_some_and(|engine| engine.ignores_column_references)
}

fn ignored(table: &Table, key: &ForeignKey, seen: &mut Seen) {
    let engine = table.engine.map_or("", |engine| engine.name);
    let columns = key.columns.join(", ");
    let message =
        format!("{engine} ignores the reference behind `{columns}` of `{}`: nothing enforces it", table.name);
    let finding = seen.violated(key.place, message).confidence(Confidence::Medium);
    let referred = if key.referred.is_empty() { "id".to_owned() } else { key.referred.join(", ") };
    finding.fix(Fix {
        title: format!("Declare the reference of `{columns}` beside the columns"),
        edits: Vec::new(),
        code: Some(statement(table, &key.columns, &key.table, &referred)),
    });
}

fn references(facts: &Facts) -> Vec<Reference<'_>> {
    let mut parents: HashMap<String, &Table> = HashMap::new();
    for table in facts.tables().filter(|table| !table.is_partition()) {
        parents.entry(stem(&words(&table.name))).or_insert(table);
    }
    let tables = facts.tables().filter(|table| !table.is_partition());
    tables.flat_map(|table| of_table(table, &parents)).collect()
}

fn of_table<'a>(table: &'a Table, parents: &HashMap<String, &'a Table>) -> Vec<Reference<'a>> {
    if words(&table.name).iter().any(|word| DETACHED.contains(&singular(word).as_str())) {
        return Vec::new();
    }
    let declared: HashSet<String> =
        table.foreign_keys.iter().flat_map(|key| &key.columns).map(|column| column.to_lowercase()).collect();
    let names: Vec<_> = table.columns.iter().map(Column::words).collect();
    let joined: HashSet<String> = names.iter().map(|words| words.join("_")).collect();
    let undeclared = table.columns.iter().zip(&names).filter(|(column, words)| {
        matches!(words, [base @ .., last] if last == "id" && !is_polymorphic(&joined, base))
            && !declared.contains(&column.name.to_lowercase())
    });
    undeclared.filter_map(|(column, words)| reference(table, column, words, parents)).collect()
}

fn reference<'a>(
    table: &'a Table,
    column: &'a Column,
    words: &[String],
    parents: &HashMap<String, &'a Table>,
) -> Option<Reference<'a>> {
    let [base @ .., _] = words else { return None };
    let foreign = base.first().is_none_or(|first| FOREIGN.contains(&first.as_str()));
    if foreign {
        return None;
    }
    let exact = parents.get(&stem(base)).copied();
    let parent = exact.or_else(|| parents.get(&stem(base.get(base.len() - 1..)?)).copied())?;
    let own_key =
        table.primary_key.as_ref().is_some_and(|key| key.columns.len() == 1 && is(&key.columns, column));
    let itself = std::ptr::eq(parent, table);
    let key = key_of(parent, column)?;
    if parent.engine != table.engine || itself || (own_key && column.generated) {
        return None;
    }
    let confidence = match exact {
        _ if table.incomplete => Confidence::Low,
        Some(_) => Confidence::High,
        None => Confidence::Medium,
    };
    Some(Reference { table, column, parent, key, confidence })
}

fn is(columns: &[String], column: &Column) -> bool {
    columns.iter().any(|own| own.eq_ignore_ascii_case(&column.name))
}

/// `owner_type` beside `owner_id`: which table it is stands in the row.
fn is_polymorphic(names: &HashSet<String>, base: &[String]) -> bool {
    let base = base.join("_");
    ["type", "kind", "class"].iter().any(|end| names.contains(&format!("{base}_{end}")))
}

/// The column that tells the parent's rows apart, where it is of the same family: its whole key, or an `id` that
/// ought to be one.
fn key_of<'a>(parent: &'a Table, column: &Column) -> Option<&'a str> {
    let key = match &parent.primary_key {
        Some(key) => match key.columns.as_slice() {
            [only] => parent.column(only)?,
            _ => return None,
        },
        None => parent.column("id").or_else(|| parent.column(&column.name))?,
    };
    let family = |family: TypeFamily| match family {
        TypeFamily::Integer { .. } => TypeFamily::Integer { bits: 0 },
        TypeFamily::Text { .. } => TypeFamily::Text { most: None, fixed: false },
        other => other,
    };
    (family(key.type_.family) == family(column.type_.family)).then_some(&key.name)
}

fn report(facts: &Facts, reference: &Reference<'_>, seen: &mut Seen) {
    let Reference { table, column, parent, confidence, .. } = reference;
    let message = format!(
        "`{}` of `{}` names a row of `{}`, but no foreign key holds it to that",
        column.name, table.name, parent.name
    );
    let finding = seen.violated(column.place, message).confidence(*confidence);
    finding.migration(migrated(reference));
    finding.related(parent.place, "the table that it names").fix(Fix {
        title: format!("Let `{}` refer to `{}`", column.name, parent.name),
        edits: edits(facts, reference),
        code: Some(foreign_key(reference)),
    });
}

/// So many that they are a habit, or a decision: one matter, with all its places.
fn report_together(references: &[Reference<'_>], enforced: usize, seen: &mut Seen) {
    let places: Vec<_> = references
        .iter()
        .map(|Reference { table, column, parent, .. }| {
            (column.place, format!("`{}` of `{}` names a row of `{}`", column.name, table.name, parent.name))
        })
        .collect();
    let finding = gather::listed(seen, &places, |number, first| {
        if enforced == 0 {
            format!(
                "no table declares a foreign key, though {number} columns name rows of other tables: {first}"
            )
        } else {
            format!("{number} columns name rows of other tables without a foreign key: {first}")
        }
    });
    let Some(finding) = finding else { return };
    if enforced > 0 {
        finding.migrations(references.iter().map(|one| (one.column.place, migrated(one))));
    }
    let confidence = references.iter().map(|reference| reference.confidence).max();
    let text = gather::statements(references.iter().map(|reference| foreign_key(reference).text));
    finding.confidence(confidence.unwrap_or(Confidence::Low).min(Confidence::Medium)).fix(Fix {
        title: "Declare the foreign keys".to_owned(),
        edits: Vec::new(),
        code: Some(Snippet { language: "sql".to_owned(), text }),
    });
}

/// Certain where the name leaves no doubt, and the table that it names is created before: the reference, and the
/// index that finds the rows that refer to one.
fn edits(facts: &Facts, reference: &Reference<'_>) -> Vec<Edit> {
    let Reference { table, column, parent, key, confidence } = reference;
    let keyed =
        parent.primary_key.as_ref().is_some_and(|own| own.columns.first().is_some_and(|own| own == key));
    let ahead = parent.statement.file == table.statement.file && parent.statement < table.statement;
    let same = parent.column(key).is_some_and(|key| key.type_.family == column.type_.family);
    let stated = table.states(column.type_.place) && !column.type_.text.is_empty();
    let ignored = table.engine.is_none_or(|engine| engine.ignores_column_references);
    let certain = *confidence == Confidence::High && keyed && ahead && same && stated && !ignored;
    let columns = std::slice::from_ref(&column.name);
    let index = (!table.is_indexed(columns)).then(|| table.create_index(columns, false));
    let further = index.as_ref().map(|index| amend::further(facts, table, index));
    if !certain || facts.catalog.migrated || matches!(further, Some(None)) {
        return Vec::new();
    }
    let text = format!(" REFERENCES {} ({})", parent.spelled(), parent.spelled_column(key));
    let refer = Edit { place: amend::behind(column.type_.place), text };
    std::iter::once(refer).chain(further.flatten()).collect()
}

/// Where the name leaves no doubt, and the rows that it names have a key.
fn migrated(reference: &Reference<'_>) -> Option<Migration> {
    let Reference { table, column, parent, key, confidence } = reference;
    let sure = *confidence == Confidence::High && parent.primary_key.is_some();
    let columns = std::slice::from_ref(&column.name);
    let migration = || migration::reference(table, columns, parent, &[(*key).to_owned()]);
    sure.then(migration).flatten()
}

fn foreign_key(reference: &Reference<'_>) -> Snippet {
    let Reference { table, column, parent, key, .. } = reference;
    let columns = std::slice::from_ref(&column.name);
    statement(table, columns, &parent.spelled(), &parent.spelled_column(key))
}

fn statement(table: &Table, columns: &[String], parent: &str, referred: &str) -> Snippet {
    let text = format!(
        "ALTER TABLE {} ADD CONSTRAINT {} FOREIGN KEY ({}) REFERENCES {parent} ({referred});",
        table.spelled(),
        table.name_for(columns, "fkey"),
        table.spelled_columns(columns),
    );
    Snippet { language: "sql".to_owned(), text }
}
