use super::lists::{List, list, paging};
use crate::facts::{Contract, Facts, Operation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unpaginated-list",
    item: "api.pagination",
    severity: Severity::Medium,
    page: include_str!("unpaginated_list.md"),
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
    for operation in &contract.operations {
        let Some(list) = list(contract, operation) else { continue };
        let bound = list.most.map(|most| format!("answers with at most {most}"));
        match bound.or_else(|| paging(contract, operation, &list)) {
            Some(evidence) => {
                met += 1;
                seen.met(operation.place, format!("`{}` {evidence}", operation.label()));
            }
            None => sites.push(site(operation, &list)),
        }
    }
    gather::tell(seen, sites, met, |number| {
        if met == 0 {
            format!("none of {} comes in pages", count(number, "list"))
        } else {
            format!("{} do not come in pages, though {met} others do", count(number, "list"))
        }
    });
}

fn site(operation: &Operation, list: &List<'_>) -> Site {
    let label = format!("`{}`", operation.label());
    Site {
        place: operation.place,
        message: format!("{label} answers with the whole collection: nothing bounds how many items it holds"),
        label,
        confidence: confidence(operation, list),
        severity: None,
    }
}

fn confidence(operation: &Operation, list: &List<'_>) -> Confidence {
    let end = operation.path.rsplit('/').next().unwrap_or_default();
    let small = words(end).last().is_some_and(|word| SMALL.contains(&word.as_str()));
    if small {
        Confidence::Low
    } else if list.of_entities {
        Confidence::High
    } else {
        Confidence::Medium
    }
}
