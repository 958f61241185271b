//! Ids of AWS key pairs: by itself an id opens nothing, and signed requests carry it in the open (Signature
//! Version 4, `Credential`).

use super::Word;
use crate::facts::Proof;

/// How far from its id a secret is looked for, in bytes.
const NEAR: usize = 300;
/// Characters of a secret access key, each of which stands for six bits.
const SECRET: usize = 40;

/// `None` where the id is part of a signed request.
pub(super) fn proof(text: &str, word: Word) -> Option<Proof> {
    let bytes = text.as_bytes();
    let before = bytes.get(word.start.saturating_sub(NEAR)..word.start)?;
    let after = bytes.get(word.end..bytes.len().min(word.end.saturating_add(NEAR)))?;
    if is_signed(before) {
        return None;
    }
    let beside = holds_secret(before) || holds_secret(after);
    Some(if beside { Proof::Format } else { Proof::PublicHalf })
}

fn is_signed(before: &[u8]) -> bool {
    let names: [&[u8]; 2] = [b"Credential=", b"AWSAccessKeyId="];
    names.iter().any(|name| before.ends_with(name))
}

fn holds_secret(text: &[u8]) -> bool {
    let ends = |byte: &u8| !(byte.is_ascii_alphanumeric() || *byte == b'+' || *byte == b'/');
    text.split(ends).any(|run| {
        run.len() == SECRET
            && run.iter().any(u8::is_ascii_uppercase)
            && run.iter().any(u8::is_ascii_lowercase)
            && run.iter().any(u8::is_ascii_digit)
    })
}
