use crate::facts::{Facts, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "short-key",
    item: "sec.crypto",
    severity: Severity::High,
    page: page!("short_key.md"),
    check,
};

/// Least bits of RSA, DSA and Diffie-Hellman (NIST SP 800-131A).
const LEAST: u32 = 2048;
/// From here on a number of bits is none of an elliptic curve.
const ABOVE_CURVES: u32 = 640;

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::KeyPair) {
        let Some(bits) = one.number("bits") else { continue };
        let named = matches!(one.constant("algorithm"), Some("rsa" | "dsa" | "dh" | "rsa-pss"));
        if bits >= LEAST {
            seen.met(one.place, format!("`{}` makes keys of {bits} bits", one.name));
        } else if named || bits == 512 || bits > ABOVE_CURVES {
            let message = format!("`{}` makes keys of {bits} bits; {LEAST} is the least", one.name);
            seen.violated(one.place, message);
        }
    }
}
