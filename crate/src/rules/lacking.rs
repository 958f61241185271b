//! What a whole application lacks is one finding, at the application.

use crate::facts::{Facts, Guard, GuardKind, MountTarget};
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
    if let (None, Some(application)) = (found, application) {
        let unknown = application.guards.iter().any(|guard| guard.kind == GuardKind::Other)
            || application.mounts.iter().any(|mount| mount.target == MountTarget::Unknown);
        let confidence = if unknown { Confidence::Low } else { Confidence::Medium };
        seen.violated(application.place, without).confidence(confidence);
    }
    found
}
