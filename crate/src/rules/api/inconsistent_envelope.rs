use super::style::{self, Aspect};
use crate::facts::{Contract, Envelope, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-envelope",
    item: "api.consistent-responses",
    severity: Severity::Low,
    page: page!("inconsistent_envelope.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let house = contract.house();
    let place = |envelope: &Envelope| match envelope {
        Envelope::Bare => "bare in the body".to_owned(),
        other => other.to_string(),
    };
    let many = |envelope: &Envelope| format!("stand {}", place(envelope));
    let one = |envelope: &Envelope| match envelope {
        Envelope::Bare => "answers bare, without an envelope".to_owned(),
        other => format!("answers {other}"),
    };
    let aspect = |plural| Aspect { plural, many: &many, one: &one, firm: false };
    style::judge(seen, &house.lists, &aspect("lists"));
    style::judge(seen, &house.items, &aspect("single items"));
}
