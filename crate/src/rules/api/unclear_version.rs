use crate::facts::{Contract, Facts, is_version};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unclear-version",
    item: "api.versioning",
    severity: Severity::Info,
    page: page!("unclear_version.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let Some(version) = &contract.info.version else { return };
    let written = version.value.trim();
    if orders(written) {
        seen.met(version.place, || format!("the contract has the version `{written}`"));
    } else if written.is_empty() {
        seen.violated(version.place, "the version of the contract is empty");
    } else {
        let shown: String = written.chars().take(60).collect();
        let message = format!("`{shown}` does not tell an earlier version of the contract from a later one");
        seen.violated(version.place, message);
    }
}

/// Whether versions of that form can be put in order: numbers with dots, days, `v1beta2`.
fn orders(version: &str) -> bool {
    let number = version.trim_start_matches(['v', 'V', '=', ' ']);
    let number = number.strip_prefix("ersion ").unwrap_or(number);
    let begins = number.starts_with(|first: char| first.is_ascii_digit());
    begins && version.len() <= 60 || is_version(version)
}
