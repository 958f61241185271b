use crate::facts::{Contract, Facts, List, Operation, Response, words};
use crate::finding::{Action, Confidence, Seen, Severity};
use crate::rules::error_responses::{self, Usual};
use crate::rules::gather::{self, Site, count};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "unpaginated-list",
    item: "api.pagination",
    severity: Severity::Medium,
    page: page!("unpaginated_list.md"),
    check,
};

/// Collections that hardly ever grow.
const SMALL: [&str; 33] = [
    "categories",
    "channels",
    "colors",
    "countries",
    "currencies",
    "environments",
    "features",
    "flags",
    "formats",
    "genres",
    "labels",
    "languages",
    "licenses",
    "limits",
    "locales",
    "methods",
    "metrics",
    "operations",
    "options",
    "permissions",
    "plans",
    "providers",
    "regions",
    "roles",
    "scopes",
    "settings",
    "stats",
    "status",
    "statuses",
    "timezones",
    "types",
    "versions",
    "zones",
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
        let bound = list.most.map(|most| format!("answers with at most {most}"));
        match bound.or_else(|| list.paging.as_ref().map(|paging| paging.evidence.clone())) {
            Some(evidence) => {
                met += 1;
                seen.met(operation.place, || format!("`{}` {evidence}", operation.label()));
            }
            None => sites.push(site(operation, list)),
        }
    }
    let whole = |number| {
        if met == 0 {
            format!("none of {} comes in pages", count(number, "list"))
        } else {
            format!("{} do not come in pages, though {met} others do", count(number, "list"))
        }
    };
    gather::tell_suggesting(seen, sites, met, whole, |places| {
        parts(contract, &overlay::at(contract, places)?)
    });
}

/// The parameters, and what callers hear whose parameters are wrong, where nothing is said of errors.
fn parts(contract: &Contract, lists: &[&Operation]) -> Option<Vec<Action>> {
    let mut actions = overlay::paging(contract, lists)?;
    let silent = lists.iter().filter(|one| !one.responses.iter().any(Response::is_error));
    let lacking: Vec<_> = silent.map(|operation| (*operation, vec!["default"])).collect();
    actions.extend(error_responses::suggestion(contract, &Usual::of(contract), &lacking)?);
    Some(actions)
}

fn site(operation: &Operation, list: &List) -> Site {
    let label = format!("`{}`", operation.label());
    Site {
        place: operation.place,
        message: format!("{label} answers with the whole collection: nothing bounds how many items it holds"),
        label,
        confidence: confidence(operation, list),
        severity: None,
    }
}

/// The collection of a whole service is the surest to grow; what belongs to one item may stay small, and what
/// is called by an action or in the singular may be no collection of its own.
fn confidence(operation: &Operation, list: &List) -> Confidence {
    let mut segments = operation.path.trim_end_matches('/').rsplit('/');
    let words = words(segments.next().unwrap_or_default());
    let small = words.last().is_none_or(|word| SMALL.contains(&word.as_str()));
    let plural = words.last().is_some_and(|word| word.ends_with('s') && !word.ends_with("ss"));
    let acts =
        words.first().is_some_and(|word| ["get", "fetch", "compute", "check"].contains(&word.as_str()));
    let of_item = segments.next().is_some_and(|segment| segment.contains('{'));
    if small || acts || !plural {
        Confidence::Low
    } else if list.of_entities && !of_item {
        Confidence::High
    } else {
        Confidence::Medium
    }
}
