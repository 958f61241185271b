//! What a value is for, by the names around it.

use crate::facts::words;

/// Words that name something which nobody may guess or forge.
const SECRET: &[&str] = &[
    "apikey",
    "csrf",
    "nonce",
    "otp",
    "passcode",
    "passphrase",
    "passwd",
    "password",
    "pwd",
    "salt",
    "secret",
    "sessionid",
    "token",
    "totp",
    "xsrf",
];
/// Words that do so together with the one behind them.
const PAIRS: &[(&str, &[&str])] = &[
    ("key", &["access", "api", "auth", "encryption", "me", "private", "secret", "signing"]),
    (
        "code",
        &["activation", "auth", "confirmation", "invitation", "invite", "reset", "verification", "verify"],
    ),
    ("id", &["session"]),
    ("link", &["reset"]),
    ("pin", &["login", "new", "user"]),
];
/// Words that name a measure of something, whatever else the name says: `tokenDelay`.
const MEASURE: &[&str] = &[
    "backoff",
    "chance",
    "color",
    "count",
    "delay",
    "duration",
    "expiry",
    "index",
    "interval",
    "jitter",
    "length",
    "limit",
    "offset",
    "position",
    "probability",
    "rate",
    "retry",
    "seconds",
    "size",
    "sleep",
    "timeout",
    "ttl",
    "wait",
    "weight",
];

/// Whether a name is of something that nobody may guess.
pub(super) fn is_secret(name: &str) -> bool {
    let words = words(name);
    let has = |word: &str, list: &[&str]| list.contains(&word);
    if words.iter().any(|word| has(word, MEASURE)) {
        return false;
    }
    let paired = words.windows(2).any(|pair| match pair {
        [first, second] => PAIRS.iter().any(|(last, before)| second == last && has(first, before)),
        _ => false,
    });
    paired || words.iter().any(|word| has(word, SECRET))
}

/// Whether a name is of a measure, and of no secret.
pub(super) fn is_measure(name: &str) -> bool {
    words(name).iter().any(|word| MEASURE.contains(&word.as_str()))
}
