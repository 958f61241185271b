use super::style::{self, Aspect};
use crate::facts::{Contract, Facts, Moment, StampName};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-timestamp",
    item: "api.consistent-responses",
    severity: Severity::Low,
    page: page!("inconsistent_timestamp.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let house = contract.house();
    let called = |name: &StampName| format!("are named {name}");
    let is_called = |name: &StampName| format!("is named {name}");
    let stamps =
        Aspect { plural: "times of creation and change", many: &called, one: &is_called, firm: false };
    style::judge(seen, &house.stamps, &stamps);
    let are = |moment: &Moment| format!("are {moment}");
    let is = |moment: &Moment| match moment {
        Moment::DateTime => "is a text with `format: date-time`",
        Moment::Day => "is a text with `format: date`",
        Moment::Text => "is a text without a date format",
        Moment::Number => "is a number",
    };
    let is = |moment: &Moment| is(moment).to_owned();
    style::judge(seen, &house.moments, &Aspect { plural: "moments", many: &are, one: &is, firm: true });
}
