use super::{live, transaction};
use crate::artifact::Place;
use crate::facts::{AlterTable, Facts, SchemaChange, StepKind, Within};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "validation-in-transaction",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("validation_in_transaction.md"),
    check,
};

/// A constraint that is added without a look at the rows.
struct Added<'a> {
    table: &'a str,
    name: &'a str,
    place: Place,
    within: Option<Within<'a>>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let mut added: Vec<Added<'_>> = Vec::new();
        for (step, within) in facts.transactions(file) {
            let StepKind::Changes(range) = &step.kind else { continue };
            for change in file.facts.schema_changes.get(range.clone()).unwrap_or_default() {
                let SchemaChange::AlterTable { name: table, change, place, .. } = change else { continue };
                match change {
                    AlterTable::AddForeignKey(key) if !key.validated => {
                        let name = key.name.as_deref();
                        added.extend(name.map(|name| Added { table, name, place: *place, within }));
                    }
                    AlterTable::AddCheck(check) if !check.validated => {
                        let name = check.name.as_deref();
                        added.extend(name.map(|name| Added { table, name, place: *place, within }));
                    }
                    AlterTable::Validate(name) => {
                        let own = |own: &&Added<'_>| {
                            own.name.eq_ignore_ascii_case(name) && own.table.eq_ignore_ascii_case(table)
                        };
                        let Some(confidence) = live::certainty(facts, table, file.id) else { continue };
                        let same = added.iter().find(own).zip(within).filter(|(own, within)| {
                            own.within.is_some_and(|before| before.number == within.number)
                        });
                        let Some((own, within)) = same else {
                            seen.met(*place, format!("`{name}` is checked in a transaction of its own"));
                            continue;
                        };
                        let message = format!(
                            "`{table}` stays locked while its rows are checked against `{name}`, since {}",
                            transaction::reason(within)
                        );
                        let finding = seen.violated(*place, message);
                        finding.confidence(confidence.min(transaction::certainty(within)));
                        finding.related(own.place, "the lock of this statement is held until the end");
                        transaction::relate(finding, within);
                    }
                    _ => {}
                }
            }
        }
    }
}
