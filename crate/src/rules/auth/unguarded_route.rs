use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::{Facts, Guard, Method, Route, Router};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unguarded-route",
    item: "auth.required",
    severity: Severity::High,
    page: page!("unguarded_route.md"),
    check,
};

/// Most routes that one finding for the whole service names.
const MOST_NAMED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let (guarded, open): (Vec<_>, Vec<_>) =
        facts.service_routes().into_iter().partition(|route| route.identification().is_some());
    for route in &guarded {
        if let Some(guard) = route.identification().filter(|guard| !guard.is_optional()) {
            seen.met(route.place, || format!("`{}` passes `{}`", route.label(), guard.name));
        }
    }
    let (declared, open): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|route| route.guards.iter().any(Guard::says_public));
    for route in &declared {
        seen.met(route.place, || format!("`{}` is declared public", route.label()));
    }
    let late = Late::of(facts);
    let open: Vec<_> = open.into_iter().filter(|route| !late.covers(route)).collect();
    if guarded.is_empty() {
        whole_service(facts, seen, &open);
    } else {
        among_guarded(facts, seen, &open);
    }
}

/// What is most likely forgotten is told one by one, and what may be open on purpose all at once.
fn among_guarded(facts: &Facts, seen: &mut Seen, open: &[&Route]) {
    let mut doubtful = Vec::new();
    let above_guards = facts.routes_above_guards();
    for route in open {
        let (severity, confidence) = weight(route, above_guards.contains(&route.place));
        if confidence == Confidence::Low {
            doubtful.push(*route);
            continue;
        }
        let message = format!("`{}` asks nobody who they are, while other routes do", route.label());
        seen.violated(route.place, message).severity(severity).confidence(confidence);
    }
    let Some((first, others)) = doubtful.split_first() else { return };
    let message = match others.len() {
        0 => format!("`{}` may be open to everybody", first.label()),
        more => format!("`{}` and {more} more routes may be open to everybody", first.label()),
    };
    let finding = seen.violated(first.place, message).severity(Severity::Medium).confidence(Confidence::Low);
    finding.sites(doubtful.len());
    for route in others.iter().take(MOST_NAMED) {
        finding.related(route.place, format!("`{}`", route.label()));
    }
}

fn weight(route: &Route, is_above_guard: bool) -> (Severity, Confidence) {
    let known = route.mounts_seen
        && route.unknown_guard().is_none()
        && !may_be_registration(route)
        && !is_first_run(route);
    match (known, route.is_write(), is_above_guard) {
        (true, true, false) => (Severity::High, Confidence::High),
        (true, true, true) => (Severity::High, Confidence::Medium),
        (true, false, false) => (Severity::Medium, Confidence::Medium),
        _ => (Severity::Medium, Confidence::Low),
    }
}

/// What is absent everywhere is one finding, at the application.
fn whole_service(facts: &Facts, seen: &mut Seen, open: &[&Route]) {
    let Some(first) = open.first() else { return };
    let place = facts.applications().next().map_or(first.place, |application| application.place);
    let all_seen = open.iter().all(|route| route.mounts_seen && route.unknown_guard().is_none());
    let at_stake = open.iter().any(|route| route.is_write());
    let message = match open.len() {
        1 => format!("`{}` does not ask who is calling, and nothing else here does", first.label()),
        count => format!("none of the {count} routes asks who is calling"),
    };
    let finding = seen.violated(place, message).confidence(if all_seen && at_stake {
        Confidence::Medium
    } else {
        Confidence::Low
    });
    finding.sites(open.len());
    for route in open.iter().take(MOST_NAMED) {
        finding.related(route.place, format!("`{}` is open to everybody", route.label()));
    }
}

/// `POST /users` is how many services take registrations.
fn may_be_registration(route: &Route) -> bool {
    let last = route.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    route.method == Some(Method::Post) && ["users", "user", "accounts", "customers"].contains(&last)
}

/// What a service asks of whoever starts it for the first time, before it knows anybody.
fn is_first_run(route: &Route) -> bool {
    let first = ["bootstrap", "initialize", "install", "installation", "installer", "onboarding", "setup"];
    route.path.split('/').any(|segment| first.contains(&segment))
}

/// What stands above a guard that comes too late: that guard is the cause, and reported by itself.
struct Late {
    routes: BTreeSet<Place>,
    mounts: bool,
}

impl Late {
    fn of(facts: &Facts) -> Self {
        let mut late = Self { routes: BTreeSet::new(), mounts: false };
        for guard in facts.routers().flat_map(Router::late_guards) {
            late.routes.extend(guard.routes.iter().map(|route| route.place));
            late.mounts |= !guard.mounts.is_empty();
        }
        late
    }

    fn covers(&self, route: &Route) -> bool {
        self.mounts || self.routes.contains(&route.place)
    }
}
