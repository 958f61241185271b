use crate::facts::{Facts, SchemeKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "outdated-oauth-flow",
    item: "auth.oauth2",
    severity: Severity::High,
    page: page!("outdated_oauth_flow.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for scheme in facts.contracts().flat_map(|contract| &contract.schemes) {
        let SchemeKind::OAuth2(flows) = &scheme.kind else { continue };
        for flow in flows {
            // RFC 9700, 2.1.2: should not; 2.4: must not.
            let (severity, why) = match flow.as_str() {
                "implicit" => (Severity::Medium, "hands tokens out in addresses"),
                "password" => (Severity::High, "lets applications see the passwords of their users"),
                "authorizationCode" | "clientCredentials" | "deviceAuthorization" => {
                    seen.met(scheme.place, || format!("`{}` offers the flow `{flow}`", scheme.name));
                    continue;
                }
                _ => continue,
            };
            let message = format!("`{}` offers the flow `{flow}`, which {why}", scheme.name);
            seen.violated(scheme.place, message).severity(severity);
        }
    }
}
