use crate::facts::{Contract, Facts, List, Operation, Paging, ParameterLocation, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "unfiltered-list",
    item: "api.filter-sort",
    severity: Severity::Info,
    page: page!("unfiltered_list.md"),
    check,
};

/// Parts of names of parameters that only say which part of the whole list is wanted, and in what form.
const OF_FORM: [&str; 17] = [
    "accept",
    "alt",
    "apiversion",
    "callback",
    "cursor",
    "expand",
    "fields",
    "format",
    "include",
    "lang",
    "limit",
    "offset",
    "page",
    "perpage",
    "pretty",
    "size",
    "token",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let large = contract.listing().filter(|(operation, list)| is_large(operation, list));
    let (narrowed, whole): (Vec<_>, Vec<_>) =
        large.map(|(operation, _)| operation).partition(|one| narrows(one).is_some());
    for operation in &narrowed {
        let name = narrows(operation).unwrap_or_default();
        seen.met(operation.place, || format!("`{}` can be narrowed by `{name}`", operation.label()));
    }
    let ([first, others @ ..], true) = (whole.as_slice(), narrowed.is_empty() && whole.len() >= 3) else {
        return;
    };
    let message = format!(
        "none of {} that come in pages can be narrowed or ordered: callers must fetch all to find one",
        count(whole.len(), "list")
    );
    let finding = seen.violated(first.place, message);
    finding.confidence(Confidence::Low).sites(whole.len());
    for other in others.iter().take(20) {
        finding.related(other.place, format!("`{}`", other.label()));
    }
}

/// A list that comes in pages is expected to be long.
fn is_large(operation: &Operation, list: &List) -> bool {
    list.paging.as_ref().is_some_and(Paging::leads_on) && operation.unread.is_empty()
}

fn narrows(operation: &Operation) -> Option<&str> {
    let mut sent = operation.parameters.iter().filter(|one| one.location == ParameterLocation::Query);
    let narrowing = sent.find(|one| {
        let name = plain(&one.name);
        !OF_FORM.iter().any(|part| name.contains(part))
    });
    narrowing.map(|one| one.name.as_str()).or_else(|| operation.body.is_some().then_some("its body"))
}
