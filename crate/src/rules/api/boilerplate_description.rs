use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Method, Operation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "boilerplate-description",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("boilerplate_description.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Operations with one and the same text that are too many to be meant.
const FEWEST: usize = 3;

fn check_contract(contract: &Contract, seen: &mut Seen) {
    // What answers browsers before a request is alike everywhere.
    let own = contract.operations.iter().filter(|own| !own.webhook && own.method != Method::Options);
    let described: Vec<(&Operation, &str)> =
        own.filter_map(|operation| text(operation).map(|text| (operation, text))).collect();
    let mut uses: BTreeMap<&str, usize> = BTreeMap::new();
    for (_, text) in &described {
        *uses.entry(text).or_default() += 1;
    }
    let mut places: Vec<(Place, String)> = Vec::new();
    for (operation, text) in &described {
        let shared = uses.get(text).copied().unwrap_or_default();
        let label = format!("`{}`", operation.label());
        if shared >= FEWEST {
            places.push((operation.place, format!("{label} has the text of {} others", shared - 1)));
        } else if restates(operation, text) {
            places.push((operation.place, format!("{label} is described by its own name")));
        } else {
            seen.met(operation.place, || format!("{label} has a text of its own"));
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("a description says nothing: {first}"),
        _ => format!("{number} of {} descriptions say nothing: {first}", described.len()),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// What says most about an operation.
fn text(operation: &Operation) -> Option<&str> {
    let said = |text: &'_ Option<String>| text.as_ref().is_some_and(|text| !text.trim().is_empty());
    let text = if said(&operation.description) { &operation.description } else { &operation.summary };
    text.as_deref().map(str::trim).filter(|text| !text.is_empty())
}

/// Whether a text is the operation's id in words: "list visits" for `listVisits`.
fn restates(operation: &Operation, text: &str) -> bool {
    let short = text.len() <= 80;
    let id = operation.id.as_ref().map(|id| words(&id.value)).unwrap_or_default();
    short && !id.is_empty() && !text.contains(' ') && words(text) == id
}
