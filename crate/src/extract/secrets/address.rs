//! Passwords in addresses: `postgres://app:<password>@host/db` (RFC 3986, userinfo).

use super::setting::Setting;
use super::{Found, Literal, Word, value};
use crate::facts::Proof;

const SCHEMES: &[&str] = &[
    "amqp",
    "amqps",
    "http",
    "https",
    "mariadb",
    "mongodb",
    "mssql",
    "mysql",
    "mysql2",
    "postgres",
    "postgresql",
    "redis",
    "rediss",
    "sqlserver",
    "srv",
    "ftp",
    "smtp",
    "smtps",
    "ldap",
    "ldaps",
    "psycopg2",
    "asyncpg",
    "pymysql",
];

/// Longest address that is looked at, in bytes.
const LONGEST: usize = 400;

pub(super) fn at(text: &str, word: Word, setting: Setting) -> Option<Found> {
    let rest = text.get(word.end..)?.strip_prefix("://")?;
    let scheme = text.get(word.start..word.end)?;
    if setting == Setting::Sample || !SCHEMES.contains(&scheme) {
        return None;
    }
    if rest.starts_with("hooks.slack.com/services/T") {
        return webhook(rest, word);
    }
    let end = rest.bytes().take(LONGEST).position(ends_address).unwrap_or(rest.len().min(LONGEST));
    let address = rest.get(..end)?;
    let authority = address.split(['/', '?', '#']).next()?;
    let (userinfo, host) = authority.rsplit_once('@')?;
    let (user, password) = userinfo.split_once(':')?;
    let guessable = password == user || value::is_common(password);
    let own_machine = is_own_machine(host);
    if is_illustration(user, password, host) || (guessable && own_machine) {
        return None;
    }
    let start = word.end + "://".len() + user.len() + 1;
    let what = "password in an address".to_owned();
    let proof = match guessable {
        true => Proof::Guess,
        // It opens what only the machine itself reaches.
        false if own_machine => Proof::Illustrated,
        false if value::is_chosen(password) || value::is_random(password) => Proof::Format,
        false => Proof::Name,
    };
    Some(Found::Literal(Literal { start, end: start + password.len(), what, proof }))
}

/// A default that opens nothing but a database on the developer's machine harms nobody.
fn is_own_machine(host: &str) -> bool {
    ["localhost", "127.0.0.1", "[::1]", "0.0.0.0", "host.docker.internal"]
        .iter()
        .any(|own| host.starts_with(own))
}

/// Whoever knows the path can post.
fn webhook(rest: &str, word: Word) -> Option<Found> {
    let end = rest.bytes().take(LONGEST).position(ends_address).unwrap_or(rest.len().min(LONGEST));
    let key = rest.get(..end)?.rsplit('/').next()?;
    let what = "Slack webhook address".to_owned();
    let fits = key.len() >= 20 && !value::is_made_up(key);
    let end = word.end + "://".len() + end;
    fits.then_some(Found::Literal(Literal { start: word.start, end, what, proof: Proof::Format }))
}

fn ends_address(byte: u8) -> bool {
    byte.is_ascii_whitespace()
        || matches!(byte, b'"' | b'\'' | b'`' | b'<' | b'>' | b'\\' | b')' | b',' | b';')
}

/// Whether the parts are only there to show the form of an address, or are filled in elsewhere.
fn is_illustration(user: &str, password: &str, host: &str) -> bool {
    let lower = password.to_ascii_lowercase();
    let names_itself = matches!(&*lower, "pass" | "password" | "pwd" | "passwd" | "secret" | "token")
        && matches!(&*user.to_ascii_lowercase(), "user" | "username" | "usr" | "name" | "login");
    let filled_in = password.contains(['$', '{', '}', '%', '[', '(', '*']) || user.contains(['{', '[', '(']);
    names_itself
        || filled_in
        || password.is_empty()
        || host.contains("example.")
        || value::is_made_up(password)
}
