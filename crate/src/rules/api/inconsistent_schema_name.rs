use super::style::{self, Aspect, are, is};
use crate::facts::{Contract, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-schema-name",
    item: "api.consistent-responses",
    severity: Severity::Info,
    page: page!("inconsistent_schema_name.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let names = Aspect { plural: "schemas", many: &are, one: &is, firm: true };
    style::judge(seen, &contract.house().schemas, &names);
}
