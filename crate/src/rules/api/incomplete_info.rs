use crate::facts::{Contract, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "incomplete-info",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("incomplete_info.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts().filter(|contract| contract.whole) {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    // A contract without operations is a part of another.
    if contract.operations.iter().all(|operation| operation.webhook) {
        return;
    }
    let info = &contract.info;
    let described = info.description.as_ref().is_some_and(|text| !text.value.trim().is_empty());
    let has_servers = !contract.servers.is_empty()
        || contract.operations.iter().any(|operation| !operation.servers.is_empty());
    let lacking: Vec<&str> = [
        ("what it is for (`description`)", described),
        ("whom to ask (`contact`)", info.has_contact),
        ("where it is served (`servers`)", has_servers),
    ]
    .into_iter()
    .filter(|(_, there)| !there)
    .map(|(what, _)| what)
    .collect();
    let place = info.title.as_ref().map_or(contract.place, |title| title.place);
    if lacking.is_empty() {
        seen.met(place, "the contract says what it is for, whom to ask and where it is served");
    } else {
        let message = format!("the contract does not say {}", lacking.join(" or "));
        seen.violated(place, message).confidence(Confidence::High);
    }
}
