use crate::artifact::Place;
use crate::facts::{Facts, Table};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "unvalidated-constraint",
    item: "data.constraints",
    severity: Severity::Low,
    page: page!("unvalidated_constraint.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| !table.modelled) {
        for (name, place, validated) in constraints(table) {
            // Another migration may check the rows.
            if facts.catalog.history.last_steps.contains(&place.file) {
                continue;
            }
            let called = name.map_or_else(|| "a constraint".to_owned(), |name| format!("`{name}`"));
            if validated {
                seen.met(place, || format!("every row of `{}` holds to {called}", table.name));
                continue;
            }
            let message = format!(
                "rows of `{}` may break {called}: nobody has checked those that it found",
                table.name
            );
            let finding = seen.violated(place, message);
            let postgres = table.engine.is_some_and(|engine| engine.adds_unvalidated);
            if let Some(name) = name.filter(|_| postgres) {
                let name = table.spelled_column(name);
                let text = format!("ALTER TABLE {} VALIDATE CONSTRAINT {name};", table.spelled());
                finding.fix(tables::fix("Check the rows while they are used", text));
            }
        }
    }
    gather::by_file(seen, |count| format!("{count} constraints may be broken by rows that they found"));
}

fn constraints(table: &Table) -> impl Iterator<Item = (Option<&str>, Place, bool)> {
    let keys = table.foreign_keys.iter().map(|key| (key.name.as_deref(), key.place, key.validated));
    keys.chain(table.checks.iter().map(|check| (check.name.as_deref(), check.place, check.validated)))
}
