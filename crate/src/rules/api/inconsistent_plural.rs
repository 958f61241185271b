use super::style::{self, Aspect};
use crate::facts::{Contract, Facts, Number};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-plural",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: page!("inconsistent_plural.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let number = |number: &Number| match number {
        Number::Plural => "plural",
        Number::Singular => "singular",
    };
    let are = |value: &Number| format!("are {}", number(value));
    let is = |value: &Number| format!("is {}", number(value));
    let names = Aspect { plural: "collections in paths", many: &are, one: &is, firm: false };
    style::judge(seen, &contract.house().collections, &names);
}
