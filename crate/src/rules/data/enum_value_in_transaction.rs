use super::transaction;
use crate::artifact::Place;
use crate::facts::{Facts, FileEntry, SchemaChange, StepKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "enum-value-in-transaction",
    item: "data.migrations-locks",
    severity: Severity::High,
    page: page!("enum_value_in_transaction.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        let mut added: Vec<(&str, Place, Option<usize>)> = Vec::new();
        for (step, within) in facts.transactions(file) {
            let number = within.map(|within| within.number);
            match &step.kind {
                StepKind::AddEnumValue { type_, value } if !creates(file, type_) => {
                    added.push((value, step.place, number));
                    seen.met(step.place, || format!("{value} is added to `{type_}`"));
                }
                StepKind::UsesEnumValue(value) => {
                    let Some(within) = within else { continue };
                    let same = |own: &&(&str, Place, Option<usize>)| own.0 == value && own.2 == number;
                    let Some((_, place, _)) = added.iter().find(same) else { continue };
                    let message = format!(
                        "{value} cannot be used before the transaction that adds it has ended, and {}: the \
                         migration fails here",
                        transaction::reason(within)
                    );
                    let finding = seen.violated(step.place, message);
                    // The same text may be a value of something else.
                    finding.confidence(Confidence::Medium).related(*place, "it is added here");
                    transaction::relate(finding, within);
                }
                _ => {}
            }
        }
    }
}

/// Values of a type that the same transaction creates can be used at once.
fn creates(file: &FileEntry, type_: &str) -> bool {
    file.facts
        .schema_changes
        .iter()
        .any(|change| matches!(change, SchemaChange::CreateType(own) if own.name.eq_ignore_ascii_case(type_)))
}
