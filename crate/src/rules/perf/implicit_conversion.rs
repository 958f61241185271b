use crate::facts::{Column, Facts, Query, QueryColumn, QueryMark, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "implicit-conversion",
    item: "perf.full-scans",
    severity: Severity::Medium,
    page: page!("implicit_conversion.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.lasting_queries() {
        for mark in &query.marks {
            match mark {
                QueryMark::ComparedWithNumber { table, column } => number(facts, query, table, column, seen),
                QueryMark::ComparedWithNational { table, column } => {
                    national(facts, query, table, column, seen);
                }
                _ => {}
            }
        }
        for [one, other] in &query.joins {
            joined(facts, query, one, other, seen);
        }
    }
}

fn known<'f>(facts: &'f Facts, table: &str, column: &str) -> Option<(&'f Table, &'f Column)> {
    let table = facts.catalog.only_table(table)?;
    Some((table, table.column(column)?))
}

fn number(facts: &Facts, query: &Query, table: &str, column: &str, seen: &mut Seen) {
    let Some((table, known)) = known(facts, table, column) else { return };
    if matches!(known.type_.family, TypeFamily::Integer { .. } | TypeFamily::Decimal) {
        seen.met(query.place, || format!("compares `{column}` with what it holds"));
    }
    // Some databases turn the number into a text, and the index serves.
    let converts = table.engine.is_none_or(|engine| engine.numbers_texts);
    if converts && matches!(known.type_.family, TypeFamily::Text { .. }) {
        let message = format!(
            "`{column}` of `{}` holds texts and is compared with a number: each row is converted, past any index",
            table.name
        );
        seen.violated(query.place, message)
            .related(known.place, format!("`{column}` is `{}`", known.type_.text));
    }
}

fn national(facts: &Facts, query: &Query, table: &str, column: &str, seen: &mut Seen) {
    let Some((table, known)) = known(facts, table, column) else { return };
    let text = known.type_.text.to_lowercase();
    let narrow = text.starts_with("varchar") || text.starts_with("char");
    let indexed = table.index_of(std::slice::from_ref(&known.name)).is_some();
    if narrow && indexed && table.engine.is_some_and(|engine| engine.numbers_texts) {
        let message = format!(
            "`{column}` of `{}` is `{text}` and is compared with `N'...'`: the column is converted, past its index",
            table.name
        );
        seen.violated(query.place, message)
            .confidence(Confidence::Medium)
            .related(known.place, "declared here");
    }
}

fn joined(facts: &Facts, query: &Query, one: &QueryColumn, other: &QueryColumn, seen: &mut Seen) {
    let find = |column: &QueryColumn| known(facts, column.table.as_deref()?, &column.column);
    let (Some((left, one)), Some((right, other))) = (find(one), find(other)) else { return };
    let text = |column: &Column| matches!(column.type_.family, TypeFamily::Text { .. });
    let number =
        |column: &Column| matches!(column.type_.family, TypeFamily::Integer { .. } | TypeFamily::Decimal);
    if (text(one) && number(other)) || (number(one) && text(other)) {
        let message = format!(
            "joins `{}` of `{}`, which is `{}`, with `{}` of `{}`, which is `{}`",
            one.name, left.name, one.type_.text, other.name, right.name, other.type_.text
        );
        seen.violated(query.place, message)
            .related(one.place, "declared here")
            .related(other.place, "declared here");
    } else if text(one) == text(other) {
        seen.met(query.place, || format!("joins `{}` and `{}`, which are of one kind", one.name, other.name));
    }
}
