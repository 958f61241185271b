use crate::artifact::Value;
use crate::facts::{Contract, Facts, Operation, Response, plain};
use crate::finding::{Action, Confidence, Seen, Severity};
use crate::rules::gather::{count, others_do};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "missing-retry-after",
    item: "api.timeouts-retries",
    severity: Severity::Low,
    page: page!("missing_retry_after.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut silent: Vec<(&Operation, &Response)> = Vec::new();
    let mut told = 0;
    let operations = contract.operations.iter().filter(|operation| !operation.webhook);
    for operation in operations {
        let waits = |response: &&Response| matches!(response.status.as_str(), "429" | "503");
        for response in operation.responses.iter().filter(waits).filter(|response| !response.unread) {
            match response.headers.iter().find(|header| says_when(&header.name)) {
                Some(header) => {
                    told += 1;
                    let label = operation.label();
                    seen.met(response.place, || {
                        format!("{} of `{label}` has `{}`", response.status, header.name)
                    });
                }
                None => silent.push((operation, response)),
            }
        }
    }
    if let [(first, response), others @ ..] = silent.as_slice() {
        let more = match others.len() {
            0 => String::new(),
            number => format!(" and {}", count(number, "other answer")),
        };
        let tell = if others.is_empty() { "tells" } else { "tell" };
        let others_do =
            if told > 0 { format!(", while {}", others_do(told, "other answer")) } else { String::new() };
        let message = format!(
            "{} of `{}`{more} {tell} callers to come back and not when (`Retry-After`){others_do}",
            response.status,
            first.label()
        );
        let finding = seen.violated(response.place, message);
        finding.confidence(Confidence::Medium).sites(silent.len());
        for (operation, response) in others.iter().take(20) {
            finding.related(response.place, format!("{} of `{}`", response.status, operation.label()));
        }
        finding.overlay(waits(contract, &silent).into_iter().flatten());
    } else if told == 0 && contract.operations.iter().any(|operation| !operation.webhook) {
        seen.question(
            Some(contract.place),
            "How long may a request take before a caller gives up, and which failures may it repeat, after what pause?",
        );
    }
}

/// The header at each answer; one that several operations refer to gets it once.
fn waits(contract: &Contract, silent: &[(&Operation, &Response)]) -> Option<Vec<Action>> {
    if silent.len() > overlay::MOST_OPERATIONS {
        return None;
    }
    let header = overlay::number_header(contract, "Seconds to wait before the next request");
    let headers = Value::map([("headers", Value::map([("Retry-After", header)]))]);
    let told = |(operation, response): &(&Operation, &Response)| {
        let what = match response.reference {
            Some(_) => format!("Tell callers when to come back, in every {} by reference", response.status),
            None => {
                format!("Tell callers when to come back, in {} of `{}`", response.status, operation.label())
            }
        };
        overlay::update_response(contract, operation, response, what, headers.clone())
    };
    silent.iter().map(told).collect()
}

/// `Retry-After`, or the moment at which a limit begins anew.
fn says_when(header: &str) -> bool {
    let name = plain(header);
    name.ends_with("retryafter") || (name.contains("limit") && name.contains("reset")) || name == "ratelimit"
}
