use super::{Remark, paths};
use crate::facts::{Facts, Guard, GuardKind};

/// What routes pass on their way, how passwords are hashed, and where versions stand.
pub(super) fn remarks(facts: &Facts) -> Vec<Remark> {
    let guards = facts.routes.iter().flat_map(|route| &route.guards).filter_map(guard);
    let hashes = facts.code().flat_map(|code| &code.password_hashes).map(|hash| Remark {
        topic: "password-hashing",
        value: hash.algorithm.clone(),
        evidence: hash.cost.map_or_else(
            || "hashes a password".to_owned(),
            |cost| format!("hashes a password at cost {cost}"),
        ),
        place: hash.place,
    });
    guards.chain(hashes).chain(versioning(facts)).collect()
}

fn guard(guard: &Guard) -> Option<Remark> {
    let topic = match guard.kind {
        GuardKind::Authentication => "authentication",
        GuardKind::Authorization => "authorization",
        GuardKind::Validation => "validation",
        GuardKind::RateLimit => "rate-limiting",
        GuardKind::Csrf | GuardKind::Cors | GuardKind::SecurityHeaders => "security",
        GuardKind::Logging => "logging",
        GuardKind::ErrorHandler => "error-handling",
        GuardKind::BodyParser
        | GuardKind::Public
        | GuardKind::Passing
        | GuardKind::Injection
        | GuardKind::Other => return None,
    };
    // Which scheme or role is asked for tells something; which schema or limit does not.
    let whole = matches!(guard.kind, GuardKind::Authentication | GuardKind::Authorization);
    let callee = guard.name.split('(').next().unwrap_or_default();
    Some(Remark {
        topic,
        value: if whole { guard.name.clone() } else { callee.to_owned() },
        evidence: "stands before a handler".to_owned(),
        place: guard.place,
    })
}

fn versioning(facts: &Facts) -> Option<Remark> {
    let mut versioned = facts.routes.iter().filter(|route| paths::version(&route.path).is_some());
    let first = versioned.next()?;
    let evidence =
        format!("{} of {} routes, `{}` first", versioned.count() + 1, facts.routes.len(), first.path);
    Some(Remark { topic: "versioning", value: "in the path".to_owned(), evidence, place: first.place })
}
