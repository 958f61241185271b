//! Names that say who calls, and what somebody may do.

use super::words::words;

pub(super) fn is_right(name: &str) -> bool {
    words(name).iter().any(|word| RIGHTS.contains(&word.as_str()))
}

/// Whether one of a name's words says what somebody may do, and whether one says who calls, or whose something is.
pub(super) fn meant(words: &[String]) -> (bool, bool) {
    let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    (any(&RIGHTS), any(&CALLER))
}

/// Words that name who calls, or whose something is.
const CALLER: [&str; 39] = [
    "user",
    "userid",
    "username",
    "session",
    "principal",
    "auth",
    "authenticated",
    "authentication",
    "identity",
    "claims",
    "owner",
    "ownership",
    "ownerid",
    "tenant",
    "tenantid",
    "uid",
    "viewer",
    "actor",
    "customer",
    "creator",
    "author",
    "member",
    "me",
    "caller",
    "account",
    "workspace",
    "organization",
    "organisation",
    "org",
    "company",
    "team",
    "belongs",
    "mine",
    "current",
    "currentuser",
    "logged",
    "security",
    "token",
    "jwt",
];

/// Words that name what somebody may do.
const RIGHTS: [&str; 21] = [
    "role",
    "roles",
    "admin",
    "permission",
    "permissions",
    "staff",
    "superuser",
    "scope",
    "scopes",
    "authority",
    "policy",
    "ability",
    "can",
    "authorize",
    "authorized",
    "allowed",
    "access",
    "acl",
    "guard",
    "privilege",
    "privileges",
];
