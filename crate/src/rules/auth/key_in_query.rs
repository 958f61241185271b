use crate::collections::BTreeSet;
use crate::facts::{Contract, Facts, ParameterLocation, SchemeKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "key-in-query",
    item: "auth.token-transport",
    severity: Severity::High,
    page: page!("key_in_query.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let operations = contract.operations.iter();
    let used: BTreeSet<&str> =
        operations.flat_map(|operation| contract.access(operation).schemes()).collect();
    for scheme in &contract.schemes {
        match &scheme.kind {
            // It names whom an administrator acts for, and opens nothing by itself.
            SchemeKind::ApiKey { name, .. } if name.eq_ignore_ascii_case("sudo") => {}
            SchemeKind::ApiKey { location: ParameterLocation::Query, name } => {
                let message = format!("`{}` takes its key from the address, as `?{name}=`", scheme.name);
                let finding = seen.violated(scheme.place, message);
                // Nobody sends it where the operations ask for others.
                if !used.is_empty() && !used.contains(scheme.name.as_str()) {
                    finding.severity(Severity::Medium);
                }
            }
            SchemeKind::ApiKey { .. } => {
                seen.met(scheme.place, || format!("`{}` takes its key outside of the address", scheme.name));
            }
            SchemeKind::Bearer | SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect => {
                seen.met(scheme.place, || format!("`{}` takes its token from a header", scheme.name));
            }
            _ => {}
        }
    }
}
