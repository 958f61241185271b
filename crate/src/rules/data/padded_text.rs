use crate::facts::{Column, Facts, TypeFamily};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "padded-text",
    item: "data.types",
    severity: Severity::Low,
    page: page!("padded_text.md"),
    check,
};

/// What is of any length.
const FREE: &[&str] = &[
    "address",
    "author",
    "caption",
    "city",
    "comment",
    "company",
    "contact",
    "content",
    "description",
    "email",
    "firstname",
    "fullname",
    "label",
    "lastname",
    "login",
    "mail",
    "message",
    "name",
    "note",
    "remark",
    "street",
    "subject",
    "surname",
    "text",
    "title",
    "url",
    "username",
];
/// Names of these are codes of one length.
const CODES: &[&str] = &["code", "short", "hash", "abbreviation", "iso", "initial", "middle"];

fn check(facts: &Facts, seen: &mut Seen) {
    let mut padded = Vec::new();
    for table in tables::with_parts(facts) {
        // A database that cannot change a type keeps every text as it is.
        if table.engine.is_some_and(|engine| engine.change_type.is_none()) {
            continue;
        }
        for column in table.columns.iter().filter(|column| is_free(column)) {
            match column.type_.family {
                TypeFamily::Text { most: Some(4..), fixed: true } => {
                    let label = format!("`{}` of `{}`", column.name, table.name);
                    padded.push((column.type_.place, label));
                }
                TypeFamily::Text { fixed: false, .. } => {
                    seen.met(column.type_.place, || format!("`{}` is as long as its value", column.name));
                }
                _ => {}
            }
        }
    }
    gather::at_places(seen, &padded, |count, first| {
        let what = match count {
            1 => format!("{first} is"),
            _ => format!("{first} and {} are", gather::count(count - 1, "other column")),
        };
        format!("{what} filled up with blanks to a fixed length")
    });
}

fn is_free(column: &Column) -> bool {
    let words = column.words();
    tables::ends_in(&column.name, FREE) && !words.iter().any(|word| CODES.contains(&word.as_str()))
}
