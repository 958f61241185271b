use super::style::{self, Aspect, are, is};
use crate::facts::{Contract, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-operation-id",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("inconsistent_operation_id.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let ids = Aspect { plural: "operation ids", many: &are, one: &is, firm: true };
    style::judge(seen, &contract.house().operation_ids, &ids);
}
