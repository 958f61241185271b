use crate::facts::{DynamicSql, Facts, TextValues};
use crate::finding::{Seen, Severity};
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
            match dynamic.values {
                TextValues::Callers => {
                    seen.violated(
                        dynamic.place,
                        format!("`{name}` joins a parameter into a text and runs it as SQL"),
                    );
                }
                TextValues::Quoted => {
                    seen.met(dynamic.place, format!("`{name}` quotes what it puts into the text"));
                }
                TextValues::Others => {}
            }
        }
    }
}
