use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Header, Operation, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "mixed-rate-limit-headers",
    item: "api.rate-limits",
    severity: Severity::Low,
    page: page!("mixed_rate_limit_headers.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut families: BTreeMap<String, (usize, &Header, &Operation)> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        for header in operation.responses.iter().flat_map(|response| &response.headers) {
            if let Some(family) = family(&header.name) {
                families.entry(family).or_insert((0, header, operation)).0 += 1;
            }
        }
    }
    let usual = families.iter().max_by_key(|(_, (uses, ..))| *uses).map(|(family, _)| family.clone());
    let Some(usual) = usual else { return };
    for (family, (_, header, operation)) in &families {
        let label = operation.label();
        if *family == usual {
            seen.met(header.place, || format!("`{label}` tells its limit by `{}`", header.name));
        } else {
            let message = format!(
                "`{label}` tells its limit by `{}`, while most answers have headers that begin with `{usual}`",
                header.name
            );
            seen.violated(header.place, message).confidence(Confidence::High);
        }
    }
}

/// How the headers of one way of telling limits begin: `X-RateLimit`, `RateLimit`.
fn family(name: &str) -> Option<String> {
    if !plain(name).contains("ratelimit") {
        return None;
    }
    let lower = name.to_ascii_lowercase();
    let end = lower.find("limit")? + "limit".len();
    name.get(..end).map(str::to_ascii_lowercase)
}
