//! Errors of the caller that an operation should declare beside the others that it declares.

use crate::facts::{Contract, Facts, Operation, Response};
use crate::finding::{Confidence, Seen};
use crate::rules::gather::{self, others_do};

/// An error that can occur wherever operations do the same.
pub(super) struct CallerError {
    /// Each is enough by itself.
    pub(super) codes: [&'static str; 2],
    /// As a sentence goes on behind "declares".
    pub(super) declared: &'static str,
    /// As a sentence goes on behind one operation, and behind several.
    pub(super) one: &'static str,
    pub(super) many: &'static str,
    pub(super) can_occur: fn(&Operation) -> bool,
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
            seen.met(operation.place, format!("`{}` declares {}", operation.label(), self.declared));
        }
        let finding = gather::together(seen, &silent, |who| {
            let what = if silent.len() == 1 { self.one } else { self.many };
            match said.len() {
                0 => format!("{who} {what}"),
                others => format!("{who} {what}, while {}", others_do(others, "other")),
            }
        });
        if let Some(finding) = finding {
            let confidence = if said.len() >= silent.len() { Confidence::Medium } else { Confidence::Low };
            finding.confidence(confidence);
        }
    }

    fn is_declared(&self, operation: &Operation) -> bool {
        operation.responses.iter().any(|response| response.status == "default")
            || self.codes.iter().any(|code| operation.declares(code))
    }
}

/// It names errors of the caller one by one, by codes that HTTP knows: others may mean anything. One that names
/// none is told by another rule.
fn names_errors(operation: &Operation) -> bool {
    let own = |response: &Response| ("452".."500").contains(&response.status.as_str());
    !operation.webhook
        && !operation.responses.iter().any(own)
        && operation.responses.iter().any(Response::is_caller_error)
}
