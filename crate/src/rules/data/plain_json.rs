use crate::facts::{Facts, TypeFamily};
use crate::finding::{Edit, Fix, Seen, Severity};
use crate::rules::Rule;
use crate::rules::{gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "plain-json",
    item: "data.types",
    severity: Severity::Low,
    page: page!("plain_json.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut plain, mut edits, mut stated) = (Vec::new(), Vec::new(), !facts.catalog.migrated);
    for table in tables::with_parts(facts) {
        let Some(better) = table.engine.and_then(|engine| engine.binary_json) else { continue };
        for column in table.columns.iter().filter(|column| column.type_.family == TypeFamily::Json) {
            if column.type_.text.eq_ignore_ascii_case("json") {
                stated &= table.states(column.type_.place);
                edits.push(Edit { place: column.type_.place, text: better.to_owned() });
                plain.push((column.type_.place, format!("`{}` of `{}`", column.name, table.name)));
            } else {
                seen.met(column.type_.place, || format!("`{}` is {better}", column.name));
            }
        }
    }
    let finding = gather::at_places(seen, &plain, |count, first| {
        let whole = match count {
            1 => format!("{first} keeps"),
            _ => format!("{first} and {} keep", gather::count(count - 1, "other column")),
        };
        format!("{whole} JSON as text, which is read anew for each look into it and cannot be compared")
    });
    if let Some(finding) = finding.filter(|_| stated) {
        finding.fix(Fix { title: "Keep JSON in its binary form".to_owned(), edits, code: None });
    }
}
