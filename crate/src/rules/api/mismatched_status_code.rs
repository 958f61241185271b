use crate::facts::{Contract, Facts, Method, Operation, Response, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "mismatched-status-code",
    item: "api.status-codes",
    severity: Severity::Low,
    page: page!("mismatched_status_code.md"),
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
    let (mut met, mut created) = (0, 0);
    let mut unsaid = Vec::new();
    let operations = contract.operations.iter();
    for operation in operations.filter(|operation| !operation.webhook && !operation.responses.is_empty()) {
        let before = wrong.len();
        wrong.extend(no_success(operation));
        wrong.extend(operation.responses.iter().filter_map(|response| body_of_nothing(operation, response)));
        wrong.extend(read_that_makes(operation));
        if operation.method == Method::Post && operation.responses.iter().any(|one| one.status == "201") {
            created += 1;
        }
        if creates_with_ok(operation) {
            unsaid.push(operation);
        } else if wrong.len() == before {
            met += 1;
            let codes: Vec<_> =
                operation.responses.iter().take(6).map(|response| response.status.as_str()).collect();
            seen.met(operation.place, || format!("`{}` declares {}", operation.label(), codes.join(", ")));
        }
    }
    gather::tell(seen, wrong, met.max(1), |number| {
        format!("{} declare codes that do not fit", count(number, "operation"))
    });
    created_with_ok(&unsaid, created, seen);
}

/// Where the house answers 200 to every creation it is a habit; where it knows 201, a slip.
fn created_with_ok(unsaid: &[&Operation], created: usize, seen: &mut Seen) {
    let confidence = if created >= unsaid.len() { Confidence::Medium } else { Confidence::Low };
    let others = match created {
        0 => String::new(),
        some => format!(
            ", while {} 201",
            if some == 1 { "1 other answers".to_owned() } else { format!("{some} others answer") }
        ),
    };
    let makes = if unsaid.len() == 1 { "makes something and answers" } else { "make something and answer" };
    let finding = gather::together(seen, unsaid, |who| format!("{who} {makes} 200 instead of 201{others}"));
    if let Some(finding) = finding {
        finding.confidence(confidence);
    }
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

/// 204, 205, 304 and answers to HEAD have no content (RFC 9110, 15.3.5, 15.3.6, 15.4.5, 9.3.2).
fn body_of_nothing(operation: &Operation, response: &Response) -> Option<Site> {
    let head = operation.method == Method::Head;
    let has_none = head || matches!(response.status.as_str(), "204" | "205" | "304");
    let says_some = response.media.iter().any(|media| media.schema.is_some());
    let code = if head { "`HEAD`" } else { response.status.as_str() };
    let what = format!("declares a body for {code}, which never has one");
    (has_none && says_some).then(|| site(operation, response.place, &what))
}

/// A read or a removal makes nothing, so it has nothing to answer 201 with.
fn read_that_makes(operation: &Operation) -> Option<Site> {
    let removes = operation.method == Method::Delete;
    let reads = removes || matches!(operation.method, Method::Get | Method::Head);
    let made = operation.responses.iter().find(|response| response.status == "201")?;
    let only = operation.responses.iter().filter(|response| response.is_success()).count() == 1;
    let what = if removes { "removes something" } else { "is a read" };
    (reads && only)
        .then(|| site(operation, made.place, &format!("{what} and answers 201, as if it made something")))
}

/// POST to a collection that makes an item answers 201 (RFC 9110, 9.3.3).
fn creates_with_ok(operation: &Operation) -> bool {
    let mut successes = operation.responses.iter().filter(|response| response.is_success());
    let (Some(only), None) = (successes.next(), successes.next()) else { return false };
    let last = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let named = operation
        .id
        .as_ref()
        .is_some_and(|id| words(&id.value).iter().take(1).any(|word| CREATES.contains(&word.as_str())));
    let to_collection = !last.contains(['{', ':']) && last.ends_with('s') && words(last).len() == 1;
    operation.method == Method::Post && named && to_collection && only.status == "200"
}
