use crate::facts::{Facts, MountTarget, Purpose};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "missing-health-check",
    item: "ops.health-checks",
    severity: Severity::Low,
    page: include_str!("missing_health_check.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut checks = facts.routes.iter().filter(|route| route.purpose() == Purpose::Health).peekable();
    let application = facts.applications().next().filter(|_| !facts.routes.is_empty());
    if let (None, Some(application)) = (checks.peek(), application) {
        let unknown = application.mounts.iter().any(|mount| mount.target == MountTarget::Unknown);
        let confidence = if unknown { Confidence::Low } else { Confidence::Medium };
        let message = "no route says whether the instance is alive and ready";
        seen.violated(application.place, message).confidence(confidence);
    }
    for route in checks {
        seen.met(route.place, format!("`{}` answers for the instance", route.label()));
    }
}
