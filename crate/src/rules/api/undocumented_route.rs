use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{Facts, Method, Purpose, Route, Served};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "undocumented-route",
    item: "api.contract-drift",
    severity: Severity::Medium,
    page: page!("undocumented_route.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let served = facts.served_contracts();
    if served.is_empty() {
        return;
    }
    let documented: BTreeSet<(Place, Option<Method>)> = served
        .iter()
        .flat_map(|served| &served.operations)
        .map(|(_, route)| (route.place, route.method))
        .collect();
    let whole = served.iter().all(|served| served.contract.whole);
    let mut sites = Vec::new();
    let mut met = 0;
    for route in facts.registered_routes() {
        if documented.contains(&(route.place, route.method)) {
            met += 1;
            seen.met(route.place, || format!("the contract describes `{}`", route.label()));
        } else if belongs(route, &served) {
            sites.push(site(route, whole));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of the code stand in no contract", count(number, "route"))
    });
}

/// Whether callers of the contract would look for the route in it.
fn belongs(route: &Route, served: &[Served<'_>]) -> bool {
    let offered = !matches!(
        route.purpose(),
        Purpose::Health | Purpose::Metrics | Purpose::Documentation | Purpose::Static | Purpose::Webhook
    );
    let plain = !route.path.contains(['*', '(', '^', '\\']);
    let method = route.method.is_some_and(|method| !matches!(method, Method::Options | Method::Head));
    offered && plain && method && served.iter().any(|served| served.covers(route))
}

fn site(route: &Route, whole: bool) -> Site {
    let label = format!("`{}`", route.label());
    Site {
        place: route.place,
        message: format!("the code answers {label}, which stands in no contract"),
        label,
        confidence: if whole && route.mounts_seen { Confidence::Medium } else { Confidence::Low },
        severity: (!route.is_write()).then_some(Severity::Low),
    }
}
