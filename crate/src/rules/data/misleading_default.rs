use super::conditions::quoted_constant;
use crate::facts::{Column, Facts, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::gather::{self, Site};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "misleading-default",
    item: "data.types",
    severity: Severity::Medium,
    page: page!("misleading_default.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut faults = Vec::new();
    let mut met = 0;
    for table in tables::all(facts) {
        for column in &table.columns {
            let Some(default) = &column.default else { continue };
            let constant = quoted_constant(&default.value);
            let fault = constant.as_deref().and_then(|text| fault(column, &default.value, text));
            if let Some(fault) = fault {
                let label = format!("`{}` of `{}`", column.name, table.name);
                let message = format!("the default `{}` of {label} {fault}", default.value);
                let confidence = Confidence::High;
                faults.push(Site { place: default.place, label, message, confidence, severity: None });
            } else if constant.is_none() && tables::is_time(column) {
                met += 1;
                seen.met(default.place, || format!("`{}` is worked out for each row", column.name));
            }
        }
    }
    gather::tell_few(seen, faults, met, |count| format!("{count} defaults are not what they look like"));
}

fn fault(column: &Column, written: &str, text: &str) -> Option<&'static str> {
    let lower = text.trim().to_ascii_lowercase();
    let timed = tables::is_time(column) || column.type_.family == TypeFamily::Time;
    // Cast to text first, it is read anew for each row.
    let late = written.to_ascii_lowercase().contains("::text");
    let named = lower.trim_end_matches(['(', ')']);
    let functions = [
        "now",
        "current_timestamp",
        "getdate",
        "sysdate",
        "current_date",
        "uuid",
        "newid",
        "gen_random_uuid",
    ];
    if timed && ["now", "today", "tomorrow", "yesterday"].contains(&lower.as_str()) {
        (!late).then_some("is the time at which the table was made, the same for every row")
    } else if timed && lower.starts_with("0000-00-00") {
        Some("is no date: what reads it turns it into nothing or an error")
    } else if functions.contains(&named) && (lower.ends_with(')') || lower.contains('_')) {
        Some("is a text in quotes, not the function")
    } else if lower == "null" && tables::is_text(column) {
        Some("is the word, not the absence of a value")
    } else {
        None
    }
}
