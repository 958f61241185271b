use crate::facts::{Facts, Guard, GuardKind, MountTarget};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unlimited-requests",
    item: "sec.abuse-limits",
    severity: Severity::Medium,
    page: include_str!("unlimited_requests.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let wanted = |guard: &&Guard| guard.kind == GuardKind::RateLimit;
    let for_all = facts.routers().flat_map(|router| &router.guards);
    let for_one = facts.routes.iter().flat_map(|route| &route.guards);
    if let Some(guard) = for_all.chain(for_one).find(wanted) {
        seen.met(guard.place, format!("`{}` limits requests", guard.name));
        return;
    }
    let Some(application) = facts.applications().next().filter(|_| !facts.routes.is_empty()) else { return };
    let unknown = application.guards.iter().any(|guard| guard.kind == GuardKind::Other)
        || application.mounts.iter().any(|mount| mount.target == MountTarget::Unknown);
    let confidence = if unknown { Confidence::Low } else { Confidence::Medium };
    seen.violated(application.place, "nothing limits how many requests one caller can send")
        .confidence(confidence);
}
