use super::{Facts, Located};
use crate::artifact::Place;

/// A credential that stands in a file. The value itself is never kept.
#[derive(Clone, Debug)]
pub struct Secret {
    /// The value alone, without its quotes.
    pub place: Place,
    /// "AWS access key", "password in a connection string", "value of `JWT_SECRET`".
    pub what: String,
    /// First characters and length, safe to show: `sk_l…(32 characters)`.
    pub redacted: String,
    pub proof: Proof,
    /// The same for the same value: tells one secret that stands in several places from several.
    pub fingerprint: u64,
}

/// What shows that a value is a credential.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Proof {
    /// The format that its provider gives it.
    Format,
    /// Its name, and how random it is.
    Name,
    /// The format, in a text that is full of examples.
    Illustrated,
    /// A default or a common word that an attacker tries first: `postgres`, `changeme`.
    Guess,
    /// It is the public half of a pair, and the secret half does not stand near it.
    PublicHalf,
}

impl Facts {
    pub fn secrets(&self) -> impl Iterator<Item = &Secret> {
        self.files.iter().flat_map(|file| &file.facts.secrets)
    }

    pub fn supplied_credentials(&self) -> impl Iterator<Item = &Located<String>> {
        self.files.iter().flat_map(|file| &file.facts.supplied_credentials)
    }
}
