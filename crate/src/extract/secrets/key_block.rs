//! Private keys in armour (RFC 7468).

use super::setting::Setting;
use super::{Found, Literal, Word, value};
use crate::facts::Proof;

/// An elliptic-curve key, the shortest in use, has about 160 characters of base64.
const SHORTEST: usize = 120;
const LONGEST: usize = 8000;

pub(super) fn at(text: &str, word: Word, setting: Setting) -> Option<Found> {
    if text.get(word.start..word.end)? != "-----BEGIN" {
        return None;
    }
    let rest = text.get(word.end..)?;
    let (kind, body) = rest.split_once("-----")?;
    if kind.len() > 40 || !kind.contains("PRIVATE KEY") {
        return None;
    }
    let body: String = body
        .chars()
        .take(LONGEST)
        .take_while(|c| *c != '-')
        .filter(|c| c.is_ascii_alphanumeric() || *c == '+' || *c == '/')
        .collect();
    let start = word.start;
    let end = word.end + kind.len() + "-----".len();
    let written_out = body.len() >= SHORTEST && !value::is_made_up(&body);
    let what = format!("{} in armour", kind.trim());
    // Tests bring keys of their own, which open nothing.
    let proof = if setting == Setting::Sample { Proof::Illustrated } else { Proof::Format };
    written_out.then_some(Found::Literal(Literal { start, end, what, proof }))
}
