use crate::facts::{Contract, Facts, Operation, OperationClass};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, others_do};

pub(super) static RULE: Rule = Rule {
    id: "unlimited-sign-in",
    item: "sec.abuse-limits",
    severity: Severity::Medium,
    page: include_str!("unlimited_sign_in.md"),
    check,
};

/// What is guessed at, or sends messages to people.
const GUESSED: [OperationClass; 4] =
    [OperationClass::Login, OperationClass::Token, OperationClass::PasswordReset, OperationClass::SignUp];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let is_limited = |operation: &Operation| operation.declares("429");
    let guessed = |one: &&Operation| !one.webhook && one.method.writes() && one.is_any(&GUESSED);
    let (limited, open): (Vec<_>, Vec<_>) =
        contract.operations.iter().filter(guessed).partition(|operation| is_limited(operation));
    for operation in &limited {
        seen.met(operation.place, format!("`{}` declares 429", operation.label()));
    }
    let others = contract.operations.iter().filter(|operation| is_limited(operation)).count();
    let finding = gather::together(seen, &open, |who| {
        let take = if open.len() == 1 {
            "takes what can be guessed and names"
        } else {
            "take what can be guessed and name"
        };
        let others = match others {
            0 => String::new(),
            some => format!(", while {}", others_do(some, "other operation")),
        };
        format!("{who} {take} no limit (429){others}")
    });
    if let Some(finding) = finding {
        finding.confidence(if others > 0 { Confidence::Medium } else { Confidence::Low });
    }
}
