use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "repeated-constraint",
    item: "data.index-hygiene",
    severity: Severity::Low,
    page: page!("repeated_constraint.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| !table.modelled && table.derived.is_none()) {
        let mut known: BTreeMap<String, (Option<&str>, Place)> = BTreeMap::new();
        for (says, name, place) in constraints(table) {
            let Some((called, first)) = known.get(&says).copied() else {
                known.insert(says, (name, place));
                seen.met(place, || format!("no other constraint of `{}` says the same", table.name));
                continue;
            };
            // Under one name, or in another script, it is the same one.
            if first.file != place.file || (called.is_some() && called == name) {
                continue;
            }
            let name = name.map_or_else(|| "a constraint".to_owned(), |name| format!("`{name}`"));
            let message = format!("{name} of `{}` says what another one says already", table.name);
            let finding = seen.violated(place, message).confidence(Confidence::High);
            finding.related(first, "the same");
        }
    }
    gather::by_file(seen, |count| format!("{count} constraints say what others say already"));
}

/// What each constraint says, its name and its place.
fn constraints(table: &Table) -> impl Iterator<Item = (String, Option<&str>, Place)> {
    let keys = table.foreign_keys.iter().map(|key| {
        let says = format!("{}>{}:{}", key.columns.join(","), key.table, key.referred.join(","));
        (says.to_lowercase(), key.name.as_deref(), key.place)
    });
    let checks = table.checks.iter().map(|check| {
        let words: Vec<&str> = check.expression.split_whitespace().collect();
        (format!("check {}", words.join(" ")), check.name.as_deref(), check.place)
    });
    keys.chain(checks)
}
