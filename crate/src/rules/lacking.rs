//! What a whole application lacks is one finding, at the application.

use crate::facts::{Facts, Guard, GuardKind, MountTarget, TechnologyRole};
use crate::finding::{Confidence, Seen};

/// The first guard of a kind, wherever it stands; a finding for the application where there is none.
pub(super) fn guard<'a>(
    facts: &'a Facts,
    seen: &mut Seen,
    kind: GuardKind,
    without: &str,
) -> Option<&'a Guard> {
    let wanted = |guard: &&Guard| guard.kind == kind;
    let for_all = facts.routers().flat_map(|router| &router.guards);
    let for_one = facts.routes.iter().flat_map(|route| &route.guards);
    let found = for_all.chain(for_one).find(wanted);
    let application = facts.applications().next().filter(|_| !facts.routes.is_empty());
    if let (None, Some(application), false) = (found, application, is_likely(facts, kind)) {
        let unknown = application.guards.iter().any(|guard| guard.kind == GuardKind::Other)
            || application.mounts.iter().any(|mount| mount.target == MountTarget::Unknown);
        let confidence = if unknown { Confidence::Low } else { Confidence::Medium };
        seen.violated(application.place, without).confidence(confidence);
    }
    found
}

/// Whether a library for it is used in a way that does not show where.
fn is_likely(facts: &Facts, kind: GuardKind) -> bool {
    let role = match kind {
        GuardKind::Logging => TechnologyRole::Logging,
        GuardKind::RateLimit => TechnologyRole::RateLimiting,
        _ => return false,
    };
    facts.technologies().any(|technology| technology.role == role)
}
