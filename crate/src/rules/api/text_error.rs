use crate::facts::{Contract, Facts, Operation, Response};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "text-error",
    item: "api.error-format",
    severity: Severity::Low,
    page: page!("text_error.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut texts: Vec<&Operation> = Vec::new();
    let mut parsed = 0;
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        let mut errors = operation.responses.iter().filter(|response| response.is_error());
        if errors.clone().any(is_text) && speaks_json(operation) {
            texts.push(operation);
        } else if errors.any(|response| response.media.iter().any(|media| media.name.contains("json"))) {
            parsed += 1;
            seen.met(operation.place, || format!("errors of `{}` are JSON", operation.label()));
        }
    }
    let others = if parsed == 0 { "successes" } else { "others" };
    let answer = if texts.len() == 1 { "answers" } else { "answer" };
    let finding = gather::together(seen, &texts, |who| {
        format!("{who} {answer} errors as text, while {others} are JSON")
    });
    if let Some(finding) = finding {
        finding.confidence(if parsed > texts.len() { Confidence::High } else { Confidence::Medium });
    }
}

fn is_text(response: &Response) -> bool {
    !response.media.is_empty()
        && response.media.iter().all(|media| matches!(media.name.as_str(), "text/plain" | "text/html"))
}

/// Its successes are JSON, or have no body at all.
fn speaks_json(operation: &Operation) -> bool {
    let mut successes = operation.responses.iter().filter(|response| response.is_success());
    successes.any(|response| response.media.iter().any(|media| media.name.contains("json")))
}
