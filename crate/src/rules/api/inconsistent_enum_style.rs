use super::style::{self, Aspect, are, is};
use crate::facts::{Contract, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-enum-style",
    item: "api.consistent-responses",
    severity: Severity::Info,
    page: page!("inconsistent_enum_style.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let values = Aspect { plural: "values of enumerations", many: &are, one: &is, firm: true };
    style::judge(seen, &contract.house().choices, &values);
}
