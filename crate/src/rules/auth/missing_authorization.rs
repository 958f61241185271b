use crate::facts::{Control, Cover, Facts, Guard, GuardKind, Method, Route, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "missing-authorization",
    item: "auth.authorization",
    severity: Severity::High,
    page: page!("missing_authorization.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let routes = facts.service_routes();
    let decided: Vec<&Route> =
        routes.iter().copied().filter(|route| route.guard(GuardKind::Authorization).is_some()).collect();
    for route in &decided {
        if let Some(guard) = route.guard(GuardKind::Authorization) {
            seen.met(route.place, || format!("`{}` is decided by `{}`", route.label(), guard.name));
        }
    }
    let open = routes.into_iter().filter(|route| asks_only_who(facts, route));
    let sites = open.filter_map(|route| site(route, &decided)).collect();
    gather::tell(seen, sites, decided.len(), |count| {
        format!("{count} routes for administrators let in whoever has an account")
    });
}

/// It finds out who calls, and neither what stands before it nor its handler asks what they may do.
fn asks_only_who(facts: &Facts, route: &Route) -> bool {
    let who = route.identification().is_some_and(|guard| !Guard::is_optional(guard));
    who && matches!(route.cover(Control::Authorization), Cover::Missing)
        && facts.conduct(route).is_some_and(|conduct| !conduct.names_rights && !conduct.unseen)
}

fn site(route: &Route, decided: &[&Route]) -> Option<Site> {
    let label = format!("`{}`", route.label());
    let (message, confidence) = if is_for_administrators(&route.path) {
        let folder = |path: &str| path.split('/').take_while(|part| !is_administrative(part)).count();
        let beside = decided
            .iter()
            .any(|other| is_for_administrators(&other.path) && folder(&other.path) == folder(&route.path));
        let confidence = if beside { Confidence::High } else { Confidence::Medium };
        (format!("{label} is for administrators, and lets in whoever has an account"), confidence)
    } else {
        let other = decided.iter().find(|other| changes_the_same(route, other))?;
        let other = other.label();
        (format!("{label} lets in whoever has an account, while `{other}` asks for more"), Confidence::Medium)
    };
    Some(Site { place: route.place, label, message, confidence, severity: None })
}

fn is_for_administrators(path: &str) -> bool {
    path.split('/').any(is_administrative)
}

fn is_administrative(segment: &str) -> bool {
    let words = words(segment);
    matches!(
        words.first().map(String::as_str),
        Some("admin" | "administration" | "backoffice" | "superadmin")
    ) && !segment.starts_with([':', '{', '<'])
}

/// Both change members of one collection, and the one that asks for nothing takes away or replaces.
fn changes_the_same(route: &Route, other: &Route) -> bool {
    let collection = |route: &Route| {
        let parts =
            route.path.split('/').filter(|part| !part.is_empty() && !part.starts_with([':', '{', '<']));
        parts.map(str::to_owned).collect::<Vec<_>>()
    };
    matches!(route.method, Some(Method::Delete | Method::Put | Method::Patch))
        && other.is_write()
        && other.guard(GuardKind::Authorization).is_some_and(stands_before)
        && !route.path.split('/').any(is_own)
        && collection(route) == collection(other)
}

/// A guard by its name, and not a condition of a handler, which may be about something else.
fn stands_before(guard: &Guard) -> bool {
    guard.name.contains('(') || !guard.name.contains([' ', '.', '!', '='])
}

/// What callers have of themselves.
fn is_own(segment: &str) -> bool {
    matches!(segment, "me" | "self" | "mine" | "profile" | "account" | "current")
}
