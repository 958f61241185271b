use crate::facts::{Contract, Facts, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, others_do};

pub(super) static RULE: Rule = Rule {
    id: "unlimited-sign-in",
    item: "sec.abuse-limits",
    severity: Severity::Medium,
    page: page!("unlimited_sign_in.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let is_limited = |operation: &Operation| operation.declares("429");
    let guessed = contract.operations.iter().filter(|operation| operation.is_guessed_at());
    let (limited, open): (Vec<_>, Vec<_>) = guessed.partition(|operation| is_limited(operation));
    for operation in &limited {
        seen.met(operation.place, || format!("`{}` declares 429", operation.label()));
    }
    let others = contract.operations.iter().filter(|operation| is_limited(operation)).count();
    if others == 0 {
        ask(&open, seen);
        return;
    }
    let finding = gather::together(seen, &open, |who| {
        let take = if open.len() == 1 {
            "takes what can be guessed and names"
        } else {
            "take what can be guessed and name"
        };
        format!("{who} {take} no limit (429), while {}", others_do(others, "other operation"))
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// Where no operation names a limit, that is told of the document; whether sign-ins have one is for people to say.
fn ask(open: &[&Operation], seen: &mut Seen) {
    if let Some(first) = open.first() {
        let text = format!("Does something limit attempts at {}?", gather::named(open));
        seen.question(Some(first.place), text);
    }
}
