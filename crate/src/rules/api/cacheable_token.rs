use crate::facts::{Contract, Facts, Operation, OperationClass, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "cacheable-token",
    item: "api.caching",
    severity: Severity::Low,
    page: page!("cacheable_token.md"),
    check,
};

/// Properties that open doors, written plain.
const TOKENS: [&str; 6] = ["accesstoken", "authtoken", "idtoken", "jwt", "refreshtoken", "sessiontoken"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut open = Vec::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let Some(token) = token(contract, operation) else { continue };
        if declares_cache_control(operation) {
            let label = operation.label();
            seen.met(operation.place, || {
                format!("`{label}` answers with `{token}` and says how it may be cached")
            });
        } else {
            open.push(operation);
        }
    }
    let answer = if open.len() == 1 { "answers" } else { "answer" };
    let finding = gather::together(seen, &open, |who| {
        format!("{who} {answer} with a token and not with `Cache-Control: no-store`")
    });
    if let Some(finding) = finding {
        let known = contract.operations.iter().any(declares_cache_control);
        finding.confidence(if known { Confidence::Medium } else { Confidence::Low });
    }
}

fn declares_cache_control(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| response.header(&["cachecontrol"]).is_some())
}

/// The property of its answer that holds a token.
fn token(contract: &Contract, operation: &Operation) -> Option<String> {
    if !operation.is_any(&[OperationClass::Login, OperationClass::Token, OperationClass::SignUp]) {
        return None;
    }
    let success = operation.responses.iter().find(|response| response.is_success() && !response.unread)?;
    let layers = contract.layers(success.media.first()?.schema?);
    let mut properties = layers.iter().flat_map(|layer| &layer.properties);
    let found = properties.find(|one| TOKENS.contains(&plain(&one.name).as_str()))?;
    Some(found.name.to_string())
}
