use crate::facts::{DynamicSql, Facts, TextValues};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "concatenated-dynamic-sql",
    item: "sec.sql-injection",
    severity: Severity::High,
    page: page!("concatenated_dynamic_sql.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let objects = &facts.catalog.objects;
    let routines = objects.routines.iter().map(|routine| (&routine.name, &routine.effects));
    let triggers = objects.triggers.iter().map(|trigger| (&trigger.name, &trigger.effects));
    for (name, effects) in routines.chain(triggers) {
        // A routine of an earlier migration may have been replaced or dropped since.
        let lasts = |dynamic: &&DynamicSql| !facts.catalog.history.done.contains(&dynamic.place.file);
        let lasting = || effects.dynamic.iter().filter(lasts);
        for quoted in lasting().filter(|dynamic| dynamic.values == TextValues::Quoted) {
            seen.met(quoted.place, || format!("`{name}` quotes what it puts into the text"));
        }
        // One routine puts its texts together in one way.
        let joined: Vec<_> = lasting()
            .filter(|dynamic| dynamic.values == TextValues::Callers)
            .map(|dynamic| (dynamic.place, "and here".to_owned()))
            .collect();
        let finding = gather::at_places(seen, &joined, |_, _| {
            format!("`{name}` joins a parameter into a text and runs it as SQL")
        });
        // Many are called with names of tables only that migrations write out.
        if let Some(finding) = finding {
            finding.confidence(Confidence::Medium);
        }
    }
}
