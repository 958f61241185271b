use crate::facts::{DynamicSql, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "concatenated-dynamic-sql",
    item: "sec.sql-injection",
    severity: Severity::High,
    page: include_str!("concatenated_dynamic_sql.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let objects = &facts.catalog.objects;
    let routines = objects.routines.iter().map(|routine| (&routine.name, &routine.effects));
    let triggers = objects.triggers.iter().map(|trigger| (&trigger.name, &trigger.effects));
    for (name, effects) in routines.chain(triggers) {
        // A routine of an earlier migration may have been replaced or dropped since.
        let lasts = |dynamic: &&DynamicSql| !facts.catalog.history.done.contains(&dynamic.place.file);
        for dynamic in effects.dynamic.iter().filter(lasts) {
            if dynamic.joined {
                let message = format!("`{name}` joins values into a text and runs it as SQL");
                seen.violated(dynamic.place, message).confidence(Confidence::Medium);
            } else {
                seen.met(dynamic.place, format!("`{name}` quotes or binds what it puts into the text"));
            }
        }
    }
}
