use super::style::{self, Aspect, are, is};
use crate::facts::{Contract, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-parameter-style",
    item: "api.consistent-responses",
    severity: Severity::Low,
    page: page!("inconsistent_parameter_style.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let house = contract.house();
    let query = Aspect { plural: "query parameters", many: &are, one: &is, firm: true };
    style::judge(seen, &house.query_parameters, &query);
    let path = Aspect { plural: "path parameters", many: &are, one: &is, firm: true };
    style::judge(seen, &house.path_parameters, &path);
}
