use crate::artifact::Value;
use crate::facts::{Contract, Facts, Operation, OperationClass, plain};
use crate::finding::{Action, Confidence, Seen, Severity};
use crate::rules::gather::{self, others_do};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-rate-limit",
    item: "api.rate-limits",
    severity: Severity::Low,
    page: page!("undeclared_rate_limit.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let served = contract.operations.iter().filter(|operation| !operation.webhook && !is_probe(operation));
    let (limited, open): (Vec<_>, Vec<_>) = served.partition(|operation| is_limited(operation));
    for operation in &limited {
        seen.met(operation.place, || format!("`{}` declares its limit", operation.label()));
    }
    if limited.is_empty() && !open.is_empty() {
        // Limits often stand in a gateway that the document does not know.
        let message = "no operation says what happens to callers that ask too often (429)";
        seen.violated(contract.place, message)
            .confidence(Confidence::Low)
            .overlay(limited_everywhere(contract));
        return;
    }
    // Sign-ins without one are told by a rule of their own.
    let open: Vec<_> = open.into_iter().filter(|operation| !operation.is_guessed_at()).collect();
    let finding = gather::together(seen, &open, |who| {
        let say = if open.len() == 1 { "does" } else { "do" };
        format!(
            "{who} {say} not say what happens to callers that ask too often (429), while {}",
            others_do(limited.len(), "other")
        )
    });
    if let Some(finding) = finding {
        let custom = limited.len() >= open.len();
        finding.confidence(if custom { Confidence::Medium } else { Confidence::Low });
    }
}

fn limited_everywhere(contract: &Contract) -> Vec<Action> {
    let wait = overlay::number_header(contract, "Seconds to wait before the next request");
    let (schema, body) = overlay::error_body(contract);
    let response = Value::map([
        ("description", Value::text("Too many requests")),
        ("headers", Value::map([("Retry-After", wait)])),
        overlay::content(contract, None, &body),
    ]);
    let what = "Tell callers what happens when they ask too often";
    let everywhere = overlay::response_everywhere(contract, "429", "TooManyRequests", response, what);
    schema.into_iter().chain(everywhere).collect()
}

/// Probes are asked by machines of the house.
fn is_probe(operation: &Operation) -> bool {
    operation.is_any(&[OperationClass::Health, OperationClass::Metrics, OperationClass::Documentation])
}

fn is_limited(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| {
        matches!(response.status.as_str(), "429" | "4XX")
            || response.headers.iter().any(|header| {
                let name = plain(&header.name);
                name.contains("ratelimit") || name == "retryafter"
            })
    })
}
