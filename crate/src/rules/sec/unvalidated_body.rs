use crate::facts::{Facts, GuardKind, Method, Purpose, Route};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unvalidated-body",
    item: "sec.input-validation",
    severity: Severity::Medium,
    page: page!("unvalidated_body.md"),
    check,
};

/// Most routes that one finding for the whole service names.
const MOST_NAMED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    let uses_body = |route: &&Route| {
        let sends = route.method != Some(Method::Get);
        // What OAuth sends is laid down, and its answers to what is wrong as well (RFC 6749, 5.2).
        let by_protocol = route.path.split('/').any(|segment| matches!(segment, "oauth" | "oauth2"));
        sends && route.reads("body") && route.purpose() != Purpose::SignOut && !by_protocol
    };
    let (checked, open): (Vec<_>, Vec<_>) = facts
        .registered_routes()
        .into_iter()
        .filter(uses_body)
        .partition(|route| route.guard(GuardKind::Validation).is_some());
    for route in &checked {
        seen.met(route.place, || format!("`{}` validates what it is sent", route.label()));
    }
    if checked.is_empty() {
        together(seen, &open);
        return;
    }
    let (sure, doubtful): (Vec<_>, Vec<_>) =
        open.into_iter().partition(|route| confidence(&[*route]) > Confidence::Low);
    // So many are no exceptions: it is how the service is written.
    if sure.len() > MOST_NAMED {
        together(seen, &sure);
        return together(seen, &doubtful);
    }
    for route in sure {
        let message =
            format!("`{}` uses the body as it comes, while other routes validate it", route.label());
        seen.violated(route.place, message).confidence(Confidence::Medium);
    }
    together(seen, &doubtful);
}

/// What is absent everywhere, and what may be validated out of sight, is one finding.
fn together(seen: &mut Seen, open: &[&Route]) {
    let Some((first, others)) = open.split_first() else { return };
    let message = match others.len() {
        0 => format!("`{}` uses the body as it comes", first.label()),
        1 => format!("`{}` and 1 more route use the body as it comes", first.label()),
        more => format!("`{}` and {more} more routes use the body as it comes", first.label()),
    };
    let finding = seen.violated(first.place, message).confidence(confidence(open)).sites(open.len());
    for route in others.iter().take(MOST_NAMED) {
        finding.related(route.place, format!("`{}` reads the body", route.label()));
    }
}

/// A guard of which nothing is known may validate.
fn confidence(routes: &[&Route]) -> Confidence {
    let known = routes.iter().all(|route| route.mounts_seen && route.unknown_guard().is_none());
    if known { Confidence::Medium } else { Confidence::Low }
}
