use crate::artifact::Value;
use crate::facts::{Contract, Facts, Operation, plain};
use crate::finding::{Action, Confidence, Seen, Severity};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-rate-limit",
    item: "api.rate-limits",
    severity: Severity::Low,
    page: include_str!("undeclared_rate_limit.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        let limited = contract.operations.iter().find(|operation| is_limited(operation));
        match limited {
            Some(operation) => {
                seen.met(operation.place, format!("`{}` declares its limit", operation.label()));
            }
            None if contract.operations.iter().any(|operation| !operation.webhook) => {
                // Limits often stand in a gateway that the document does not know.
                seen.violated(
                    contract.place,
                    "no operation says what happens to callers that ask too often (429)",
                )
                .confidence(Confidence::Low)
                .overlay(limited_everywhere(contract));
            }
            None => {}
        }
    }
}

fn limited_everywhere(contract: &Contract) -> [Action; 2] {
    let wait = overlay::number_header(contract, "Seconds to wait before the next request");
    let response = Value::map([
        ("description", Value::text("Too many requests")),
        ("headers", Value::map([("Retry-After", wait)])),
        overlay::error_body(contract),
    ]);
    let what = "Tell callers what happens when they ask too often";
    overlay::response_everywhere(contract, "429", "TooManyRequests", response, what)
}

fn is_limited(operation: &Operation) -> bool {
    operation.responses.iter().any(|response| {
        response.status == "429"
            || response.headers.iter().any(|header| {
                let name = plain(&header.name);
                name.contains("ratelimit") || name == "retryafter"
            })
    })
}
