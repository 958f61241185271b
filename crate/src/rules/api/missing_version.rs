use crate::facts::{Contract, Facts, Operation, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-version",
    item: "api.versioning",
    severity: Severity::Low,
    page: page!("missing_version.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let operations: Vec<_> = contract.operations.iter().filter(|operation| !operation.webhook).collect();
        if operations.is_empty() {
            continue;
        }
        match strategy(contract, &operations) {
            Some(strategy) => seen.met(contract.place, || strategy),
            None => {
                seen.violated(
                    contract.place,
                    "neither addresses nor headers say which version a caller talks to",
                )
                .confidence(Confidence::Medium);
            }
        }
    }
}

/// How callers say which version they mean.
fn strategy(contract: &Contract, operations: &[&Operation]) -> Option<String> {
    if let Some(server) = contract.servers.iter().find(|server| has_version(&server.url)) {
        return Some(format!("the server `{}` names the version", server.url));
    }
    let versioned = operations.iter().filter(|operation| has_version(&operation.path)).count();
    if versioned > 0 {
        return Some(format!("{versioned} of {} paths name the version", operations.len()));
    }
    let names_version = |name: &str| {
        let name = plain(name);
        name.contains("version") && (name.contains("api") || name.contains("accept"))
            || name == "version"
            || name == "xversion"
    };
    let parameter =
        operations.iter().flat_map(|operation| &operation.parameters).find(|own| names_version(&own.name));
    if let Some(parameter) = parameter {
        return Some(format!("callers name the version in `{}`", parameter.name));
    }
    let media = operations
        .iter()
        .flat_map(|operation| operation.responses.iter().flat_map(|response| &response.media))
        .find(|media| media.name.contains("version=") || media.name.split(['.', '+', '-']).any(is_version))?;
    Some(format!("the media type `{}` names the version", media.name))
}

fn has_version(address: &str) -> bool {
    address.split(['/', '.', '{', '}']).any(is_version)
        || address.contains("{version}")
        || address.contains("{apiVersion}")
}

/// `v1`, `v2beta1`, `beta`, `2024-01-31`.
fn is_version(part: &str) -> bool {
    let after = part.strip_prefix(['v', 'V']);
    let numbered =
        after.is_some_and(|rest| rest.starts_with(|first: char| first.is_ascii_digit()) && rest.len() <= 10);
    let dated = part.len() == 10
        && part
            .bytes()
            .enumerate()
            .all(|(at, byte)| if at == 4 || at == 7 { byte == b'-' } else { byte.is_ascii_digit() });
    numbered || dated || matches!(part, "alpha" | "beta" | "preview")
}
