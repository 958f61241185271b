use crate::facts::{Facts, GuardKind, Method, Route};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unthrottled-login",
    item: "auth.brute-force",
    severity: Severity::High,
    page: page!("unthrottled_login.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let takes_secrets = |route: &&Route| {
        matches!(route.method, Some(Method::Post) | None)
            && route.purpose().invites_guessing()
            && route.identification().is_none_or(|guard| guard.kind == GuardKind::Authentication)
    };
    let (limited, open): (Vec<_>, Vec<_>) = facts
        .registered_routes()
        .into_iter()
        .filter(takes_secrets)
        .partition(|route| route.guard(GuardKind::RateLimit).is_some());
    for route in &limited {
        seen.met(route.place, || format!("`{}` is rate limited", route.label()));
    }
    // Where no limiter is used at all, its absence is one cause.
    let at_once = if limited.is_empty() { open.len().max(1) } else { 1 };
    for together in open.chunks(at_once) {
        report(seen, together);
    }
}

fn report(seen: &mut Seen, routes: &[&Route]) {
    let Some((first, others)) = routes.split_first() else { return };
    let known = routes.iter().all(|route| route.mounts_seen && route.unknown_guard().is_none());
    let message = match others.len() {
        0 => format!("`{}` takes as many guesses as somebody sends", first.label()),
        more => format!("`{}` and {more} more take as many guesses as somebody sends", first.label()),
    };
    let finding = seen.violated(first.place, message).confidence(if known {
        Confidence::Medium
    } else {
        Confidence::Low
    });
    finding.sites(routes.len());
    for route in others {
        finding.related(route.place, format!("`{}` has no limit either", route.label()));
    }
}
