use crate::facts::{Facts, Table, TypeFamily, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::gather::{self, Site};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "file-in-table",
    item: "data.store-choice",
    severity: Severity::Low,
    page: page!("file_in_table.md"),
    check,
};

/// Columns that say what kind of file another one holds, or where it lies.
const OF_FILES: &[&str] = &["mime", "mimetype", "filename", "extension", "filesize", "mediatype"];
const FILES: &[&str] = &[
    "image",
    "photo",
    "picture",
    "thumbnail",
    "file",
    "document",
    "attachment",
    "pdf",
    "avatar",
    "logo",
    "media",
    "video",
    "audio",
];
const PLACES: &[&str] = &["url", "path", "key", "uri", "bucket", "location"];

fn check(facts: &Facts, seen: &mut Seen) {
    let mut kept = Vec::new();
    let mut met = 0;
    for table in tables::all(facts) {
        let described = table.columns.iter().any(|column| is_of_file(&column.name));
        for column in &table.columns {
            let large = column.type_.family == TypeFamily::Binary && !is_small(&column.type_.text);
            let content = ["data", "content", "contents", "body", "bytes", "blob", "binary"];
            let holds = || {
                tables::ends_in(&column.name, FILES) || (described && tables::ends_in(&column.name, &content))
            };
            let place = || {
                tables::is_text(column)
                    && tables::ends_in(&column.name, PLACES)
                    && tables::says(&column.name, FILES)
            };
            if large && holds() {
                kept.push(site(table, column.place, &column.name));
            } else if place() {
                met += 1;
                seen.met(column.place, || format!("`{}` says where the file lies", column.name));
            }
        }
    }
    gather::tell_few(seen, kept, met, |count| format!("{count} columns keep whole files in rows"));
}

fn site(table: &Table, place: crate::artifact::Place, name: &str) -> Site {
    Site {
        place,
        label: format!("`{name}` of `{}`", table.name),
        message: format!("`{name}` of `{}` keeps whole files in rows", table.name),
        confidence: Confidence::Medium,
        severity: None,
    }
}

fn is_of_file(name: &str) -> bool {
    let words = words(name);
    OF_FILES.contains(&words.concat().as_str())
        || words.iter().any(|word| word == "mime")
        || (words.len() > 1 && words.join("_").ends_with("file_name"))
}

/// `varbinary(64)`: a hash or a key.
fn is_small(type_: &str) -> bool {
    let length = type_.split_once('(').map(|(_, rest)| rest.trim_end_matches(')').trim());
    length.and_then(|length| length.parse::<u32>().ok()).is_some_and(|length| length <= 4096)
}
