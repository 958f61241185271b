use crate::artifact::Place;
use crate::facts::{Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::gather::{self, Site};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "unforced-row-security",
    item: "auth.object-level",
    severity: Severity::Medium,
    page: page!("unforced_row_security.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let secured = |table: &&Table| table.trait_of("row level security").is_some();
    let forced = |table: &Table| table.trait_of("force row level security").map(|own| own.place);
    let tables: Vec<&Table> = tables::all(facts).filter(secured).collect();
    let Some(example) = tables.iter().find_map(|table| forced(table)) else {
        ask(facts, tables.first().map(|table| table.place), seen);
        return;
    };
    let mut open = Vec::new();
    let mut met = 0;
    for table in &tables {
        if let Some(place) = forced(table) {
            met += 1;
            seen.met(place, || format!("the policies of `{}` hold for its owner too", table.name));
            continue;
        }
        let message = format!(
            "the owner of `{}` sees every row of it, though other tables hold their owner too",
            table.name
        );
        let label = format!("`{}`", table.name);
        open.push(Site {
            place: table.place,
            label,
            message,
            confidence: Confidence::Medium,
            severity: None,
        });
    }
    gather::tell(seen, open, met, |count| {
        format!("{count} tables with row-level security do not hold their owner to it")
    });
    for finding in &mut seen.violated {
        finding.related(example, "a table that holds its owner to it");
    }
}

/// Who owns the tables, and who connects, only people know: often they are one.
fn ask(facts: &Facts, place: Option<Place>, seen: &mut Seen) {
    let policies = !facts.catalog.objects.policies.is_empty();
    if let Some(place) = place.filter(|_| policies) {
        let text = "Does the service connect as the owner of the tables? Then no policy holds for it, until `FORCE ROW LEVEL SECURITY` says so.";
        seen.question(Some(place), text);
    }
}
