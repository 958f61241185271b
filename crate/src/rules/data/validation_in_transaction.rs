use super::{live, transaction};
use crate::artifact::Place;
use crate::facts::{AlterTable, Facts, SchemaChange, StepKind, Within};
use crate::finding::{Finding, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "validation-in-transaction",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("validation_in_transaction.md"),
    check,
};

/// More changes than one transaction has.
const MOST: usize = 1_000;

/// A change that keeps everybody from a table until its transaction ends.
struct Lock<'a> {
    table: &'a str,
    place: Place,
    /// The transaction, or the statement where there is none.
    during: Result<Within<'a>, Place>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let mut locks: Vec<Lock<'_>> = Vec::new();
        for (step, within) in facts.transactions(file) {
            let StepKind::Changes(range) = &step.kind else { continue };
            let during = within.ok_or(step.place);
            locks.retain(|lock| is_same(&lock.during, &during));
            for change in file.facts.schema_changes.get(range.clone()).unwrap_or_default() {
                let SchemaChange::AlterTable { name: table, change, place, .. } = change else { continue };
                match change {
                    AlterTable::Validate(name) => {
                        let Some(confidence) = live::certainty(facts, table, file.id) else { continue };
                        let Some(lock) = locks.iter().find(|lock| lock.table.eq_ignore_ascii_case(table))
                        else {
                            seen.met(*place, || format!("`{name}` is checked in a transaction of its own"));
                            continue;
                        };
                        let certainty = lock
                            .during
                            .map_or(confidence, |within| confidence.min(transaction::certainty(within)));
                        report(lock, (name, *place), seen).confidence(certainty);
                    }
                    AlterTable::Describe(_) => {}
                    _ if locks.len() < MOST => locks.push(Lock { table, place: *place, during }),
                    _ => {}
                }
            }
        }
    }
}

fn is_same(one: &Result<Within<'_>, Place>, other: &Result<Within<'_>, Place>) -> bool {
    match (one, other) {
        (Ok(one), Ok(other)) => one.number == other.number,
        (Err(one), Err(other)) => one == other,
        _ => false,
    }
}

fn report<'s>(lock: &Lock<'_>, (name, place): (&str, Place), seen: &'s mut Seen) -> &'s mut Finding {
    let table = lock.table;
    let why = lock.during.map_or_else(|_| "it is one statement".to_owned(), transaction::reason);
    let message = format!("`{table}` stays locked while its rows are checked against `{name}`, since {why}");
    let finding = seen.violated(place, message);
    finding.related(lock.place, "the lock of this change is held until the end");
    if let Ok(within) = lock.during {
        transaction::relate(finding, within);
    }
    finding
}
