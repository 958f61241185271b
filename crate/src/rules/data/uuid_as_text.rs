use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "uuid-as-text",
    item: "data.types",
    severity: Severity::Low,
    page: page!("uuid_as_text.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut texts = Vec::new();
    let mut first: Option<(&Table, &Column, &str)> = None;
    for table in tables::all(facts) {
        let Some(uuid) = table.engine.and_then(|engine| engine.uuid) else { continue };
        for column in &table.columns {
            if column.type_.family == TypeFamily::Uuid {
                seen.met(column.type_.place, || format!("`{}` of `{}` is a UUID", column.name, table.name));
            } else if is_uuid(column) {
                texts.push((column.type_.place, format!("`{}` of `{}`", column.name, table.name)));
                first = first.or(Some((table, column, uuid)));
            }
        }
    }
    let finding = gather::at_places(seen, &texts, |count, first| {
        let what = match count {
            1 => format!("{first} keeps a UUID"),
            _ => format!("{first} and {} keep UUIDs", gather::count(count - 1, "other column")),
        };
        format!("{what} as text of 36 characters instead of 16 bytes")
    });
    let (Some(finding), Some((table, column, uuid))) = (finding, first) else { return };
    finding.confidence(Confidence::Medium);
    // Bytes have to be worked out of the text, which no change of the type does by itself.
    if uuid == "uuid" && !table.modelled {
        let name = table.spelled_column(&column.name);
        let text =
            format!("ALTER TABLE {} ALTER COLUMN {name} TYPE uuid USING {name}::uuid;", table.spelled());
        finding.fix(tables::fix(format!("Keep `{}` as a UUID", column.name), text));
    }
}

/// A text with room for a UUID, that is called one or that the database fills with one.
fn is_uuid(column: &Column) -> bool {
    let TypeFamily::Text { most, .. } = column.type_.family else { return false };
    let default = column.default.as_ref().map(|own| own.value.to_ascii_lowercase()).unwrap_or_default();
    let filled =
        ["uuid(", "gen_random_uuid", "uuid_generate", "newid("].iter().any(|own| default.contains(own));
    let called = column.words().last().is_some_and(|last| last == "uuid" || last == "guid");
    let fits = most.is_none_or(|most| (32..=40).contains(&most));
    let secret = tables::says(&column.name, &["secret", "token", "key", "password"]);
    !secret && ((filled && most.is_none_or(|most| most >= 32)) || (called && fits))
}
