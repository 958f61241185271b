use crate::collections::{BTreeMap, Sort};
use crate::facts::{Column, Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "repeating-group",
    item: "data.normalization",
    severity: Severity::Medium,
    page: page!("repeating_group.md"),
    check,
};

/// Lines of an address are one value on several lines, and a number behind these names belongs to the name.
const WHOLE: &[&str] = &[
    "address",
    "addr",
    "line",
    "street",
    "md",
    "sha",
    "ipv",
    "ip",
    "utf",
    "oauth",
    "oauth2",
    "base",
    "iso",
    "x",
    "y",
    "z",
    "lat",
    "lon",
    "lng",
    "point",
    "version",
    "v",
    "s",
    "h",
    "k",
    "p",
    "q",
    "coordinate",
];
/// Two of these are a pair with sides, not a list.
const PAIRED: &[&str] =
    &["team", "player", "side", "user", "party", "operand", "driver", "parent", "person", "member"];

/// Columns that differ in a number only, in its order.
type Group<'a> = Vec<(u32, &'a Column)>;

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts) {
        let groups = groups(table);
        let repeated =
            groups.iter().filter_map(|(stem, columns)| Some((stem.as_str(), repeated(stem, columns)?)));
        // Each value names a row: the other column takes its place some day.
        let held = |own: &Group<'_>| {
            own.len() == 2
                && own.iter().any(|(_, column)| table.is_unique(std::slice::from_ref(&column.name)))
        };
        let mut repeated: Vec<(&str, Group<'_>)> = repeated.filter(|(_, own)| !held(own)).collect();
        repeated.order_by_key(|(_, group)| group.first().map(|(_, column)| column.place.span.start));
        match repeated.split_first() {
            Some((first, others)) => report(table, first, others, seen),
            None => seen.met(table.place, || format!("`{}` has no numbered columns", table.name)),
        }
    }
    gather::by_file(seen, |count| format!("{count} groups repeat what they hold in columns instead of rows"));
}

/// Columns by what is left of their names without the number, with the numbers; a column without one is the
/// first where others follow it.
fn groups(table: &Table) -> BTreeMap<String, Vec<(u32, &Column)>> {
    let mut groups: BTreeMap<String, Vec<(u32, &Column)>> = BTreeMap::new();
    for column in &table.columns {
        let words = column.words();
        let at = words.iter().rposition(|word| word.bytes().all(|byte| byte.is_ascii_digit()));
        let Some(at) = at.filter(|at| *at > 0) else {
            groups.entry(words.join("_")).or_default().push((1, column));
            continue;
        };
        let Some(number) = words.get(at).and_then(|word| word.parse().ok()) else { continue };
        let rest: Vec<_> =
            words.iter().enumerate().filter(|(own, _)| *own != at).map(|(_, word)| word.as_str()).collect();
        groups.entry(rest.join("_")).or_default().push((number, column));
    }
    groups
}

/// The columns in their order, where they are a group that repeats.
fn repeated<'a>(stem: &str, columns: &[(u32, &'a Column)]) -> Option<Group<'a>> {
    let last = stem.split('_').next_back().unwrap_or_default();
    let first = stem.split('_').next().unwrap_or_default();
    let mut all = columns.to_vec();
    all.order_by_key(|(number, column)| (*number, column.place.span.start));
    all.dedup_by_key(|(number, _)| *number);
    let consecutive = all
        .iter()
        .zip(all.first().map_or(0, |(number, _)| *number)..)
        .all(|((own, _), number)| *own == number);
    let from_start = all.first().is_some_and(|(number, _)| *number <= 1);
    let alike = all.windows(2).all(|pair| match pair {
        [(_, one), (_, other)] => one.type_.family == other.type_.family,
        _ => true,
    });
    let pair = all.len() == 2 && (PAIRED.contains(&first) || PAIRED.contains(&last) || last == "id");
    (all.len() > 1 && consecutive && from_start && alike && !pair && !WHOLE.contains(&last)).then_some(all)
}

/// One finding for a table, at the first of its groups.
fn report(table: &Table, (stem, group): &(&str, Group<'_>), others: &[(&str, Group<'_>)], seen: &mut Seen) {
    let Some((_, column)) = group.first() else { return };
    let more = match others.len() {
        0 => String::new(),
        number => format!(", and so {}", gather::count(number, "other group")),
    };
    let message =
        format!("`{}` repeats `{stem}` in {} columns instead of rows{more}", table.name, group.len());
    let finding = seen.violated(column.place, message).sites(others.len() + 1);
    let most = others.iter().map(|(_, own)| own.len()).max().unwrap_or_default().max(group.len());
    finding.confidence(if most > 2 { Confidence::High } else { Confidence::Medium });
    let all = others.iter().flat_map(|(_, own)| own);
    for (_, other) in group.iter().skip(1).chain(all).take(20) {
        finding.related(other.place, format!("`{}` repeats it", other.name));
    }
    if let Some(text) = target(table, stem, group) {
        finding.fix(tables::fix(format!("Keep each `{stem}` in a row of its own"), text));
    }
}

/// The table that the columns belong to, with the rows that stand in them.
fn target(table: &Table, stem: &str, columns: &[(u32, &Column)]) -> Option<String> {
    let (key, reference) = (tables::key_column(table)?, tables::reference(table)?);
    let (_, first) = columns.first()?;
    let name = tables::part_name(table, stem);
    let own = ["position smallint NOT NULL".to_owned(), format!("{stem} {} NOT NULL", first.type_.text)];
    let create = tables::part(table, &name, &own, "position")?;
    let (table_name, key) = (table.spelled(), table.spelled_column(&key.name));
    let rows = columns.iter().map(|(number, column)| {
        let column = table.spelled_column(&column.name);
        format!("SELECT {key}, {number}, {column} FROM {table_name} WHERE {column} IS NOT NULL")
    });
    let rows = rows.collect::<Vec<_>>().join("\nUNION ALL ");
    let dropped = tables::drop_columns(table, columns.iter().map(|(_, column)| *column));
    Some(format!("{create}\nINSERT INTO {name} ({reference}, position, {stem})\n{rows};\n{dropped}"))
}
