use crate::facts::{Column, Facts, Table, TypeFamily, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "token-without-expiry",
    item: "auth.token-lifecycle",
    severity: Severity::Medium,
    page: page!("token_without_expiry.md"),
    check,
};

/// What is handed out to be shown once or for a while.
const PASSING: &[&str] = &[
    "invitation",
    "invite",
    "magic_link",
    "otp",
    "password_recovery",
    "password_reset",
    "refresh_token",
    "reset_token",
    "session",
    "verification",
    "verification_code",
    "verification_token",
    "password_reset_token",
    "email_verification",
    "recovery_token",
    "confirmation_token",
    "access_token",
];
const ENDS: &[&str] = &[
    "expires",
    "expire",
    "expiry",
    "expiration",
    "expired",
    "expiring",
    "exp",
    "ttl",
    "valid",
    "until",
    "lifetime",
    "revoked",
    "end",
    "ends",
    "timeout",
    "deadline",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts) {
        let Some(token) = table.columns.iter().find(|column| is_token(column)).filter(|_| is_passing(table))
        else {
            continue;
        };
        if let Some(end) = table.columns.iter().find(|column| says_end(&column.name)) {
            seen.met(end.place, || format!("what `{}` holds ends", table.name));
            continue;
        }
        let message =
            format!("`{}` of `{}` is good for ever: no column says when it ends", token.name, table.name);
        // The program may work the end out of the beginning.
        let dated = table.columns.iter().any(|column| {
            tables::is_time(column) || tables::ends_in(&column.name, &["at", "ts", "time", "date", "on"])
        });
        let confidence = if dated { Confidence::Low } else { Confidence::Medium };
        seen.violated(token.place, message).confidence(confidence);
    }
}

fn is_passing(table: &Table) -> bool {
    let words = words(&table.name);
    let stem = crate::facts::stem(&words);
    PASSING
        .iter()
        .any(|own| stem == *own || stem.strip_suffix(own).is_some_and(|before| before.ends_with('_')))
}

fn is_token(column: &Column) -> bool {
    let bearing =
        matches!(column.type_.family, TypeFamily::Text { .. } | TypeFamily::Uuid | TypeFamily::Binary);
    bearing
        && column
            .words()
            .iter()
            .any(|word| ["token", "code", "secret", "hash", "digest", "sid"].contains(&word.as_str()))
        // A client's own proof of who it is, not one that it was given.
        && column.words() != ["client", "secret"]
        && !column
            .words()
            .iter()
            .any(|word| ["type", "country", "id", "language", "status"].contains(&word.as_str()))
}

fn says_end(name: &str) -> bool {
    words(name).iter().any(|word| ENDS.contains(&word.as_str()) || word.starts_with("expir"))
        || words(name).concat() == "notafter"
}
