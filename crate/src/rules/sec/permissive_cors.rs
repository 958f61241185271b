use crate::facts::{CorsPolicy, Facts, Origins};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "permissive-cors",
    item: "sec.cors",
    severity: Severity::High,
    page: include_str!("permissive_cors.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for code in facts.code() {
        let mut told: Vec<&CorsPolicy> = Vec::new();
        for policy in &code.cors {
            match &policy.origins {
                Origins::Listed(origins) => {
                    seen.met(policy.place, format!("only {} may read answers", origins.join(", ")));
                }
                Origins::Unknown => {}
                // The same policy for a preflight route is the same decision.
                Origins::Any | Origins::Reflected | Origins::Null
                    if told.iter().any(|own| own.is_like(policy)) => {}
                Origins::Any | Origins::Reflected | Origins::Null => {
                    told.push(policy);
                    report(seen, policy);
                }
            }
        }
    }
}

fn report(seen: &mut Seen, policy: &CorsPolicy) {
    let who = match policy.origins {
        Origins::Reflected => "every site, as its origin is sent back,",
        Origins::Null => "every sandboxed frame (origin `null`)",
        _ => "every site",
    };
    // Without credentials a site reads only what it could fetch by itself, but for what a private network guards.
    let (what, severity) = match (policy.credentials, &policy.origins) {
        (true, _) => ("may read answers in the name of the signed-in user", Severity::High),
        (false, Origins::Any) => ("may read answers", Severity::Low),
        (false, _) => ("may read answers", Severity::Medium),
    };
    seen.violated(policy.place, format!("{who} {what}")).severity(severity).confidence(Confidence::High);
}
