use crate::facts::{Facts, HashEnd, PasswordHash, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "weak-password-hash",
    item: "auth.passwords",
    severity: Severity::Critical,
    page: page!("weak_password_hash.md"),
    check,
};

/// Least cost of bcrypt, as a power of two: below it a guess takes under about 50 ms.
const LEAST_BCRYPT: u32 = 10;
/// Least iterations of PBKDF2 that are not long out of date.
const LEAST_PBKDF2: u32 = 100_000;

fn check(facts: &Facts, seen: &mut Seen) {
    for hash in facts.code().flat_map(|code| &code.password_hashes) {
        let name = &hash.algorithm;
        if hash.end == HashEnd::Asked {
            seen.met(hash.place, || format!("{name} asks whether the password has leaked"));
        } else if let Some(rounds) = hash.cost.filter(|_| is_fast(name)) {
            check_rounds(hash, rounds, seen);
        } else if is_fast(name) {
            let what = match hash.input.as_str() {
                "" => "what this is given".to_owned(),
                input => format!("`{input}`"),
            };
            let message = format!("{what} is hashed with {name}, which is made to be fast");
            let finding = seen.violated(hash.place, message);
            if hash.end == HashEnd::Key {
                finding.severity(Severity::High).confidence(Confidence::Medium);
            } else if hash.replaces {
                finding.confidence(Confidence::Medium);
            }
        } else if name == "none" {
            seen.violated(hash.place, "passwords are kept as they are, without a hash");
        } else if let Some((cost, least)) = too_cheap(hash) {
            let message = format!("{name} at a cost of {cost} is cheap to guess; {least} is the least");
            seen.violated(hash.place, message).severity(Severity::Medium).confidence(Confidence::High);
        } else {
            let cost = hash.cost.map(|cost| format!(" at a cost of {cost}"));
            seen.met(hash.place, || format!("hashed with {name}{}", cost.unwrap_or_default()));
        }
    }
    check_derivations(facts, seen);
}

/// A fast hash that is repeated by hand.
fn check_rounds(hash: &PasswordHash, rounds: u32, seen: &mut Seen) {
    let name = &hash.algorithm;
    if rounds >= LEAST_PBKDF2 {
        seen.met(hash.place, || format!("{name}, repeated {rounds} times"));
    } else if hash.end != HashEnd::Round {
        let message =
            format!("{name}, repeated {rounds} times, is cheap to guess; {LEAST_PBKDF2} is the least");
        seen.violated(hash.place, message).severity(Severity::Medium).confidence(Confidence::Medium);
    }
}

/// PBKDF2 of anything: keys that are made of passwords.
fn check_derivations(facts: &Facts, seen: &mut Seen) {
    let told = |one: &SecurityUse| {
        let mut hashes = facts.code().flat_map(|code| &code.password_hashes);
        hashes.any(|hash| hash.place == one.place)
    };
    for one in facts.uses(UseKind::KeyDerivation).filter(|one| !told(one)) {
        match one.number("iterations") {
            Some(count) if count < LEAST_PBKDF2 => {
                let message = format!(
                    "`{}` repeats {count} times, which is cheap to guess; {LEAST_PBKDF2} is the least",
                    one.name
                );
                seen.violated(one.place, message).severity(Severity::Medium);
            }
            Some(count) => seen.met(one.place, || format!("`{}` repeats {count} times", one.name)),
            None => {}
        }
    }
}

fn is_fast(algorithm: &str) -> bool {
    ["md", "sha", "ripemd", "rmd", "blake2", "whirlpool"].iter().any(|family| algorithm.starts_with(family))
}

/// The cost and what it should be at least.
fn too_cheap(hash: &PasswordHash) -> Option<(u32, u32)> {
    let least = match hash.algorithm.as_str() {
        "bcrypt" => LEAST_BCRYPT,
        "pbkdf2" => LEAST_PBKDF2,
        _ => return None,
    };
    hash.cost.filter(|cost| *cost < least).map(|cost| (cost, least))
}
