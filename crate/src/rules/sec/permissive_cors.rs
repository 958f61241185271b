use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, CorsPolicy, Facts, Origins};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "permissive-cors",
    item: "sec.cors",
    severity: Severity::High,
    page: page!("permissive_cors.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for code in facts.code() {
        let mut told: Vec<&CorsPolicy> = Vec::new();
        for policy in &code.cors {
            match &policy.origins {
                Origins::Listed(origins) => {
                    seen.met(policy.place, || format!("only {} may read answers", origins.join(", ")));
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
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// The header, where a contract says its value.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let responses = contract.operations.iter().flat_map(|operation| &operation.responses);
    let allowed = responses.filter_map(|response| response.header(&["accesscontrolalloworigin"]));
    let mut open: BTreeMap<Place, usize> = BTreeMap::new();
    for header in allowed {
        let schema = header.schema.and_then(|schema| contract.resolved(schema));
        let value = header.sample.as_ref().or_else(|| schema.and_then(|schema| schema.sample.as_ref()));
        match value.map(|value| value.trim_matches(['"', '\'', '\\'])) {
            Some("*") => *open.entry(header.place).or_default() += 1,
            Some(origin) if origin.starts_with("http") => {
                seen.met(header.place, || format!("only `{origin}` may read answers"));
            }
            _ => {}
        }
    }
    let sites = open.len();
    let mut open = open.into_keys();
    if let Some(place) = open.next() {
        let finding = seen.violated(place, "every site may read answers (`Access-Control-Allow-Origin: *`)");
        finding.severity(Severity::Low).confidence(Confidence::Medium).sites(sites);
        for other in open.take(20) {
            finding.related(other, "another answer that says so");
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
    let confidence = if policy.by_stage { Confidence::Low } else { Confidence::High };
    seen.violated(policy.place, format!("{who} {what}")).severity(severity).confidence(confidence);
}
