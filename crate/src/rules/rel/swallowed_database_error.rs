use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "swallowed-database-error",
    item: "rel.error-handling",
    severity: Severity::Medium,
    page: page!("swallowed_database_error.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let objects = &facts.catalog.objects;
    let routines = objects.routines.iter().map(|routine| (&routine.name, routine.place, &routine.effects));
    let triggers = objects.triggers.iter().map(|trigger| (&trigger.name, trigger.place, &trigger.effects));
    for (name, place, effects) in routines.chain(triggers) {
        if facts.catalog.history.done.contains(&place.file) {
            continue;
        }
        for handler in &effects.swallowed {
            let message =
                format!("`{name}` catches every error and does nothing: whoever calls it takes it for done");
            seen.violated(*handler, message).confidence(Confidence::High);
        }
        if effects.swallowed.is_empty() && !effects.written.is_empty() {
            seen.met(place, || format!("errors of `{name}` reach its caller"));
        }
    }
}
