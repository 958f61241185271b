use crate::facts::{Facts, Located, Policy};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "open-policy",
    item: "auth.object-level",
    severity: Severity::High,
    page: page!("open_policy.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for policy in facts.catalog.objects.policies.iter().filter(|policy| !policy.restrictive) {
        let using = policy.using.as_ref().filter(|using| always(using));
        let check = policy.with_check.as_ref().filter(|check| always(check));
        let Some(open) = check.or(using) else {
            seen.met(policy.place, || format!("policy `{}` picks rows", policy.name));
            continue;
        };
        // What everybody may read is a decision that many tables are made for.
        if policy.command.eq_ignore_ascii_case("select") || trusted(policy) || is_narrowed(facts, policy) {
            continue;
        }
        let message = format!(
            "policy `{}` lets everybody that it is for write every row of `{}`",
            policy.name, policy.table
        );
        seen.violated(open.place, message).confidence(Confidence::Medium);
    }
}

/// Whether a policy that all others are bound by picks the rows of the same table.
fn is_narrowed(facts: &Facts, policy: &Policy) -> bool {
    facts.catalog.objects.policies.iter().any(|other| {
        let conditions = || other.using.iter().chain(&other.with_check);
        let serves = |role: &String| role.eq_ignore_ascii_case("public") || policy.roles.contains(role);
        other.restrictive
            && other.table == policy.table
            && !other.command.eq_ignore_ascii_case("select")
            && (other.roles.is_empty() || other.roles.iter().any(serves))
            && conditions().next().is_some()
            && !conditions().any(always)
    })
}

fn always(condition: &Located<String>) -> bool {
    condition.value.trim_matches(['(', ')', ' ']).eq_ignore_ascii_case("true")
}

/// Roles of the service itself, which may do everything.
fn trusted(policy: &Policy) -> bool {
    let inner = ["service", "admin", "owner", "postgres", "superuser", "internal"];
    !policy.roles.is_empty()
        && policy.roles.iter().all(|role| inner.iter().any(|word| role.to_lowercase().contains(word)))
}
