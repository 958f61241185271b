use std::collections::HashSet;

use crate::artifact::Place;
use crate::facts::{Facts, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather, tables};

pub(super) static RULE: Rule = Rule {
    id: "row-security-without-policy",
    item: "auth.object-level",
    severity: Severity::Low,
    page: page!("row_security_without_policy.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let policies = &facts.catalog.objects.policies;
    let named = policies.iter().filter_map(|own| facts.catalog.table(own.schema.as_deref(), &own.table));
    let named: HashSet<Place> = named.map(|table| table.place).collect();
    let secured = |table: &&Table| table.trait_of("row level security").is_some();
    let (with, without): (Vec<&Table>, Vec<&Table>) =
        tables::all(facts).filter(secured).partition(|table| named.contains(&table.place));
    for table in &with {
        seen.met(table.place, || format!("a policy says which rows of `{}` are whose", table.name));
    }
    // Where no table has a policy, they stand elsewhere or nobody but the owner is meant to read.
    if with.is_empty() {
        return;
    }
    let places: Vec<_> = without.iter().map(|table| (table.place, format!("`{}`", table.name))).collect();
    let finding = gather::at_places(seen, &places, |count, first| {
        let what = match count {
            1 => format!("{first} has"),
            _ => format!("{first} and {} have", gather::count(count - 1, "other table")),
        };
        format!("{what} row-level security without a policy: nobody but the owner sees or writes a row")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}
