use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Fix, Seen, Severity, Snippet};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "plaintext-password",
    item: "auth.passwords",
    severity: Severity::High,
    page: page!("plaintext_password.md"),
    check,
};

/// The shortest hash that is slow to guess, of bcrypt, takes so many characters.
const SHORTEST_HASH: u32 = 60;
/// What takes fewer characters says something of a password: whether it must be changed.
const SHORTEST_PASSWORD: u32 = 4;
/// Passwords that the service needs itself, to sign in elsewhere.
const ELSEWHERE: &[&str] = &[
    "smtp",
    "db",
    "database",
    "ftp",
    "sftp",
    "proxy",
    "api",
    "wifi",
    "imap",
    "pop3",
    "mail",
    "ldap",
    "redis",
    "ssh",
    "keystore",
    "certificate",
    "pdf",
    "zip",
    "archive",
    "repo",
    "repository",
    "connection",
    "remote",
    "external",
    "snmp",
    "radius",
    "bind",
    "sip",
    "vpn",
    "pop",
];
/// Algorithms that hash slowly enough.
const SLOW: &[&str] = &["bcrypt", "argon2", "argon2id", "argon2i", "scrypt", "pbkdf2"];

fn check(facts: &Facts, seen: &mut Seen) {
    let hash =
        facts.code().flat_map(|code| &code.password_hashes).find(|hash| SLOW.contains(&&*hash.algorithm));
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in &table.columns {
            let words = column.words();
            if is_hash(words) {
                seen.met(column.place, || {
                    format!("`{}` of `{}` is there for a hash", column.name, table.name)
                });
            } else if is_password(words) && !has_hash_beside(table) {
                let TypeFamily::Text { most, fixed } = column.type_.family else { continue };
                // People's passwords have no one length; those of hashes do.
                let of_hash = fixed && most.is_some_and(|most| most >= SHORTEST_HASH);
                if of_hash || most.is_some_and(|most| most < SHORTEST_PASSWORD) {
                    continue;
                }
                match hash {
                    Some(hash) if most.is_none_or(|most| most >= SHORTEST_HASH) => {
                        seen.met(column.place, || {
                            format!("the code hashes passwords with {}", hash.algorithm)
                        });
                    }
                    _ => report(table, column, most, seen),
                }
            }
        }
    }
}

/// `password_hash`, `hashed_password`, `encrypted_password`, `password_digest`
fn is_hash(words: &[String]) -> bool {
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    has(&["password", "passwd", "pwd", "pass", "passphrase"])
        && has(&[
            "hash",
            "hashed",
            "digest",
            "encrypted",
            "crypted",
            "bcrypt",
            "argon2",
            "scrypt",
            "verifier",
        ])
}

/// The password itself, by its name: the last word says so, and nothing that it belongs to another service.
fn is_password(words: &[String]) -> bool {
    let Some((last, before)) = words.split_last() else { return false };
    ["password", "passwd", "pwd", "passphrase"].contains(&last.as_str())
        && !before.iter().any(|word| ELSEWHERE.contains(&word.as_str()))
        && !before.iter().any(|word| {
            ["has", "is", "use", "require", "force", "last", "no", "must", "change"].contains(&word.as_str())
        })
}

/// Another column holds the hash, or a salt that only a hash needs.
fn has_hash_beside(table: &Table) -> bool {
    table.columns.iter().any(|column| {
        let words = column.words();
        is_hash(words) || words.iter().any(|word| word == "salt")
    })
}

fn report(table: &Table, column: &Column, most: Option<u32>, seen: &mut Seen) {
    let name = format!("`{}` of `{}`", column.name, table.name);
    let (message, confidence) = match most {
        Some(32 | 40) => (
            format!("{name} has the length of an MD5 or SHA-1 digest, which is no protection"),
            Confidence::Medium,
        ),
        Some(most) if most < SHORTEST_HASH => {
            (format!("{name} cannot hold a slow hash: it takes {most} characters"), Confidence::High)
        }
        // Many store a hash in a column of this name, so the name alone proves little.
        _ => (format!("{name} is named and typed like a password in plain text"), Confidence::Low),
    };
    let finding = seen.violated(column.place, message).confidence(confidence);
    let text =
        table.change_type(&column.name, "varchar(255)").filter(|_| most.is_some_and(|most| most < 255));
    finding.fix(Fix {
        title: format!("Make room for a hash in `{}`", column.name),
        edits: Vec::new(),
        code: text.map(|text| Snippet { language: "sql".to_owned(), text }),
    });
}
