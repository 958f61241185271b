use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Edit, Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, migration, tables};

pub(super) static RULE: Rule = Rule {
    id: "unzoned-timestamp",
    item: "data.types",
    severity: Severity::Medium,
    page: page!("unzoned_timestamp.md"),
    check,
};

/// A migration moves so many columns at once.
const MOST_MIGRATED: usize = 8;
/// Other places that one finding names.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let mut unzoned: Vec<(&Table, &Column, &'static str)> = Vec::new();
    let mut zoned = 0;
    for table in tables::with_parts(facts) {
        let Some(type_) = table.engine.and_then(|engine| engine.zoned_timestamp) else { continue };
        for column in &table.columns {
            match column.type_.family {
                TypeFamily::Timestamp { zoned: false } => unzoned.push((table, column, type_)),
                TypeFamily::Timestamp { zoned: true } => {
                    zoned += 1;
                    seen.met(column.type_.place, || {
                        format!("`{}` of `{}` is a point in time", column.name, table.name)
                    });
                }
                _ => {}
            }
        }
    }
    let Some(((table, column, type_), others)) = unzoned.split_first() else { return };
    let more = match (others.len(), zoned) {
        (0, _) => String::new(),
        (others, 0) => format!(", nor do {others} others"),
        (others, zoned) => format!(", nor do {others} others, where {zoned} do"),
    };
    let message =
        format!("`{}` of `{}` does not say which point in time it is{more}", column.name, table.name);
    let finding = seen.violated(column.place, message).sites(unzoned.len());
    for (table, column, _) in others.iter().take(MOST_RELATED) {
        finding.related(column.place, format!("`{}` of `{}`", column.name, table.name));
    }
    let stated = unzoned.iter().all(|(table, column, _)| table.states(column.type_.place));
    let edits =
        if stated && !facts.catalog.migrated { unzoned.iter().map(edit).collect() } else { Vec::new() };
    if unzoned.len() <= MOST_MIGRATED {
        let ways = unzoned
            .iter()
            .map(|(table, column, type_)| Some((column.place, Some(migration::zone(table, column, type_)?))));
        finding.migrations(ways.collect::<Option<Vec<_>>>().into_iter().flatten());
    }
    finding.fix(Fix {
        title: format!("Store points in time as `{type_}`"),
        edits,
        code: table.change_type(&column.name, type_).map(|text| Snippet {
            language: "sql".to_owned(),
            text: text
                .replace(';', &format!(" USING {} AT TIME ZONE 'UTC';", table.spelled_column(&column.name))),
        }),
    });
}

/// Keeps the precision: `timestamp(3)` becomes `timestamptz(3)`.
fn edit((_, column, type_): &(&Table, &Column, &'static str)) -> Edit {
    let written = &column.type_.text;
    let precision =
        written.split_once('(').and_then(|(_, rest)| rest.split_once(')')).map(|(digits, _)| digits);
    let text = precision.map_or_else(|| (*type_).to_owned(), |digits| format!("{type_}({})", digits.trim()));
    Edit { place: column.type_.place, text }
}
