use crate::facts::{Column, Facts, Table, TypeFamily, singular};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "list-in-column",
    item: "data.normalization",
    severity: Severity::Medium,
    page: page!("list_in_column.md"),
    check,
};

/// What a row has several of, when it has any.
const SEVERAL: &[&str] = &[
    "tags",
    "keywords",
    "labels",
    "categories",
    "roles",
    "permissions",
    "emails",
    "phones",
    "skills",
    "recipients",
];
/// How a list in a text is called when somebody calls it that.
const LISTS: &[&str] = &["csv", "list"];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in &table.columns {
            let Some(confidence) = list(column) else { continue };
            let name = &column.name;
            match column.type_.family {
                // A flag or a code has no room for several.
                TypeFamily::Text { fixed: false, most } if most.is_none_or(|most| most > 10) => {
                    let message = format!("`{name}` of `{}` holds several values in one text", table.name);
                    let finding = seen.violated(column.place, message).confidence(confidence);
                    if let Some(text) = target(table, column) {
                        finding.fix(tables::fix("Keep each value in a row of its own", text));
                    }
                }
                TypeFamily::Array => {
                    seen.met(column.type_.place, || format!("`{name}` of `{}` is an array", table.name));
                }
                _ => {}
            }
        }
    }
}

/// A table with a row for each value.
fn target(table: &Table, column: &Column) -> Option<String> {
    let words = column.words();
    let of_ids = words.last().is_some_and(|last| last == "ids");
    let [before @ .., last] = words else { return None };
    let what = match last.as_str() {
        "csv" | "list" | "ids" => before.join("_"),
        _ => crate::facts::stem(words),
    };
    let value =
        if of_ids { format!("{what}_id bigint NOT NULL") } else { format!("{what} varchar(255) NOT NULL") };
    let key = value.split(' ').next()?.to_owned();
    let create = tables::part(table, &tables::part_name(table, &what), &[value], &key)?;
    Some(format!("{create}\n{}", tables::drop_columns(table, std::iter::once(column))))
}

/// How sure it is that a column holds several values, by its name.
fn list(column: &Column) -> Option<Confidence> {
    let words = column.words();
    let last = words.last()?.as_str();
    let several = words.len() > 1;
    if several && ["ids", "csv"].contains(&last) {
        return Some(Confidence::High);
    }
    let whole =
        words.len() == 1 || words.get(words.len() - 2).is_some_and(|before| singular(before) == *before);
    ((SEVERAL.contains(&last) && whole) || (LISTS.contains(&last) && several)).then_some(Confidence::Medium)
}
