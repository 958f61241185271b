use crate::facts::{Algorithm, Facts, SecurityUse, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, alike};

pub(super) static RULE: Rule = Rule {
    id: "weak-cipher",
    item: "sec.crypto",
    severity: Severity::High,
    page: page!("weak_cipher.md"),
    check,
};

/// Ciphers with keys or blocks that are too small, or with keys that show in what they encrypt.
const BROKEN: &[&str] = &["des", "rc2", "rc4", "blowfish", "idea", "cast5"];

fn check(facts: &Facts, seen: &mut Seen) {
    for group in alike::groups(facts.uses(UseKind::Cipher), weakness) {
        let Some(first) = group.first() else { continue };
        match weakness(first) {
            Some(why) => {
                let finding = alike::told(seen, &group, |one| format!("`{}` encrypts {why}", one.name));
                if let Some(finding) = finding.filter(|_| parts(first).cipher == "3des") {
                    finding.severity(Severity::Medium);
                }
            }
            None => {
                for one in group.iter().filter(|one| parts(one).is_authenticated()) {
                    seen.met(one.place, || format!("`{}` encrypts so that changes are found out", one.name));
                }
            }
        }
    }
}

fn parts(one: &SecurityUse) -> Algorithm {
    let mut parts = one.constant("algorithm").map(Algorithm::of).unwrap_or_default();
    for said in ["mode", "usual"] {
        if parts.mode.is_empty() {
            parts.mode = one.constant(said).map(Algorithm::of).unwrap_or_default().mode;
        }
    }
    parts
}

fn weakness(one: &SecurityUse) -> Option<String> {
    let parts = parts(one);
    let is_block = !matches!(parts.cipher, "rsa" | "chacha20" | "");
    if one.is("algorithm", "null") {
        Some("nothing at all".to_owned())
    } else if BROKEN.contains(&parts.cipher) {
        Some(format!("with {}, which can be broken", parts.cipher.to_uppercase()))
    } else if parts.cipher == "3des" {
        Some("with triple DES, whose blocks are too small".to_owned())
    } else if parts.mode == "ecb" && is_block {
        Some("each block by itself (ECB), so that equal blocks stay equal".to_owned())
    } else if parts.cipher == "rsa" && parts.padding == "nopadding" {
        Some("with RSA and no padding, so that equal texts stay equal".to_owned())
    } else if one.is("vector", "derived") {
        Some("with a key and vector that MD5 makes of the password alone".to_owned())
    } else {
        None
    }
}
