use super::style::{self, Aspect, are, is};
use crate::facts::{Contract, Facts};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-path-style",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: page!("inconsistent_path_style.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let house = contract.house();
    let names = Aspect { plural: "names in paths", many: &are, one: &is, firm: true };
    style::judge(seen, &house.path_segments, &names);
    let end = |slash: &bool| if *slash { "end in a slash" } else { "do not end in a slash" }.to_owned();
    let ends = |slash: &bool| if *slash { "ends in a slash" } else { "does not end in a slash" }.to_owned();
    let paths = Aspect { plural: "paths", many: &end, one: &ends, firm: true };
    style::judge(seen, &house.trailing_slash, &paths);
}
