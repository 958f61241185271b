use crate::collections::{BTreeMap, Sort};
use crate::facts::{Column, Facts, Table, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "repeating-group",
    item: "data.normalization",
    severity: Severity::Medium,
    page: include_str!("repeating_group.md"),
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

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        let groups = groups(table);
        let mut found = false;
        for (stem, columns) in &groups {
            found |= columns.len() > 1 && report(table, stem, columns, seen);
        }
        if !found {
            seen.met(table.place, format!("`{}` has no numbered columns", table.name));
        }
    }
}

/// Columns by what is left of their names without the number, with the numbers; a column without one is the
/// first where others follow it.
fn groups(table: &Table) -> BTreeMap<String, Vec<(u32, &Column)>> {
    let mut groups: BTreeMap<String, Vec<(u32, &Column)>> = BTreeMap::new();
    for column in &table.columns {
        let words = words(&column.name);
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

/// Says whether the columns are a group that repeats.
fn report(table: &Table, stem: &str, columns: &[(u32, &Column)], seen: &mut Seen) -> bool {
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
    if all.len() < 2 || !consecutive || !from_start || !alike || pair || WHOLE.contains(&last) {
        return false;
    }
    let Some((_, column)) = all.first() else { return false };
    let message = format!("`{}` repeats `{stem}` in {} columns instead of rows", table.name, all.len());
    let finding = seen.violated(column.place, message);
    finding.confidence(if all.len() > 2 { Confidence::High } else { Confidence::Medium });
    for (_, other) in all.iter().skip(1).take(20) {
        finding.related(other.place, format!("`{}` repeats it", other.name));
    }
    true
}
