use crate::artifact::Place;
use crate::facts::{Column, Facts, Table, singular, snake, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, migration};

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-naming",
    item: "data.naming",
    severity: Severity::Low,
    page: page!("inconsistent_naming.md"),
    check,
};

/// Names that follow a style before it counts as the style of the house.
const FEWEST: usize = 3;
/// A migration renames so many columns at once.
const MOST_MIGRATED: usize = 3;

/// One name and the style that it is in.
struct Named<'a> {
    name: &'a str,
    place: Place,
    style: &'static str,
    column: Option<(&'a Table, &'a Column)>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let tables = || facts.tables().filter(|table| !table.is_partition());
    let cases = tables().filter_map(|table| named(&table.name, table.place, case(&table.name)));
    compare("tables", &cases.collect::<Vec<_>>(), seen);
    let columns = tables().flat_map(|table| table.columns.iter().map(move |column| (table, column)));
    let cases = columns.filter_map(|(table, column)| {
        let named = named(&column.name, column.place, case(&column.name))?;
        Some(Named { column: Some((table, column)), ..named })
    });
    compare("columns", &cases.collect::<Vec<_>>(), seen);
    let numbers = tables().filter(|table| !relates(table));
    let numbers = numbers.filter_map(|table| named(&table.name, table.place, number(&table.name)));
    compare("tables", &numbers.collect::<Vec<_>>(), seen);
}

fn named<'a>(name: &'a str, place: Place, style: Option<&'static str>) -> Option<Named<'a>> {
    style.map(|style| Named { name, place, style, column: None })
}

/// Finds the few names that are not in the style of the many.
fn compare(what: &str, names: &[Named<'_>], seen: &mut Seen) {
    let styles = ["snake_case", "camelCase", "PascalCase", "UPPER_CASE", "plural", "singular"];
    let count = |style: &str| names.iter().filter(|name| name.style == style).count();
    let Some(house) = styles.into_iter().rev().max_by_key(|style| count(style)) else { return };
    let (most, all) = (count(house), names.len());
    // Where no style has three quarters of the names, nobody can say which of them deviate.
    if most < FEWEST || most * 4 < all * 3 {
        return;
    }
    let Some(first) = names.iter().find(|name| name.style == house) else { return };
    let deviant: Vec<_> = names.iter().filter(|name| name.style != house).collect();
    let Some((one, others)) = deviant.split_first() else {
        seen.met(first.place, || format!("all {all} names of {what} that show it are {house}"));
        return;
    };
    let more = if others.is_empty() { String::new() } else { format!(", as are {} more", others.len()) };
    let message = format!("`{}` is {} where {most} other {what} are {house}{more}", one.name, one.style);
    let finding = seen.violated(one.place, message).confidence(Confidence::Medium);
    finding.related(first.place, format!("`{}` is {house}", first.name));
    if house == "snake_case" && deviant.len() <= MOST_MIGRATED {
        let ways = deviant.iter().map(|own| {
            let (table, column) = own.column?;
            Some((own.place, Some(migration::rename(table, column, &snake(own.name))?)))
        });
        finding.migrations(ways.collect::<Option<Vec<_>>>().into_iter().flatten());
    }
    for other in others.iter().take(20) {
        finding.related(other.place, format!("`{}` is {}", other.name, other.style));
    }
}

/// `None` for a name of one word in lower case, which every style writes alike.
fn case(name: &str) -> Option<&'static str> {
    let upper = name.chars().any(char::is_uppercase);
    let lower = name.chars().any(char::is_lowercase);
    let several = name.trim_matches('_').contains('_');
    match (lower, upper) {
        _ if !name.chars().all(|letter| letter.is_alphanumeric() || letter == '_') => None,
        (true, false) => several.then_some("snake_case"),
        // An acronym alone is written so in most styles.
        (false, true) => (several || name.len() > 5).then_some("UPPER_CASE"),
        (true, true) if several => None,
        (true, true) if name.starts_with(char::is_uppercase) => Some("PascalCase"),
        (true, true) => Some("camelCase"),
        (false, false) => None,
    }
}

/// `None` for a word that has no plural, or whose ending does not show it.
fn number(name: &str) -> Option<&'static str> {
    const SHAPELESS: &[&str] = &[
        "data",
        "metadata",
        "info",
        "history",
        "staff",
        "equipment",
        "media",
        "people",
        "children",
        "series",
        "news",
        "settings",
        "inventory",
        "audit",
        "content",
        "access",
        "stuff",
        "feedback",
        "money",
        "stock",
        "statistics",
        "stats",
        "analytics",
        "preferences",
        "credentials",
        "details",
        "text",
        "cache",
        "queue",
        "log",
        "migrations",
    ];
    let words = words(name);
    if words.is_empty() {
        return None;
    }
    // The head of `bill_of_materials` is the bill.
    let head = words.iter().position(|word| word == "of").filter(|at| *at > 0).unwrap_or(words.len());
    let last = words.get(head - 1)?.as_str();
    if SHAPELESS.contains(&last)
        || !last.is_ascii()
        || last.len() < 3
        || last.bytes().any(|byte| byte.is_ascii_digit())
    {
        return None;
    }
    if singular(last) != last {
        return Some("plural");
    }
    // `address` and `status` end like plurals: what they are cannot be told by the ending.
    (!last.ends_with('s')).then_some("singular")
}

/// A table that relates two others is named after both.
fn relates(table: &Table) -> bool {
    table.foreign_keys.len() >= 2 && table.primary_key.as_ref().is_none_or(|key| key.columns.len() >= 2)
}
