use crate::facts::{Facts, ForeignKey, Table, TypeFamily, singular, words};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, migration};

pub(super) static RULE: Rule = Rule {
    id: "join-table-without-key",
    item: "data.primary-keys",
    severity: Severity::Medium,
    page: page!("join_table_without_key.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        let Some((one, other)) = relation(table) else { continue };
        if let Some(place) = kept_once(table, one, other) {
            seen.met(place, || format!("a pair stands in `{}` once", table.name));
        } else if table.primary_key.is_some() {
            report(table, one, other, seen);
        }
    }
}

/// The two references of a table that holds nothing but pairs.
fn relation(table: &Table) -> Option<(&ForeignKey, &ForeignKey)> {
    let [one, other] = table.foreign_keys.as_slice() else { return None };
    let refers = |name: &str| {
        [one, other].iter().flat_map(|key| &key.columns).any(|column| column.eq_ignore_ascii_case(name))
    };
    let keyed = |name: &str| {
        table.primary_key.as_ref().is_some_and(|key| {
            key.columns.len() == 1 && key.columns.iter().any(|own| own.eq_ignore_ascii_case(name))
        })
    };
    let only = table.columns.iter().all(|column| {
        let stamp = matches!(column.type_.family, TypeFamily::Timestamp { .. })
            && ["created", "updated", "deleted", "modified", "added"]
                .iter()
                .any(|word| column.name.to_lowercase().contains(word));
        refers(&column.name) || stamp || keyed(&column.name)
    });
    // Visits of pets to vets repeat; what is called after both is the relation itself.
    let called = words(&table.name);
    let names = |key: &ForeignKey| {
        words(&key.table)
            .last()
            .is_some_and(|last| called.iter().any(|word| singular(word) == singular(last)))
    };
    let of_both = names(one) && names(other);
    (only && of_both && one.table != other.table && one.columns != other.columns).then_some((one, other))
}

/// What keeps a pair from standing there twice.
fn kept_once(table: &Table, one: &ForeignKey, other: &ForeignKey) -> Option<crate::artifact::Place> {
    let of_pair = |columns: &[String]| {
        !columns.is_empty()
            && columns.iter().all(|column| {
                one.columns.iter().chain(&other.columns).any(|own| own.eq_ignore_ascii_case(column))
            })
    };
    let keys = table.primary_key.iter().chain(&table.uniques);
    let key = keys.filter(|key| of_pair(&key.columns)).map(|key| key.place).next();
    let unique = |index: &&crate::facts::Index| index.unique && of_pair(&index.leading_columns());
    key.or_else(|| table.indexes.iter().find(unique).map(|index| index.place))
}

fn report(table: &Table, one: &ForeignKey, other: &ForeignKey, seen: &mut Seen) {
    let mut columns = one.columns.clone();
    for column in &other.columns {
        // Both may hold the tenant.
        if !columns.iter().any(|own| own.eq_ignore_ascii_case(column)) {
            columns.push(column.clone());
        }
    }
    let message = format!("`{}` can hold the same `{}` twice", table.name, columns.join("` and `"));
    let text = format!(
        "ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({});",
        table.spelled(),
        table.name_for(&columns, "key"),
        table.spelled_columns(&columns)
    );
    let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
    finding.migration(migration::unique_index(table, &columns)).fix(Fix {
        title: format!("Keep each pair of `{}` once", table.name),
        edits: Vec::new(),
        code: Some(Snippet { language: "sql".to_owned(), text }),
    });
}
