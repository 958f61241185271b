use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "caller-editable-claim",
    item: "auth.authorization",
    severity: Severity::High,
    page: page!("caller_editable_claim.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for policy in &facts.catalog.objects.policies {
        for condition in policy.using.iter().chain(&policy.with_check) {
            let text = condition.value.to_lowercase();
            let claims = ["jwt", "app_metadata", "request.jwt.claim"].iter().any(|own| text.contains(own));
            if text.contains("user_metadata") || text.contains("raw_user_meta_data") {
                let message = format!(
                    "policy `{}` of `{}` trusts `user_metadata`, which everybody can change about themselves",
                    policy.name, policy.table
                );
                seen.violated(condition.place, message);
            } else if claims {
                seen.met(condition.place, || {
                    format!("policy `{}` trusts claims that the service sets", policy.name)
                });
            }
        }
    }
}
