use super::live::{self, LiveChange};
use crate::artifact::Place;
use crate::facts::{AlterTable, Column, ColumnType, Engine, Facts, Located, NamedTypeKind, TypeFamily};
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

/// Functions whose value lasts for a statement at least, and types and forms that are written like functions,
/// each between blanks.
const LASTING: &str = concat!(
    " ",
    "now current_timestamp current_date current_time localtimestamp localtime statement_timestamp ",
    "transaction_timestamp to_timestamp to_date to_char date_trunc date_part extract timezone make_date ",
    "make_interval make_timestamptz age date current_setting current_user session_user coalesce nullif ",
    "greatest least lower upper concat md5 decode encode repeat length abs round floor ceil power array ",
    "row cast jsonb_build_object json_build_object jsonb_build_array json_build_array to_jsonb to_json ",
    "array_fill int4range int8range tsrange tstzrange daterange numrange varchar varying char character ",
    "numeric decimal bit timestamp timestamptz time interval in and or not then else when nextval ",
    "uuid_nil st_geomfromtext st_setsrid st_makepoint pg_catalog.now ",
);

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let Some(engine) = live::likely_engine(facts, file) else { continue };
        for change in live::changes(facts, file) {
            match change.change {
                AlterTable::AddColumn(column) if engine.locks_for_index => {
                    added(facts, (&change, engine), column, seen);
                }
                AlterTable::SetType { column, type_ } => {
                    let former = facts.catalog.history.former_type(type_.place);
                    retyped((&change, engine), column, (former, type_), seen);
                }
                AlterTable::ReplaceColumn { name, column } if !engine.locks_for_index => {
                    let former = facts.catalog.history.former_type(column.type_.place);
                    if former.is_some() {
                        retyped((&change, engine), name, (former, &column.type_), seen);
                    }
                }
                AlterTable::AddTrait(Located { value, .. }) if value == "unlogged" => {
                    let why = format!("`{}` is no longer logged", change.table);
                    report((&change, engine), change.place, &why, change.confidence, seen);
                }
                AlterTable::Rewrite(why) => {
                    report((&change, engine), change.place, why, change.confidence, seen);
                }
                AlterTable::DropTrait("unlogged") => {
                    let why = format!("`{}` is logged from then on", change.table);
                    report((&change, engine), change.place, &why, change.confidence, seen);
                }
                _ => {}
            }
        }
    }
}

fn added(facts: &Facts, on: (&LiveChange<'_>, &Engine), column: &Column, seen: &mut Seen) {
    let default = column.default.as_ref().map(|default| default.value.to_ascii_lowercase());
    let volatile = default.as_ref().is_some_and(|default| VOLATILE.iter().any(|name| default.contains(name)));
    let own = default.as_deref().and_then(own_function);
    let why = if column.stored {
        "is computed for every row that exists"
    } else if column.generated {
        "is counted up for every row that exists"
    } else if is_checked(facts, column) {
        "is checked by its domain in every row that exists"
    } else if volatile {
        "has a default that is another one for every row"
    } else if let Some(function) = own {
        let why = format!("`{}` has a default by `{function}`, unless that is declared stable", column.name);
        return report(on, column.place, &why, on.0.confidence.min(Confidence::Medium), seen);
    } else {
        seen.met(column.place, || format!("`{}` is added without touching the rows", column.name));
        return;
    };
    report(on, column.place, &format!("`{}` {why}", column.name), on.0.confidence, seen);
}

/// Whether the type is a domain that not every value of its own type belongs to.
fn is_checked(facts: &Facts, column: &Column) -> bool {
    let name = column.type_.text.rsplit('.').next().unwrap_or_default().trim_matches('"');
    facts.catalog.objects.types.iter().any(|own| {
        let conditional = match &own.kind {
            NamedTypeKind::Domain { nullable, checks, .. } => !nullable || !checks.is_empty(),
            _ => false,
        };
        conditional && own.name.eq_ignore_ascii_case(name)
    })
}

/// The first call of a default that is no function of the database whose value lasts a statement, nor a type.
fn own_function(default: &str) -> Option<&str> {
    default.match_indices('(').find_map(|(at, _)| {
        let before = default.get(..at)?;
        let start = before.rfind(|sign: char| !(sign.is_alphanumeric() || matches!(sign, '_' | '.')));
        let name = before.get(start.map_or(0, |start| start + 1)..)?;
        let typed = before.get(..at - name.len()).is_some_and(|own| own.ends_with("::"));
        let text = before.matches('\'').count() % 2 == 1;
        let known = name.is_empty() || typed || text || LASTING.contains(&format!(" {name} "));
        (!known).then_some(name)
    })
}

fn retyped(
    (change, engine): (&LiveChange<'_>, &Engine),
    column: &str,
    (former, type_): (Option<&ColumnType>, &ColumnType),
    seen: &mut Seen,
) {
    if former.is_some_and(|former| keeps_rows(former, type_)) {
        seen.met(change.place, || format!("`{column}` only becomes wider"));
        return;
    }
    // From a shorter text these only lift a bound; that it was one cannot be seen.
    let maybe_wider = former.is_none() && widens(type_.family, &type_.text);
    let confidence = if maybe_wider { Confidence::Low } else { change.confidence };
    let why = match former {
        Some(former) => format!("`{column}` changes from `{}` to `{}`", former.text, type_.text),
        None => format!("`{column}` changes to `{}`", type_.text),
    };
    report((change, engine), change.place, &why, confidence, seen);
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

fn report(
    (change, engine): (&LiveChange<'_>, &Engine),
    place: Place,
    why: &str,
    confidence: Confidence,
    seen: &mut Seen,
) {
    // MySQL copies the rows beside those that are read.
    let deed = if engine.chooses_algorithm { "change" } else { "use" };
    let message =
        format!("{why}: all of `{}` is written anew, and nobody can {deed} it meanwhile", change.table);
    seen.violated(place, message).confidence(confidence);
}
