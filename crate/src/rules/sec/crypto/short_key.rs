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
/// Least bits of an elliptic curve (NIST SP 800-131A).
const LEAST_OF_CURVES: u32 = 224;
/// From here on a number of bits is none of an elliptic curve.
const ABOVE_CURVES: u32 = 640;

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::KeyPair) {
        if let Some(bits) = one.constant("curve").and_then(bits_of_curve) {
            if bits < LEAST_OF_CURVES {
                let message =
                    format!("`{}` is a curve of {bits} bits; {LEAST_OF_CURVES} is the least", one.name);
                seen.violated(one.place, message);
            } else {
                seen.met(one.place, || format!("`{}` is a curve of {bits} bits", one.name));
            }
        }
        let Some(bits) = one.number("bits") else { continue };
        if let Some(least) = one.number("least") {
            if bits < least {
                seen.violated(
                    one.place,
                    format!("`{}` makes keys of {bits} bits; {least} is the least", one.name),
                );
            }
            continue;
        }
        let named = matches!(one.constant("algorithm"), Some("rsa" | "dsa" | "dh" | "rsa-pss"));
        if bits >= LEAST {
            seen.met(one.place, || format!("`{}` makes keys of {bits} bits", one.name));
        } else if named || bits == 512 || bits > ABOVE_CURVES {
            let message = format!("`{}` makes keys of {bits} bits; {LEAST} is the least", one.name);
            seen.violated(one.place, message);
        }
    }
}

/// The bits of a curve by its name: `secp192r1`, `P-256`, `prime192v1`.
fn bits_of_curve(name: &str) -> Option<u32> {
    let digits = name.split(|letter: char| !letter.is_ascii_digit()).find(|part| part.len() == 3)?;
    digits.parse().ok()
}
