use super::unscoped_unique::tenant;
use crate::facts::{Facts, Index, IndexPart, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "tenant-blind-index",
    item: "data.tenancy",
    severity: Severity::Low,
    page: page!("tenant_blind_index.md"),
    check,
};

/// Columns whose values every tenant shares.
const SHARED: &[&str] = &["status", "state", "type", "kind", "category", "priority", "name", "title"];

fn check(facts: &Facts, seen: &mut Seen) {
    let Some(tenant) = tenant(facts) else { return };
    let mut blind = Vec::new();
    for table in facts.tables().filter(|table| !table.is_partition() && table.column(tenant).is_some()) {
        for index in table.indexes.iter().filter(|index| !index.unique && index.condition.is_none()) {
            let Some(IndexPart::Column(first)) = index.parts.first() else { continue };
            let name = index.name.as_deref().unwrap_or("without a name");
            if first.eq_ignore_ascii_case(tenant) {
                seen.met(index.place, || format!("`{name}` finds the rows of one tenant"));
            } else if is_shared(table, index, first, tenant) {
                blind.push((index.place, format!("`{name}` of `{}`", table.name)));
            }
        }
    }
    let finding = gather::at_places(seen, &blind, |count, first| {
        let others = if count > 1 { format!(" and {} more", count - 1) } else { String::new() };
        format!("index {first}{others}: to find the rows of one `{tenant}`, it reads those of all")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

fn is_shared(table: &Table, index: &Index, first: &str, tenant: &str) -> bool {
    let finds = index.method.as_deref().is_none_or(|method| method == "btree");
    let holds = index.leading_columns().iter().any(|column| column.eq_ignore_ascii_case(tenant));
    let Some(column) = table.column(first).filter(|_| finds && !holds) else { return false };
    let family = matches!(
        column.type_.family,
        TypeFamily::Boolean | TypeFamily::Enumeration | TypeFamily::Date | TypeFamily::Timestamp { .. }
    );
    family || SHARED.contains(&first.to_lowercase().as_str())
}
