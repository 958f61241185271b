use crate::facts::{Facts, ParameterLocation, SchemeKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "key-in-query",
    item: "auth.token-transport",
    severity: Severity::High,
    page: include_str!("key_in_query.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for scheme in facts.contracts().flat_map(|contract| &contract.schemes) {
        match &scheme.kind {
            // It names whom an administrator acts for, and opens nothing by itself.
            SchemeKind::ApiKey { name, .. } if name.eq_ignore_ascii_case("sudo") => {}
            SchemeKind::ApiKey { location: ParameterLocation::Query, name } => {
                let message = format!("`{}` takes its key from the address, as `?{name}=`", scheme.name);
                seen.violated(scheme.place, message);
            }
            SchemeKind::ApiKey { .. } => {
                seen.met(scheme.place, format!("`{}` takes its key outside of the address", scheme.name));
            }
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect => {
                seen.met(scheme.place, format!("`{}` takes its token from a header", scheme.name));
            }
            _ => {}
        }
    }
}
