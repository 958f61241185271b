use crate::facts::{Action, Facts, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "cascade-onto-records",
    item: "data.referential-actions",
    severity: Severity::Medium,
    page: page!("cascade_onto_records.md"),
    check,
};

/// Records that have to be kept, whatever becomes of what they refer to.
const RECORDS: &[&str] = &[
    "bill",
    "charge",
    "contract",
    "invoice",
    "ledger",
    "order",
    "payment",
    "payout",
    "receipt",
    "refund",
    "transaction",
    "transfer",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        let kept = words(&table.name).last().is_some_and(|last| RECORDS.contains(&singular(last).as_str()));
        for key in table.foreign_keys.iter().filter(|_| kept) {
            if key.on_delete != Some(Action::Cascade) {
                seen.met(key.place, || {
                    format!("rows of `{}` stay when `{}` loses one", table.name, key.table)
                });
                continue;
            }
            let message =
                format!("deleting a row of `{}` deletes its `{}`, without a trace", key.table, table.name);
            seen.violated(key.place, message).confidence(Confidence::Medium);
        }
    }
}
