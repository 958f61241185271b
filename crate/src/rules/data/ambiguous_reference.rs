use crate::facts::{Facts, ForeignKey, Table};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "ambiguous-reference",
    item: "data.foreign-keys",
    severity: Severity::High,
    page: page!("ambiguous_reference.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts) {
        for key in &table.foreign_keys {
            let parent = facts.catalog.table(key.schema.as_deref(), &key.table);
            let Some(parent) = parent.filter(|parent| parent.engine == table.engine) else { continue };
            // What a table takes from others may hold keys that are not seen.
            if parent.derived.is_some() || parent.is_partitioned() {
                continue;
            }
            judge(table, key, parent, seen);
        }
    }
}

fn judge(table: &Table, key: &ForeignKey, parent: &Table, seen: &mut Seen) {
    let columns = key.columns.join("`, `");
    if key.referred.is_empty() && parent.primary_key.is_none() {
        let message = format!(
            "`{columns}` of `{}` refers to the primary key of `{}`, which has none",
            table.name, parent.name
        );
        seen.violated(key.place, message).confidence(Confidence::Medium).related(parent.place, "the table");
        return;
    }
    if key.referred.is_empty() || parent.is_unique(&key.referred) {
        seen.met(key.place, || format!("`{columns}` of `{}` refers to one row", table.name));
        return;
    }
    // A column that the table does not have was read wrongly, or comes from elsewhere.
    if key.referred.iter().any(|name| parent.column(name).is_none()) {
        return;
    }
    let message = format!(
        "`{columns}` of `{}` refers to `{}` of `{}`, which several rows can share",
        table.name,
        key.referred.join("`, `"),
        parent.name
    );
    let finding = seen.violated(key.place, message).confidence(Confidence::Medium);
    let text = format!(
        "ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({});",
        parent.spelled(),
        parent.name_for(&key.referred, "key"),
        parent.spelled_columns(&key.referred)
    );
    finding.related(parent.place, "the table that it refers to");
    finding.fix(tables::fix(format!("Keep `{}` unique", key.referred.join("`, `")), text));
}
