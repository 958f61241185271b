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
    /// Whether the format itself is proof (a provider's prefix), or only name and randomness point to it.
    pub certain: bool,
    /// A default or a common word that an attacker tries first: `postgres`, `changeme`.
    pub guessable: bool,
    /// The same for the same value: tells one secret that stands in several places from several.
    pub fingerprint: u64,
}
