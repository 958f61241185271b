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

/// Servers that are looked at.
const MOST_SERVERS: usize = 1_000;

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
    let served = contract.servers.iter().chain(contract.operations.iter().flat_map(|own| &own.servers));
    let placeholder = has_servers && served.take(MOST_SERVERS).all(|server| is_placeholder(&server.url));
    let lacking: Vec<&str> = [
        ("what it is for (`description`)", described),
        ("whom to ask (`contact`)", info.has_contact),
        ("where it is served (`servers`)", has_servers),
        ("where clients reach it (its servers are placeholders or of one machine)", !placeholder),
    ]
    .into_iter()
    .filter(|(_, there)| !there)
    .map(|(what, _)| what)
    .collect();
    let place = info.title.as_ref().map_or(contract.place, |title| title.place);
    if lacking.is_empty() {
        seen.met(place, || "the contract says what it is for, whom to ask and where it is served");
    } else {
        let message = format!("the contract does not say {}", lacking.join(" or "));
        seen.violated(place, message).confidence(Confidence::High);
    }
}

/// Hosts that are kept for documentation (RFC 2606, RFC 6761), and those that mean the machine itself.
fn is_placeholder(url: &str) -> bool {
    let Some((_, rest)) = url.split_once("//") else { return false };
    let host = rest.split(['/', ':', '?']).next().unwrap_or_default().to_ascii_lowercase();
    let kept = ["example.com", "example.org", "example.net", "example", "localhost", "test", "invalid"];
    let within =
        |name: &str| host.strip_suffix(name).is_some_and(|rest| rest.is_empty() || rest.ends_with('.'));
    kept.into_iter().any(within) || host == "127.0.0.1" || host == "0.0.0.0"
}
