use crate::facts::{Contract, Facts, Operation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "offset-over-growing-list",
    item: "perf.offset-pagination",
    severity: Severity::Low,
    page: page!("offset_over_growing_list.md"),
    check,
};

/// Things of which there is one more for each thing that happens.
const GROWING: [&str; 30] = [
    "activities",
    "alerts",
    "audits",
    "bookings",
    "calls",
    "charges",
    "comments",
    "conversations",
    "deliveries",
    "emails",
    "entries",
    "events",
    "history",
    "impressions",
    "invoices",
    "logs",
    "measurements",
    "messages",
    "notifications",
    "observations",
    "orders",
    "payments",
    "payouts",
    "posts",
    "readings",
    "shipments",
    "telemetry",
    "transactions",
    "transfers",
    "visits",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    for (operation, list) in contract.listing().filter(|(operation, _)| grows(operation)) {
        let Some(paging) = &list.paging else { continue };
        let label = format!("`{}`", operation.label());
        if paging.family.counts() {
            sites.push(Site {
                place: operation.place,
                message: format!(
                    "{label} is a list that keeps growing, and pages by {}: deep pages read all that lies before",
                    paging.family.name()
                ),
                label,
                confidence: Confidence::Medium,
                severity: None,
            });
        } else if paging.leads_on() {
            met += 1;
            seen.met(operation.place, || format!("{label} {}", paging.evidence));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!(
            "{} that keep growing page by numbers: deep pages read all that lies before",
            count(number, "list")
        )
    });
}

/// By the last word of its path.
fn grows(operation: &Operation) -> bool {
    let end = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    words(end).last().is_some_and(|word| GROWING.contains(&word.as_str()))
}
