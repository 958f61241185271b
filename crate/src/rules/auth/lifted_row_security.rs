use crate::facts::{AlterTable, Facts, SchemaChange};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "lifted-row-security",
    item: "auth.object-level",
    severity: Severity::High,
    page: page!("lifted_row_security.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        // What an earlier step lifts has been so ever since.
        if facts.catalog.history.done.contains(&file.id) {
            continue;
        }
        for (at, change) in file.facts.schema_changes.iter().enumerate() {
            let SchemaChange::AlterTable { schema, name: table, change: AlterTable::DropTrait(what), place } =
                change
            else {
                continue;
            };
            let Some(clause) = clause(what) else { continue };
            let later = file.facts.schema_changes.get(at..).unwrap_or_default();
            let again = later.iter().any(|change| match change {
                SchemaChange::AlterTable { name, change: AlterTable::AddTrait(own), .. } => {
                    name.eq_ignore_ascii_case(table) && own.value == *what
                }
                SchemaChange::DropTable { name, .. } => name.eq_ignore_ascii_case(table),
                _ => false,
            });
            let stands = facts.catalog.table(schema.as_deref(), table);
            if again || stands.is_some_and(|table| table.trait_of(what).is_some()) {
                seen.met(*place, || format!("row-level security of `{table}` comes back"));
                continue;
            }
            let message = format!(
                "whoever may read `{table}` reads every row of it from then on: its policies no longer hold{}",
                clause.1
            );
            let finding = seen.violated(*place, message).severity(clause.2).confidence(Confidence::Medium);
            finding.fix(tables::fix(
                "Leave it on, and change the policies",
                format!("ALTER TABLE {table} {};", clause.0),
            ));
        }
    }
}

/// The clause that brings it back, for whom it is lifted, and what that weighs.
fn clause(what: &str) -> Option<(&'static str, &'static str, Severity)> {
    match what {
        "row level security" => Some(("ENABLE ROW LEVEL SECURITY", "", Severity::High)),
        "force row level security" => {
            Some(("FORCE ROW LEVEL SECURITY", " for the role that owns it", Severity::Medium))
        }
        _ => None,
    }
}
