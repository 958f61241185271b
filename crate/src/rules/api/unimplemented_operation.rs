use crate::facts::{Facts, Method, Served, Unserved};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unimplemented-operation",
    item: "api.contract-drift",
    severity: Severity::Medium,
    page: page!("unimplemented_operation.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    // What is mounted from elsewhere may answer the rest.
    let unseen = facts.unseen_mount().is_some();
    for served in facts.served_contracts() {
        let doubtful = unseen || !served.mostly();
        let confidence = if doubtful { Confidence::Low } else { Confidence::Medium };
        check_contract(&served, confidence, seen);
    }
}

fn check_contract(served: &Served<'_>, confidence: Confidence, seen: &mut Seen) {
    for (operation, route) in &served.operations {
        seen.met(route.place, || format!("`{}` serves `{}`", route.label(), operation.label()));
    }
    // Frameworks answer OPTIONS and TRACE by themselves.
    let missing =
        served.unserved.iter().filter(|own| !matches!(own.operation.method, Method::Options | Method::Trace));
    let sites: Vec<Site> = missing.map(|unserved| site(unserved, confidence)).collect();
    gather::tell(seen, sites, served.operations.len(), |number| {
        format!("no route of the code answers {} of the contract", count(number, "operation"))
    });
}

fn site(unserved: &Unserved<'_>, confidence: Confidence) -> Site {
    let label = format!("`{}`", unserved.operation.label());
    let message = match unserved.other_method {
        Some(route) => {
            format!("no route of the code answers {label}: this path is served as `{}`", route.label())
        }
        None => format!("no route of the code answers {label}"),
    };
    Site { place: unserved.operation.place, label, message, confidence, severity: None }
}
