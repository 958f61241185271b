use crate::facts::{Contract, Facts, Operation, OperationClass, Response, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, others_do};

pub(super) static RULE: Rule = Rule {
    id: "undeclared-caching",
    item: "api.caching",
    severity: Severity::Low,
    page: page!("undeclared_caching.md"),
    check,
};

/// Headers that say whether an answer may be kept, or whether it is still good, written plain.
const CACHING: [&str; 5] = ["cachecontrol", "etag", "expires", "lastmodified", "pragma"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let reads = contract.operations.iter().filter(|operation| is_read(operation));
    let (told, silent): (Vec<_>, Vec<_>) = reads.partition(|operation| says(operation).is_some());
    for operation in &told {
        let what = says(operation).unwrap_or_default();
        seen.met(operation.place, || format!("`{}` declares {what}", operation.label()));
    }
    let absent = told.is_empty();
    // One read by itself shows no custom.
    if absent && silent.len() < 3 {
        return;
    }
    let finding = gather::together(seen, &silent, |who| {
        if absent {
            return "no read says whether its answer may be cached".to_owned();
        }
        let say = if silent.len() == 1 { "does" } else { "do" };
        let others = others_do(told.len(), "other read");
        format!("{who} {say} not say whether the answer may be cached, while {others}")
    });
    if let Some(finding) = finding {
        let custom = told.len() >= silent.len();
        finding.confidence(if custom { Confidence::Medium } else { Confidence::Low });
        finding.severity(if absent { Severity::Info } else { Severity::Low });
    }
    let uncheckable: Vec<_> = told.into_iter().filter(|operation| is_uncheckable(operation)).collect();
    let answer = if uncheckable.len() == 1 { "answers" } else { "answer" };
    let finding = gather::together(seen, &uncheckable, |who| {
        format!("{who} {answer} 304, and neither answers nor parameters have something to compare (`ETag`)")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Low);
    }
}

fn is_read(operation: &Operation) -> bool {
    let own = [OperationClass::Health, OperationClass::Metrics, OperationClass::Debug];
    operation.method.name() == "GET"
        && !operation.webhook
        && !operation.is_any(&own)
        && operation.responses.iter().any(|response| response.is_success() && !response.unread)
}

/// What of an operation says how its answer may be kept.
fn says(operation: &Operation) -> Option<String> {
    let headers = operation.responses.iter().filter(|response| response.is_success());
    let header = headers.flat_map(|response| &response.headers).find(|header| {
        let name = plain(&header.name);
        CACHING.contains(&name.as_str())
    });
    let condition = || operation.parameters.iter().find(|one| is_condition(&one.name));
    let unchanged = || operation.responses.iter().find(|response| response.status == "304");
    header
        .map(|header| format!("`{}`", header.name))
        .or_else(|| condition().map(|one| format!("`{}`", one.name)))
        .or_else(|| unchanged().map(|_| "304".to_owned()))
}

fn is_condition(name: &str) -> bool {
    matches!(plain(name).as_str(), "ifnonematch" | "ifmodifiedsince")
}

/// 304 says that what the caller has is still good: it must have been told by what to ask.
fn is_uncheckable(operation: &Operation) -> bool {
    let validated = |response: &Response| response.header(&["etag", "lastmodified"]).is_some();
    operation.unread.is_empty()
        && operation.responses.iter().any(|response| response.status == "304" && !response.unread)
        && !operation.responses.iter().any(validated)
        && !operation.parameters.iter().any(|one| is_condition(&one.name))
}
