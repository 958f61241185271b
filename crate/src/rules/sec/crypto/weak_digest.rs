use crate::facts::{Facts, PasswordHash, SecurityUse, UseKind, digest_family, plain, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "weak-digest",
    item: "sec.crypto",
    severity: Severity::Medium,
    page: page!("weak_digest.md"),
    check,
};

/// Digests for which two inputs with the same result can be made.
const BROKEN: &[&str] = &["md2", "md4", "md5", "sha1", "ripemd", "ripemd128"];
/// Words around a digest that only tells contents apart.
const HARMLESS: &[&str] = &[
    "avatar",
    "bucket",
    "cache",
    "cached",
    "change",
    "changed",
    "checksum",
    "chunk",
    "color",
    "dedupe",
    "diff",
    "etag",
    "file",
    "filename",
    "fingerprint",
    "git",
    "gravatar",
    "image",
    "partition",
    "path",
    "shard",
    "thumbnail",
    "url",
    "uuid",
    "version",
];
/// Words around a digest that somebody relies on.
const RELIED_ON: &[&str] = &[
    "auth",
    "authenticate",
    "authentication",
    "card",
    "certificate",
    "credential",
    "credentials",
    "hmac",
    "login",
    "otp",
    "passwd",
    "password",
    "pwd",
    "salt",
    "secret",
    "session",
    "sign",
    "signature",
    "signed",
    "token",
    "verify",
];

#[derive(Clone, Copy, PartialEq, Eq)]
enum Purpose {
    Harmless,
    Unclear,
    ReliedOn,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let hashes: Vec<&PasswordHash> = facts.code().flat_map(|code| &code.password_hashes).collect();
    let uses = facts.uses(UseKind::Digest).filter(|one| !hashes.iter().any(|hash| is_of(hash, one)));
    let (broken, sound): (Vec<_>, Vec<_>) = uses.partition(|one| is_broken(one));
    for one in sound.iter().filter(|one| one.constant("algorithm").is_some()) {
        seen.met(one.place, || format!("`{}` makes a digest that nobody forges", one.name));
    }
    let told = broken.into_iter().filter(|one| purpose(one) != Purpose::Harmless);
    for group in alike::groups(told, |one| (family(one), purpose(one) == Purpose::ReliedOn)) {
        let Some(first) = group.first() else { continue };
        let name = family(first).to_uppercase();
        let relied_on = purpose(first) == Purpose::ReliedOn;
        let finding = alike::told(seen, &group, |one| {
            format!("`{}` makes a digest with {name}, which can be forged", one.name)
        });
        if let Some(finding) = finding.filter(|_| !relied_on) {
            finding.severity(Severity::Low).confidence(Confidence::Medium);
        }
    }
}

/// What is hashed is a password: another rule tells that.
fn is_of(hash: &PasswordHash, one: &SecurityUse) -> bool {
    let within = hash.place.span.contains(one.place.span);
    let later = || {
        hash.place.span.start > one.place.span.start
            && digest_family(&hash.algorithm) == family(one)
            && one.input.iter().any(|name| hash.input.contains(name.as_str()))
    };
    hash.place.file == one.place.file && (within || later())
}

fn family(one: &SecurityUse) -> String {
    one.constant("algorithm").map(digest_family).unwrap_or_default()
}

fn is_broken(one: &SecurityUse) -> bool {
    BROKEN.contains(&family(one).as_str())
}

fn purpose(one: &SecurityUse) -> Purpose {
    if one.is("security", "false") {
        return Purpose::Harmless;
    }
    let names = one.result.iter().chain(&one.input).chain(&one.within);
    let words: Vec<String> = names.flat_map(|name| words(name).into_iter().chain([plain(name)])).collect();
    let has = |list: &[&str]| words.iter().any(|word| list.contains(&word.as_str()));
    if has(RELIED_ON) {
        Purpose::ReliedOn
    } else if has(HARMLESS) {
        Purpose::Harmless
    } else {
        Purpose::Unclear
    }
}
