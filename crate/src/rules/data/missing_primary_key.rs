use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-primary-key",
    item: "data.primary-keys",
    severity: Severity::High,
    page: include_str!("missing_primary_key.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables() {
        match &table.primary_key {
            Some(key) => {
                seen.met(key.place, format!("`{}` is keyed by {}", table.name, key.columns.join(", ")))
            }
            None => {
                seen.violated(table.place, format!("table `{}` has no primary key", table.name));
            }
        }
    }
}
