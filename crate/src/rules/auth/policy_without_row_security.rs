use crate::collections::BTreeSet;
use crate::facts::Facts;
use crate::finding::{Fix, Seen, Severity, Snippet};
use crate::rules::{Rule, amend};

pub(super) static RULE: Rule = Rule {
    id: "policy-without-row-security",
    item: "auth.object-level",
    severity: Severity::High,
    page: page!("policy_without_row_security.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut told = BTreeSet::new();
    for policy in &facts.catalog.objects.policies {
        let Some(table) = facts.catalog.table(policy.schema.as_deref(), &policy.table) else { continue };
        if let Some(on) = table.traits.iter().find(|own| own.value == "row level security") {
            seen.met(on.place, || format!("the policies of `{}` hold", table.name));
            continue;
        }
        if !told.insert(table.name.to_lowercase()) {
            continue;
        }
        let message =
            format!("policy `{}` has no effect: row-level security of `{}` is off", policy.name, table.name);
        let enable = format!("ALTER TABLE {} ENABLE ROW LEVEL SECURITY;", table.spelled());
        seen.violated(policy.place, message).related(table.place, "the table").fix(Fix {
            title: format!("Turn on row-level security of `{}`", table.name),
            edits: amend::further(facts, table, &enable).into_iter().collect(),
            code: Some(Snippet { language: "sql".to_owned(), text: enable }),
        });
    }
}
