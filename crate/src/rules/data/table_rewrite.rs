use super::live::{self, LiveChange};
use crate::artifact::Place;
use crate::facts::{AlterTable, Column, ColumnType, Facts, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "table-rewrite",
    item: "data.migrations-locks",
    severity: Severity::High,
    page: page!("table_rewrite.md"),
    check,
};

/// Functions whose value is another one for each row, so that a default cannot be kept once for all of them.
const VOLATILE: &[&str] = &[
    "clock_timestamp(",
    "gen_random_uuid(",
    "nanoid(",
    "nextval(",
    "random(",
    "timeofday(",
    "uuid_generate_v",
    "uuidv4(",
    "uuidv7(",
    "gen_ulid(",
    "generate_ulid(",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let Some(engine) = live::engine(facts, file) else { continue };
        for change in live::changes(facts, file) {
            match change.change {
                AlterTable::AddColumn(column) if engine.locks_for_index => added(&change, column, seen),
                AlterTable::SetType { column, type_ } => {
                    let former = facts.catalog.history.former_type(type_.place);
                    retyped(&change, column, (former, type_), seen);
                }
                AlterTable::ReplaceColumn { name, column } if !engine.locks_for_index => {
                    let former = facts.catalog.history.former_type(column.type_.place);
                    if former.is_some() {
                        retyped(&change, name, (former, &column.type_), seen);
                    }
                }
                _ => {}
            }
        }
    }
}

fn added(change: &LiveChange<'_>, column: &Column, seen: &mut Seen) {
    let default = column.default.as_ref().map(|default| default.value.to_ascii_lowercase());
    let volatile = default.is_some_and(|default| VOLATILE.iter().any(|name| default.contains(name)));
    let why = if column.stored {
        "is computed for every row that exists"
    } else if column.generated {
        "is counted up for every row that exists"
    } else if volatile {
        "has a default that is another one for every row"
    } else {
        seen.met(column.place, format!("`{}` is added without touching the rows", column.name));
        return;
    };
    report(change, column.place, &format!("`{}` {why}", column.name), change.confidence, seen);
}

fn retyped(
    change: &LiveChange<'_>,
    column: &str,
    (former, type_): (Option<&ColumnType>, &ColumnType),
    seen: &mut Seen,
) {
    if former.is_some_and(|former| keeps_rows(former, type_)) {
        seen.met(change.place, format!("`{column}` only becomes wider"));
        return;
    }
    // From a shorter text these only lift a bound; that it was one cannot be seen.
    let maybe_wider = former.is_none() && widens(type_.family, &type_.text);
    let confidence = if maybe_wider { Confidence::Low } else { change.confidence };
    let why = match former {
        Some(former) => format!("`{column}` changes from `{}` to `{}`", former.text, type_.text),
        None => format!("`{column}` changes to `{}`", type_.text),
    };
    report(change, change.place, &why, confidence, seen);
}

/// Types that another one of their kind becomes without a look at the rows.
fn widens(family: TypeFamily, text: &str) -> bool {
    matches!(family, TypeFamily::Text { .. })
        || (family == TypeFamily::Decimal && !text.contains('('))
        || text.to_ascii_lowercase().starts_with("varbit")
}

/// Whether rows of the one type are rows of the other as they stand.
fn keeps_rows(former: &ColumnType, type_: &ColumnType) -> bool {
    let same = former.text.eq_ignore_ascii_case(&type_.text);
    same || match (former.family, type_.family) {
        (TypeFamily::Text { most: from, fixed: false }, TypeFamily::Text { most: to, fixed: false }) => {
            to.is_none_or(|to| from.is_some_and(|from| from <= to))
        }
        (TypeFamily::Integer { bits: from }, TypeFamily::Integer { bits: to }) => from == to,
        (TypeFamily::Decimal, TypeFamily::Decimal) => !type_.text.contains('('),
        // Further values of an enumeration are added without a look at the rows.
        (TypeFamily::Enumeration, TypeFamily::Enumeration) => true,
        (from, to) => from == to && !matches!(from, TypeFamily::Other | TypeFamily::Json | TypeFamily::Array),
    }
}

fn report(change: &LiveChange<'_>, place: Place, why: &str, confidence: Confidence, seen: &mut Seen) {
    let message =
        format!("{why}: all of `{}` is written anew, and nobody can use it meanwhile", change.table);
    seen.violated(place, message).confidence(confidence);
}
