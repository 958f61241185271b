use crate::facts::{Facts, GuardKind, Route};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-csrf-protection",
    item: "sec.csrf",
    severity: Severity::Medium,
    page: page!("missing_csrf_protection.md"),
    check,
};

/// Routes that a finding names.
const MOST_NAMED: usize = 12;

fn check(facts: &Facts, seen: &mut Seen) {
    let routes = facts.registered_routes();
    for route in &routes {
        if let Some(guard) = route.guard(GuardKind::Csrf).filter(|_| route.is_write()) {
            seen.met(route.place, || format!("`{}` passes `{}`", route.label(), guard.name));
        }
    }
    let off = facts.code().map(|code| &code.forgery).filter(|own| own.by_cookie && !own.stateless);
    let off: Vec<_> = off.flat_map(|own| &own.off).collect();
    for place in &off {
        let message =
            "the protection against forged requests is switched off, while a cookie signs callers in";
        let finding = seen.violated(**place, message.to_owned());
        finding.severity(Severity::High);
    }
    let protected = facts.code().any(|code| code.forgery.named)
        || routes.iter().any(|route| route.guard(GuardKind::Csrf).is_some());
    if !protected && off.is_empty() {
        bare_sessions(facts, seen, &routes);
    }
}

/// Nothing in the whole submission speaks of tokens or of where cookies are sent.
fn bare_sessions(facts: &Facts, seen: &mut Seen, routes: &[&Route]) {
    let session = facts.code().flat_map(|code| &code.forgery.sessions).next();
    let writing: Vec<_> =
        routes.iter().filter(|route| route.is_write() && !route.purpose().is_public()).collect();
    let (Some(session), Some(first)) = (session, writing.first()) else { return };
    let others = match writing.len() {
        1 => String::new(),
        more => format!(" and {} more", more - 1),
    };
    let message = format!(
        "the cookie of `{}` is sent with requests that other sites make, and nothing tells them apart before `{}`{others}",
        session.name,
        first.label()
    );
    let finding = seen.violated(session.place, message).confidence(Confidence::Medium);
    for route in writing.iter().take(MOST_NAMED) {
        finding.related(route.place, format!("`{}` changes something", route.label()));
    }
}
