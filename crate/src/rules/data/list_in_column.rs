use crate::facts::{Column, Facts, TypeFamily, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "list-in-column",
    item: "data.normalization",
    severity: Severity::Medium,
    page: include_str!("list_in_column.md"),
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
                TypeFamily::Text { fixed: false, .. } => {
                    let message = format!("`{name}` of `{}` holds a list in one text", table.name);
                    seen.violated(column.place, message).confidence(confidence);
                }
                TypeFamily::Array => {
                    seen.met(column.type_.place, format!("`{name}` of `{}` is an array", table.name));
                }
                _ => {}
            }
        }
    }
}

/// How sure it is that a column holds several values, by its name.
fn list(column: &Column) -> Option<Confidence> {
    let words = words(&column.name);
    let last = words.last()?.as_str();
    let several = words.len() > 1;
    if several && ["ids", "csv"].contains(&last) {
        return Some(Confidence::High);
    }
    let whole =
        words.len() == 1 || words.get(words.len() - 2).is_some_and(|before| singular(before) == *before);
    ((SEVERAL.contains(&last) && whole) || (LISTS.contains(&last) && several)).then_some(Confidence::Medium)
}
