use crate::facts::{Facts, Routine};
use crate::finding::{Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "definer-without-search-path",
    item: "sec.least-privilege",
    severity: Severity::High,
    page: include_str!("definer_without_search_path.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for routine in facts.catalog.objects.routines.iter().filter(|routine| looks_up(facts, routine)) {
        let Some(definer) = routine.definer else { continue };
        let name = &routine.name;
        if let Some(path) = &routine.search_path {
            seen.met(path.place, format!("`{name}` looks names up where its owner says"));
            continue;
        }
        let message =
            format!("`{name}` runs with its owner's rights, but looks names up where the caller says");
        seen.violated(definer, message).fix(Fix {
            title: format!("Say where `{name}` looks names up"),
            edits: Vec::new(),
            code: Some(Snippet {
                language: "sql".to_owned(),
                text: format!("ALTER FUNCTION {name} SET search_path = pg_catalog, pg_temp;"),
            }),
        });
    }
}

/// Only where the language is said is it a database in which names are looked up along a path.
fn looks_up(facts: &Facts, routine: &Routine) -> bool {
    let engine =
        facts.files.iter().find(|file| file.id == routine.place.file).and_then(|file| file.facts.engine);
    engine.is_some_and(|engine| engine.locks_for_index)
        && routine.language.as_deref().is_some_and(|language| !["c", "internal"].contains(&language))
}
