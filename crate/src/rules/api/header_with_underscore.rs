use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, ParameterLocation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "header-with-underscore",
    item: "api.consistent-responses",
    severity: Severity::Low,
    page: page!("header_with_underscore.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let own = contract.operations.iter().filter(|operation| !operation.webhook);
    let parameters = own.flat_map(|operation| &operation.parameters);
    let headers = parameters.filter(|own| own.location == ParameterLocation::Header);
    let headers: BTreeMap<Place, &str> = headers.map(|own| (own.place, own.name.as_str())).collect();
    let mut places = Vec::new();
    for (place, name) in &headers {
        if name.contains('_') {
            places.push((*place, format!("`{name}`")));
        } else {
            seen.met(*place, || format!("`{name}` reaches the service through any proxy"));
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("the header {first} has an underscore: many proxies drop it"),
        _ => format!("{number} headers have an underscore, {first} first: many proxies drop them"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}
