//! Names of fields, word by word.
#![allow(clippy::match_same_arms, clippy::unnested_or_patterns, reason = "one line for each kind of name")]

use super::FieldRole;

/// Words that make of a secret something about it.
const ABOUT: &[&str] = &[
    "allow",
    "allowed",
    "can",
    "change",
    "changed",
    "confirm",
    "disable",
    "disabled",
    "enable",
    "enabled",
    "expired",
    "expires",
    "expiry",
    "forgot",
    "has",
    "hint",
    "include",
    "includes",
    "is",
    "last",
    "length",
    "mask",
    "masked",
    "max",
    "min",
    "must",
    "need",
    "needs",
    "no",
    "policy",
    "public",
    "require",
    "required",
    "requires",
    "reset",
    "set",
    "show",
    "supports",
    "update",
    "updated",
    "use",
    "uses",
    "with",
    "without",
    "name",
    "kind",
    "type",
    "redacted",
    "obfuscated",
];

/// Words that make of a card number the number of another card, or a part of it.
const OTHER_CARDS: &[&str] = &[
    "business",
    "digits",
    "first",
    "four",
    "fuel",
    "gift",
    "id",
    "identity",
    "loyalty",
    "member",
    "membership",
    "sim",
    "truncated",
];

pub(super) fn secret(words: &[&str]) -> Option<FieldRole> {
    if words.iter().any(|word| ABOUT.contains(word)) {
        return None;
    }
    let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(word));
    let passwords = ["password", "passwd", "pwd", "passphrase", "passcode"];
    match words {
        // Codes for one use.
        [.., last] if passwords.contains(last) && has(&["time", "otp"]) => None,
        [.., last] if passwords.contains(last) => {
            Some(if has(&["hashed", "encrypted"]) { FieldRole::PasswordHash } else { FieldRole::Password })
        }
        [.., one, "hash" | "salt" | "digest"] if passwords.contains(one) => Some(FieldRole::PasswordHash),
        ["cvv" | "cvc" | "cvv2" | "cvc2"] | ["card", .., "cvv" | "cvc" | "cvv2"] => Some(FieldRole::CardCode),
        [.., "security", "code"] if has(&["card"]) => Some(FieldRole::CardCode),
        [.., "cvv" | "cvc", "code" | "number" | "2"] => Some(FieldRole::CardCode),
        [.., "card", "number"] if !has(OTHER_CARDS) => Some(FieldRole::CardNumber),
        [.., "private", "key"] | [.., "private", "key", "pem"] => Some(FieldRole::SecretKey),
        [
            ..,
            "client" | "api" | "app" | "consumer" | "shared" | "signing" | "webhook" | "totp" | "otp"
            | "token",
            "secret",
        ]
        | [.., "secret", "key"]
        | [.., "secret", "access", "key"] => Some(FieldRole::SecretKey),
        [.., "access" | "refresh" | "session" | "bearer", "token"] | ["jwt"] if !has(&["sync"]) => {
            Some(FieldRole::Token)
        }
        _ => None,
    }
}

pub(super) fn internals(words: &[&str]) -> Option<FieldRole> {
    match words {
        ["stack", "trace"]
        | ["stacktrace" | "stack" | "traceback" | "backtrace"]
        | [.., "stack", "trace"]
        | [.., "stacktrace"]
        | ["exception" | "sql"]
        | ["exception", "class" | "type" | "message" | "details" | "detail" | "name"]
        | ["sql", "state" | "query" | "statement" | "error"]
        | ["inner", "exception"]
        | ["debug", "info" | "message" | "trace" | "detail" | "details"]
        | ["developer", "message", "stack"] => Some(FieldRole::Internals),
        _ => None,
    }
}

pub(super) fn rights(words: &[&str]) -> Option<FieldRole> {
    match words {
        ["role" | "roles" | "permissions" | "privileges" | "superuser"]
        | ["is", "admin" | "administrator" | "superuser" | "staff" | "root" | "owner"]
        | ["is", "super", "admin" | "user"]
        | ["admin" | "administrator" | "superadmin"]
        | ["user", "role" | "roles" | "permissions"]
        | ["role", "id" | "ids" | "name"]
        | ["access", "level"] => Some(FieldRole::Privilege),
        ["verified" | "approved"]
        | ["is", "verified" | "approved"]
        | ["email" | "phone" | "identity" | "kyc", "verified"]
        | ["is", "email" | "phone", "verified"]
        | ["kyc", "status" | "level"] => Some(FieldRole::Verification),
        ["balance"]
        | ["account" | "wallet" | "available" | "current", "balance"]
        | ["credit", "limit" | "balance"] => Some(FieldRole::Balance),
        _ => None,
    }
}

pub(super) fn owned(words: &[&str]) -> Option<FieldRole> {
    match words {
        ["owner" | "tenant", "id"] | ["created" | "modified" | "updated", "by"] | ["created", "by", "id"] => {
            Some(FieldRole::Owner)
        }
        ["id" | "uuid" | "guid"] => Some(FieldRole::Identity),
        ["created" | "updated" | "modified" | "inserted", "at" | "on" | "date" | "time" | "timestamp"]
        | ["creation" | "modification", "date" | "time" | "timestamp"]
        | ["date", "created" | "modified" | "updated"]
        | ["last", "modified" | "updated"]
        | ["last", "modified" | "updated", "at" | "on" | "date" | "time"] => Some(FieldRole::Timestamp),
        _ => None,
    }
}

pub(super) fn target(words: &[&str]) -> Option<FieldRole> {
    match words {
        [
            "callback" | "webhook" | "hook" | "notification" | "postback" | "ping" | "endpoint" | "target",
            "url" | "uri",
        ]
        | ["image" | "avatar" | "photo" | "picture" | "source" | "import" | "feed", "url" | "uri"]
        | ["webhook" | "callback"] => Some(FieldRole::Target),
        _ => None,
    }
}

pub(super) fn personal(words: &[&str]) -> Option<FieldRole> {
    match words {
        ["email" | "mail"]
        | ["e", "mail"]
        | [.., "email"]
        | [.., "email", "address"]
        | ["mail", "address"] => Some(FieldRole::Email),
        ["phone" | "telephone" | "mobile" | "msisdn"]
        | [.., "phone" | "telephone" | "mobile" | "cell", "number"]
        | ["mobile" | "home" | "work" | "cell", "phone"] => Some(FieldRole::Phone),
        ["ssn"]
        | ["social", "security", "number"]
        | ["passport" | "tax" | "national", "number" | "id"]
        | ["national", "identification", "number"]
        | ["tax", "identification", "number"]
        | ["driver" | "drivers" | "driving", "license" | "licence", "number"] => Some(FieldRole::NationalId),
        ["dob" | "birthday" | "birthdate"] | ["birth", "date" | "day"] | ["date", "of", "birth"] => {
            Some(FieldRole::BirthDate)
        }
        ["iban"] | ["bank", "account"] | ["bank", "account", "number"] => Some(FieldRole::BankAccount),
        _ => None,
    }
}
