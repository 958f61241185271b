use crate::facts::{Contract, Facts, Family, Operation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unreachable-page",
    item: "api.pagination",
    severity: Severity::Low,
    page: page!("unreachable_page.md"),
    check,
};

/// Words of lists of which only the beginning is wanted.
const BEGINNINGS: [&str; 21] = [
    "autocomplete",
    "best",
    "candles",
    "complete",
    "depth",
    "last",
    "latest",
    "near",
    "nearby",
    "nearest",
    "newest",
    "popular",
    "random",
    "recent",
    "recommendations",
    "related",
    "similar",
    "suggest",
    "suggestions",
    "top",
    "trending",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    for (operation, list) in contract.listing() {
        let Some(paging) = &list.paging else { continue };
        if paging.leads_on() {
            met += 1;
            let how = paging.next.as_ref().map_or_else(
                || format!("goes on by {}", paging.family.name()),
                |next| format!("leads on by {next}"),
            );
            seen.met(operation.place, || format!("`{}` {how}", operation.label()));
        } else if paging.family == Family::Size && !wants_the_beginning(operation) {
            let label = format!("`{}`", operation.label());
            let message =
                format!("{label} {}, and nothing leads to the items that lie beyond", paging.evidence);
            sites.push(Site {
                place: operation.place,
                message,
                label,
                confidence: Confidence::Medium,
                severity: None,
            });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} take a size and nothing leads to the items that lie beyond", count(number, "list"))
    });
}

fn wants_the_beginning(operation: &Operation) -> bool {
    let id = operation.id.as_ref().map(|id| words(&id.value)).unwrap_or_default();
    words(&operation.path).iter().chain(&id).any(|word| BEGINNINGS.contains(&word.as_str()))
}
