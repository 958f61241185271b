use crate::facts::{Contract, Facts, Method, Operation, Response, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "mismatched-status-code",
    item: "api.status-codes",
    severity: Severity::Low,
    page: include_str!("mismatched_status_code.md"),
    check,
};

/// First words of the name of an operation that makes something.
const CREATES: [&str; 4] = ["create", "register", "insert", "add"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut wrong = Vec::new();
    let mut without_errors = Vec::new();
    let mut met = 0;
    let operations = contract.operations.iter();
    for operation in operations.filter(|operation| !operation.webhook && !operation.responses.is_empty()) {
        let before = (wrong.len(), without_errors.len());
        wrong.extend(no_success(operation));
        wrong.extend(operation.responses.iter().filter_map(|response| body_of_nothing(operation, response)));
        wrong.extend(create_that_answers_ok(operation));
        without_errors.extend(no_error(contract, operation));
        if (wrong.len(), without_errors.len()) == before && can_fail(contract, operation) {
            met += 1;
            let codes: Vec<_> =
                operation.responses.iter().take(6).map(|response| response.status.as_str()).collect();
            seen.met(operation.place, format!("`{}` declares {}", operation.label(), codes.join(", ")));
        }
    }
    gather::tell(seen, without_errors, met, |number| {
        if met == 0 {
            format!("no operation says how it can fail ({})", count(number, "operation"))
        } else {
            format!("{} do not say how they can fail", count(number, "operation"))
        }
    });
    gather::tell(seen, wrong, 1, |number| {
        format!("{} declare codes that do not fit", count(number, "operation"))
    });
}

fn site(operation: &Operation, place: crate::artifact::Place, what: &str) -> Site {
    let label = format!("`{}`", operation.label());
    Site { place, message: format!("{label} {what}"), label, confidence: Confidence::High, severity: None }
}

fn no_success(operation: &Operation) -> Option<Site> {
    let succeeds = operation.responses.iter().any(|response| {
        response.status.starts_with(['1', '2', '3']) || response.status == "default" || response.unread
    });
    let place = operation.responses_place.unwrap_or(operation.place);
    (!succeeds).then(|| site(operation, place, "declares no response for success"))
}

/// 204, 205 and 304 have no content (RFC 9110, 15.3.5, 15.3.6, 15.4.5).
fn body_of_nothing(operation: &Operation, response: &Response) -> Option<Site> {
    let has_none = matches!(response.status.as_str(), "204" | "205" | "304");
    let says_some = response.media.iter().any(|media| media.schema.is_some());
    let what = format!("declares a body for {}, which never has one", response.status);
    (has_none && says_some).then(|| site(operation, response.place, &what))
}

/// POST to a collection that makes an item answers 201 (RFC 9110, 9.3.3).
fn create_that_answers_ok(operation: &Operation) -> Option<Site> {
    let mut successes = operation.responses.iter().filter(|response| response.is_success());
    let (Some(only), None) = (successes.next(), successes.next()) else { return None };
    let last = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = operation
        .id
        .as_ref()
        .is_some_and(|id| words(&id.value).iter().take(1).any(|word| CREATES.contains(&word.as_str())));
    let to_collection = !last.contains(['{', ':']) && last.ends_with('s') && words(last).len() == 1;
    let creates = operation.method == Method::Post && named && to_collection;
    (creates && only.status == "200").then(|| {
        let mut site = site(operation, only.place, "makes something and answers 200 instead of 201");
        site.confidence = Confidence::Medium;
        site
    })
}

fn no_error(contract: &Contract, operation: &Operation) -> Option<Site> {
    let says = operation
        .responses
        .iter()
        .any(|response| response.status.starts_with('4') || response.status == "default");
    let place = operation.responses_place.unwrap_or(operation.place);
    (!says && can_fail(contract, operation))
        .then(|| site(operation, place, "declares no error of the caller (4xx)"))
}

/// Whether a request to it can be wrong: it takes something, or asks who is calling.
fn can_fail(contract: &Contract, operation: &Operation) -> bool {
    let guarded = contract
        .requirements(operation)
        .is_some_and(|own| own.value.iter().any(|requirement| !requirement.schemes.is_empty()));
    guarded || operation.body.is_some() || !operation.parameters.is_empty()
}
