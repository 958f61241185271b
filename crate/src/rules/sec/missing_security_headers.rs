use crate::facts::{Facts, Guard, GuardKind, MountTarget};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-security-headers",
    item: "sec.headers",
    severity: Severity::Medium,
    page: include_str!("missing_security_headers.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let wanted = |guard: &&Guard| guard.kind == GuardKind::SecurityHeaders;
    let for_all = facts.routers().flat_map(|router| &router.guards);
    let for_one = facts.routes.iter().flat_map(|route| &route.guards);
    if let Some(guard) = for_all.chain(for_one).find(wanted) {
        seen.met(guard.place, format!("`{}` sets security headers", guard.name));
        return;
    }
    let Some(application) = facts.applications().next().filter(|_| !facts.routes.is_empty()) else { return };
    let unknown = application.guards.iter().any(|guard| guard.kind == GuardKind::Other)
        || application.mounts.iter().any(|mount| mount.target == MountTarget::Unknown);
    let confidence = if unknown { Confidence::Low } else { Confidence::Medium };
    seen.violated(application.place, "answers carry no security headers: nothing here sets them")
        .confidence(confidence);
}
