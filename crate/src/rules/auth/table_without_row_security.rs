use crate::collections::BTreeSet;

use crate::facts::{Column, Facts, Table, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "table-without-row-security",
    item: "auth.object-level",
    severity: Severity::High,
    page: page!("table_without_row_security.md"),
    check,
};

const SECURED: &str = "row level security";
/// So many tables with row-level security show that it is the way in which rows are kept apart.
const FEWEST: usize = 2;
/// Columns that say whose a row is.
const OWNERS: &[&str] = &[
    "tenant_id",
    "organization_id",
    "organisation_id",
    "org_id",
    "workspace_id",
    "company_id",
    "account_id",
    "team_id",
    "user_id",
    "owner_id",
    "profile_id",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let secured: Vec<&Table> = tables::all(facts).filter(|table| table.trait_of(SECURED).is_some()).collect();
    if secured.len() < FEWEST {
        return;
    }
    let deciding = deciding(facts);
    for table in tables::all(facts) {
        let Some(column) = table.columns.iter().find(|column| deciding.contains(&column.name.to_lowercase()))
        else {
            continue;
        };
        if let Some(on) = table.trait_of(SECURED) {
            seen.met(on.place, || format!("the rows of `{}` are kept apart", table.name));
            continue;
        }
        report(table, column, &secured, seen);
    }
}

/// The columns by which the policies tell rows apart.
fn deciding(facts: &Facts) -> BTreeSet<String> {
    let mut deciding = BTreeSet::new();
    for policy in &facts.catalog.objects.policies {
        let conditions = policy.using.iter().chain(&policy.with_check);
        let text: BTreeSet<String> = conditions.flat_map(|own| identifiers(&own.value)).collect();
        let of = facts.catalog.table(policy.schema.as_deref(), &policy.table);
        let of = of.filter(|table| table.trait_of(SECURED).is_some());
        let columns = of.iter().flat_map(|table| &table.columns).map(|column| column.name.to_lowercase());
        deciding.extend(columns.filter(|name| text.contains(name) && is_owner(name)));
    }
    deciding
}

fn identifiers(text: &str) -> impl Iterator<Item = String> + '_ {
    text.split(|letter: char| !(letter.is_alphanumeric() || letter == '_')).map(str::to_lowercase)
}

fn is_owner(name: &str) -> bool {
    OWNERS.contains(&words(name).join("_").as_str())
}

fn report(table: &Table, column: &Column, secured: &[&Table], seen: &mut Seen) {
    let message = format!(
        "`{}` says by `{}` whose a row is, but has no row-level security as {} other tables have",
        table.name,
        column.name,
        secured.len()
    );
    let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
    finding.related(column.place, "whose the row is");
    if let Some(on) = secured.first().and_then(|table| table.trait_of(SECURED)) {
        finding.related(on.place, "a table that has it");
    }
    let text = format!("ALTER TABLE {} ENABLE ROW LEVEL SECURITY;", table.spelled());
    finding.fix(tables::fix(format!("Turn on row-level security of `{}`, with a policy", table.name), text));
}
