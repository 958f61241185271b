use crate::facts::{Facts, Routine};
use crate::finding::{Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "definer-without-search-path",
    item: "sec.least-privilege",
    severity: Severity::High,
    page: page!("definer_without_search_path.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut open = Vec::new();
    for routine in facts.catalog.objects.routines.iter().filter(|routine| looks_up(facts, routine)) {
        let Some(definer) = routine.definer else { continue };
        match &routine.search_path {
            Some(path) => {
                seen.met(path.place, || format!("`{}` looks names up where its owner says", routine.name));
            }
            None => open.push((definer, format!("`{}`", routine.name))),
        }
    }
    let together = gather::is_too_many(open.len());
    let groups = if together { open.len() } else { 1 };
    for routines in open.chunks(groups.max(1)) {
        let finding = gather::listed(seen, routines, |number, first| {
            let others = if number > 1 {
                format!(" and {} run", gather::count(number - 1, "other routine"))
            } else {
                " runs".to_owned()
            };
            format!("{first}{others} with the owner's rights, but names are looked up where the caller says")
        });
        let texts = routines.iter().map(|(_, name)| {
            format!("ALTER FUNCTION {} SET search_path = pg_catalog, pg_temp;", name.trim_matches('`'))
        });
        let text = gather::statements(texts);
        if let Some(finding) = finding {
            finding.fix(Fix {
                title: "Say where names are looked up".to_owned(),
                edits: Vec::new(),
                code: Some(Snippet { language: "sql".to_owned(), text }),
            });
        }
    }
}

/// Only where the language is said is it a database in which names are looked up along a path.
fn looks_up(facts: &Facts, routine: &Routine) -> bool {
    let engine =
        facts.files.iter().find(|file| file.id == routine.place.file).and_then(|file| file.facts.engine);
    engine.is_some_and(|engine| engine.locks_for_index)
        && routine.language.as_deref().is_some_and(|language| !["c", "internal"].contains(&language))
}
