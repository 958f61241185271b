//! Errors of the caller that an operation should declare beside the others that it declares.

use super::error_responses::{self, Usual};
use crate::facts::{Contract, Facts, Method, Operation, Response};
use crate::finding::{Confidence, Seen};
use crate::rules::gather::{self, others_do};

/// An error that can occur wherever operations do the same.
pub(super) struct CallerError {
    /// Each is enough by itself.
    pub(super) codes: [&'static str; 2],
    /// As a sentence goes on behind "declares".
    declared: &'static str,
    /// As a sentence goes on behind one operation, and behind several.
    one: &'static str,
    many: &'static str,
    can_occur: fn(&Operation) -> bool,
}

pub(super) static NOT_FOUND: CallerError = CallerError {
    codes: ["404", "410"],
    declared: "404",
    one: "names an item and does not declare 404",
    many: "name an item and do not declare 404",
    can_occur: asks_for_item,
};

pub(super) static REJECTION: CallerError = CallerError {
    codes: ["400", "422"],
    declared: "400 or 422",
    one: "takes a body and declares neither 400 nor 422",
    many: "take a body and declare neither 400 nor 422",
    can_occur: takes_body,
};

/// An item that is asked for by its path may be gone; PUT makes it.
fn asks_for_item(operation: &Operation) -> bool {
    let of_item = operation.path.trim_end_matches('/').ends_with('}');
    of_item && matches!(operation.method, Method::Get | Method::Patch | Method::Delete)
}

/// A body may be wrong.
fn takes_body(operation: &Operation) -> bool {
    let takes = matches!(operation.method, Method::Post | Method::Put | Method::Patch);
    takes && operation.body.is_some()
}

impl CallerError {
    pub(super) fn check(&self, facts: &Facts, seen: &mut Seen) {
        for contract in facts.contracts() {
            self.check_contract(contract, seen);
        }
    }

    fn check_contract(&self, contract: &Contract, seen: &mut Seen) {
        let operations = contract.operations.iter();
        let asked = operations.filter(|operation| (self.can_occur)(operation) && names_errors(operation));
        let (said, silent): (Vec<_>, Vec<_>) = asked.partition(|operation| self.is_declared(operation));
        for operation in &said {
            seen.met(operation.place, || format!("`{}` declares {}", operation.label(), self.declared));
        }
        let finding = gather::together(seen, &silent, |who| {
            let what = if silent.len() == 1 { self.one } else { self.many };
            match said.len() {
                0 => format!("{who} {what}"),
                others => format!("{who} {what}, while {}", others_do(others, "other")),
            }
        });
        if let Some(finding) = finding {
            let custom = said.len() >= silent.len();
            finding.confidence(if custom { Confidence::Medium } else { Confidence::Low });
            let usual = Usual::of(contract);
            let lacking: Vec<_> = silent
                .iter()
                .map(|operation| (*operation, vec![usual.either(operation, self.codes)]))
                .collect();
            error_responses::mend(finding, contract, &usual, &lacking, custom);
        }
    }

    fn is_declared(&self, operation: &Operation) -> bool {
        operation.responses.iter().any(|response| response.status == "default")
            || self.codes.iter().any(|code| operation.declares(code))
    }
}

/// The errors that an operation should declare which declares none, so that none is left to tell. `others` is how
/// many operations declare theirs.
pub(super) fn of<'a>(
    contract: &Contract,
    usual: &Usual<'_>,
    operation: &Operation,
    others: usize,
) -> Vec<&'a str> {
    if usual.is_custom(operation, "default", others) {
        return vec!["default"];
    }
    let mut wanted = Vec::new();
    if takes_body(operation) {
        wanted.push(usual.either(operation, REJECTION.codes));
    }
    if contract.access(operation).is_required() {
        wanted.push("401");
    }
    if asks_for_item(operation) {
        wanted.push(usual.either(operation, NOT_FOUND.codes));
    }
    if wanted.is_empty() {
        wanted.push("400");
    }
    wanted
}

/// It names errors of the caller one by one, by codes that HTTP knows: others may mean anything. One that names
/// none is told by another rule.
pub(super) fn names_errors(operation: &Operation) -> bool {
    let own = |response: &Response| ("452".."500").contains(&response.status.as_str());
    !operation.webhook
        && !operation.responses.iter().any(own)
        && operation.responses.iter().any(Response::is_caller_error)
}
