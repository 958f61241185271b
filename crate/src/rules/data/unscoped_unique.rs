use crate::facts::{Facts, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unscoped-unique",
    item: "data.tenancy",
    severity: Severity::Medium,
    page: page!("unscoped_unique.md"),
    check,
};

/// What a tenant calls its own things.
const NAMES: &[&str] = &[
    "code",
    "key",
    "name",
    "number",
    "order_number",
    "invoice_number",
    "sku",
    "slug",
    "title",
    "label",
    "identifier",
];
const TENANTS: &[&str] = &[
    "tenant_id",
    "organization_id",
    "organisation_id",
    "org_id",
    "workspace_id",
    "company_id",
    "account_id",
    "team_id",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let Some(tenant) = tenant(facts) else { return };
    for table in facts.tables().filter(|table| !table.is_partition() && table.column(tenant).is_some()) {
        for (columns, place) in uniques(table) {
            let scoped = columns.iter().any(|column| column.eq_ignore_ascii_case(tenant));
            let [only] = columns.as_slice() else {
                if scoped {
                    seen.met(place, || format!("is unique for each `{tenant}`"));
                }
                continue;
            };
            if !NAMES.contains(&only.to_lowercase().as_str()) {
                continue;
            }
            let message = format!(
                "`{only}` of `{}` is unique over all tenants: one takes a name away from the others, and learns that it is taken",
                table.name
            );
            let both = [tenant.to_owned(), only.clone()];
            let text = format!(
                "ALTER TABLE {} ADD CONSTRAINT {} UNIQUE ({});",
                table.spelled(),
                table.name_for(&both, "key"),
                table.spelled_columns(&both)
            );
            seen.violated(place, message).confidence(Confidence::Medium).fix(Fix {
                title: format!("Make `{only}` unique for each `{tenant}`"),
                edits: Vec::new(),
                code: Some(Snippet { language: "sql".to_owned(), text }),
            });
        }
    }
}

/// The column that says whose a row is, where most tables have it and it may not be null.
pub(super) fn tenant(facts: &Facts) -> Option<&'static str> {
    let tables: Vec<&Table> =
        facts.tables().filter(|table| !table.is_partition() && table.columns.len() > 2).collect();
    TENANTS.iter().copied().find(|name| {
        let having = tables.iter().filter_map(|table| table.column(name)).filter(|column| !column.nullable);
        let count = having.filter(|column| !matches!(column.type_.family, TypeFamily::Boolean)).count();
        count >= 3 && count * 2 >= tables.len()
    })
}

fn uniques(table: &Table) -> Vec<(Vec<String>, crate::artifact::Place)> {
    let keys = table.uniques.iter().map(|key| (key.columns.clone(), key.place));
    let plain = table.indexes.iter().filter(|index| index.unique && index.condition.is_none());
    let whole = plain.filter(|index| index.leading_columns().len() == index.parts.len());
    keys.chain(whole.map(|index| (index.leading_columns(), index.place))).collect()
}
