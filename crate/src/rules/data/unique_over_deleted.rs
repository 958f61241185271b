use super::soft_deletion;
use crate::facts::{Facts, Key, Table, TypeFamily, words};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unique-over-deleted",
    item: "data.soft-delete",
    severity: Severity::Medium,
    page: page!("unique_over_deleted.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        let Some(mark) = soft_deletion::mark(table) else { continue };
        let indexes = table.indexes.iter().filter(|index| index.unique);
        for index in indexes {
            let columns = index.leading_columns();
            let minds =
                index.condition.as_ref().is_some_and(|own| own.to_lowercase().contains(&mark.to_lowercase()));
            let holds = columns.iter().any(|column| column.eq_ignore_ascii_case(mark));
            if minds || (holds && tells_live_apart(table, index.nulls_alike)) {
                seen.met(index.place, || format!("rows of `{}` that are deleted do not count", table.name));
            } else if holds {
                // Nothing is unique among the rows that live: `nullable-unique` tells.
            } else if index.condition.is_none() && columns.len() == index.parts.len() {
                let key = Key {
                    name: index.name.clone(),
                    columns,
                    index: None,
                    nulls_alike: false,
                    place: index.place,
                };
                report(table, mark, &key, seen);
            }
        }
        for key in &table.uniques {
            if !key.columns.iter().any(|column| column.eq_ignore_ascii_case(mark)) {
                report(table, mark, key, seen);
            }
        }
    }
}

/// Whether two rows are alike to a key with the mark while both have none.
fn tells_live_apart(table: &Table, nulls_alike: bool) -> bool {
    nulls_alike || table.engine.is_some_and(|engine| !engine.distinct_nulls)
}

fn report(table: &Table, mark: &str, key: &Key, seen: &mut Seen) {
    // What the database or the program gives is never wanted again.
    let given = key.columns.iter().any(|name| {
        table.column(name).is_some_and(|column| column.generated || column.type_.family == TypeFamily::Uuid)
            || words(name)
                .last()
                .is_some_and(|last| ["id", "uuid", "token", "key", "hash"].contains(&last.as_str()))
    });
    if given {
        return;
    }
    let named = key.columns.join("`, `");
    let message = format!("a deleted row of `{}` keeps its `{named}` from being used again", table.name);
    let finding = seen.violated(key.place, message).confidence(Confidence::Medium);
    let partial = table.engine.is_none_or(|engine| engine.partial_indexes);
    let code = partial.then(|| Snippet {
        language: "sql".to_owned(),
        text: format!(
            "CREATE UNIQUE INDEX {} ON {} ({}) WHERE {} IS NULL;",
            table.name_for(&key.columns, "live_key"),
            table.spelled(),
            table.spelled_columns(&key.columns),
            table.spelled_column(mark)
        ),
    });
    finding.fix(Fix {
        title: format!("Let `{named}` be unique among rows that are not deleted"),
        edits: Vec::new(),
        code,
    });
}
