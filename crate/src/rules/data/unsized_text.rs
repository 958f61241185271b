use crate::facts::{Facts, Flaw, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, bodies, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "unsized-text",
    item: "data.types",
    severity: Severity::High,
    page: page!("unsized_text.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::with_parts(facts) {
        for column in &table.columns {
            let TypeFamily::Text { most, fixed: false } = column.type_.family else { continue };
            if most == Some(1) && !column.type_.text.contains('(') {
                let message = format!("`{}` of `{}` holds one character", column.name, table.name);
                seen.violated(column.type_.place, message).confidence(Confidence::High);
            } else if most.is_some() {
                seen.met(column.type_.place, || format!("`{}` says how long it may be", column.name));
            }
        }
    }
    for (name, flaw) in bodies::flaws(facts) {
        if flaw.kind == Flaw::UnsizedText {
            let message =
                format!("a text of `{name}` holds one character, and what is longer is cut off silently");
            seen.violated(flaw.place, message).confidence(Confidence::High);
        }
    }
    gather::by_file(seen, |count| format!("{count} texts hold one character"));
}
