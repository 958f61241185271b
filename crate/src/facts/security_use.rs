//! What a program does or sets that its security hangs on: digests, ciphers, random numbers, keys, tokens,
//! cookies, TLS, switches for debugging.

use super::{Facts, words};
use crate::artifact::Place;
use crate::collections::BTreeMap;

/// One call, option or setting of that kind.
#[derive(Clone, Debug)]
pub struct SecurityUse {
    pub kind: UseKind,
    /// As written: `crypto.createHash`, `rejectUnauthorized`.
    pub name: String,
    pub place: Place,
    /// What is said of it, by the word for it: `algorithm`, `key`, `verified`.
    pub said: BTreeMap<String, Said>,
    /// Names that its result gets, the nearest first.
    pub result: Vec<String>,
    /// Names in what goes in.
    pub input: Vec<String>,
    /// Names in the conditions that it stands under.
    pub under: Vec<String>,
    /// The function that it stands in.
    pub within: Option<String>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum UseKind {
    /// `algorithm`, `security` (false where it is said to be for none).
    Digest,
    /// `algorithm` with mode and padding, `mode`, `usual` (the mode where none is said), `iv`, `key`; `vector` is
    /// `derived` where it is made of the key.
    Cipher,
    /// Also keys that no more is said of: `algorithm`, `key`, `compared` (`plainly` where it is done sign by sign).
    Signature,
    /// `strength`: `weak` where numbers can be foretold.
    Random,
    /// `algorithm`, `bits`, `curve`; `least` bits, where another number than for RSA is enough.
    KeyPair,
    /// `algorithm`, `iterations`, `salt`.
    KeyDerivation,
    /// `verified`, `host` (whether the name is compared), `version`, `suites`; `looked` where the same function looks
    /// at the certificates itself.
    Tls,
    /// `key`, `algorithm`, `expires`.
    TokenIssue,
    /// `token`, `key`, `algorithms`, `verified` (`skipped` by calls that only read), `ignored` and `checked` (its end),
    /// `read` (names of claims, where nothing else is done with it).
    TokenCheck,
    /// `name`, `value`, `age`, `secure`, `http-only`, `same-site`.
    Cookie,
    /// `secret`, `secure`, `http-only`, `same-site`.
    Session,
    /// `on`.
    Debug,
    /// `on`.
    Csrf,
    /// `mode`: the rights of a file, as digits of base eight or ten; `masked` where the process takes some away.
    FileMode,
    /// A name for a temporary file that others can foretell; `path` of a file that is written, `access` to it.
    TemporaryName,
    /// What is written to a log; `made` where the same function makes it.
    Log,
    /// A setting of the whole service, by its own name.
    Setting,
    /// What an error tells of the inside, put into an answer: `what` is `trace` or, of a failure, `message`.
    ErrorDetail,
}

/// What is said of one side of a use.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Said {
    /// A value that the source fixes: texts in lower case, numbers, `true`, `false`, `none`, the name of a
    /// constant of a library; with the place where it is written out, if it is a text.
    Constant(String, Option<Place>),
    /// Left to what the library does by itself.
    #[default]
    Nothing,
    /// What a caller of the service sent.
    Sent,
    /// What the configuration says under a name, or what stands for it where it says nothing; known once all files
    /// are linked.
    Configured { name: String, otherwise: Option<String> },
    /// Not known before the program runs.
    Unknown,
}

impl Facts {
    /// Those of one kind, in code that serves somebody.
    pub fn uses(&self, kind: UseKind) -> impl Iterator<Item = &SecurityUse> {
        self.code().flat_map(|code| &code.uses).filter(move |one| one.kind == kind)
    }
}

impl SecurityUse {
    /// One of which nothing is said.
    pub fn new(kind: UseKind, name: String, place: Place) -> Self {
        Self {
            kind,
            name,
            place,
            said: BTreeMap::new(),
            result: Vec::new(),
            input: Vec::new(),
            under: Vec::new(),
            within: None,
        }
    }

    /// The constant that is said of a side.
    pub fn constant(&self, what: &str) -> Option<&str> {
        match self.said.get(what)? {
            Said::Constant(text, _) => Some(text),
            _ => None,
        }
    }

    pub fn is(&self, what: &str, value: &str) -> bool {
        self.constant(what) == Some(value)
    }

    /// Nothing is said, or that there is none.
    pub fn lacks(&self, what: &str) -> bool {
        match self.said.get(what) {
            None | Some(Said::Nothing) => true,
            Some(Said::Constant(text, _)) => text == "false" || text == "none",
            Some(Said::Unknown | Said::Sent | Said::Configured { .. }) => false,
        }
    }

    /// Where a text is written out that stands for a side.
    pub fn literal(&self, what: &str) -> Option<(&str, Place)> {
        match self.said.get(what)? {
            Said::Constant(text, Some(place)) => Some((text, *place)),
            _ => None,
        }
    }

    /// Whether it stands under a condition that speaks of development, or of a wish for less safety.
    pub fn is_wished(&self) -> bool {
        const WISHES: &[&str] = &[
            "allow",
            "debug",
            "dev",
            "development",
            "insecure",
            "local",
            "selfsigned",
            "skip",
            "test",
            "trust",
            "unsafe",
            "verify",
        ];
        let words = self.under.iter().flat_map(|name| words(name));
        { words }.any(|word| WISHES.contains(&word.as_str()))
    }

    pub fn number(&self, what: &str) -> Option<u32> {
        self.constant(what)?.parse().ok()
    }
}

/// The parts of the name of a cipher: `AES/ECB/PKCS5Padding`, `aes-128-ecb`, `DESede`, `MODE_ECB`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Algorithm {
    /// `aes`, `des`, `3des`, `rc4`, `rsa`, ...; empty where no name is known.
    pub cipher: &'static str,
    /// `ecb`, `cbc`, `gcm`, ...; empty where none is said.
    pub mode: &'static str,
    /// `nopadding`, `pkcs1`, `oaep`; empty where none is said.
    pub padding: &'static str,
}

/// What names begin with, and what it means; the longer first.
const CIPHERS: &[(&str, &str)] = &[
    ("chacha20", "chacha20"),
    ("xchacha20", "chacha20"),
    ("tripledes", "3des"),
    ("desede", "3des"),
    ("3des", "3des"),
    ("des3", "3des"),
    ("des", "des"),
    ("aes", "aes"),
    ("rijndael", "aes"),
    ("arcfour", "rc4"),
    ("arc4", "rc4"),
    ("rc4", "rc4"),
    ("arc2", "rc2"),
    ("rc2", "rc2"),
    ("blowfish", "blowfish"),
    ("bf", "blowfish"),
    ("cast5", "cast5"),
    ("idea", "idea"),
    ("fernet", "fernet"),
    ("rsa", "rsa"),
];
const MODES: &[&str] =
    &["ecb", "cbc", "ctr", "gcm", "ccm", "ocb", "cfb", "ofb", "xts", "eax", "siv", "poly1305", "wrap", "kw"];
const PADDINGS: &[(&str, &str)] = &[("nopadding", "nopadding"), ("pkcs1", "pkcs1"), ("oaep", "oaep")];

impl Algorithm {
    pub fn of(name: &str) -> Self {
        let lower = name.to_ascii_lowercase();
        let mut all = Self::default();
        for part in lower.split(|letter: char| !letter.is_ascii_alphanumeric()) {
            all.learn(part);
        }
        if lower.contains("ede") && all.cipher == "des" {
            all.cipher = "3des";
        }
        all
    }

    fn learn(&mut self, part: &str) {
        if self.cipher.is_empty()
            && let Some((_, cipher)) = CIPHERS.iter().find(|(start, _)| part.starts_with(start))
        {
            self.cipher = cipher;
        }
        if self.mode.is_empty()
            && let Some(mode) = MODES.iter().find(|mode| part.starts_with(**mode) || part.ends_with(**mode))
        {
            self.mode = mode;
        }
        if let Some((_, padding)) = PADDINGS.iter().find(|(start, _)| part.starts_with(start)) {
            self.padding = padding;
        }
    }

    /// Whether whoever changes what is encrypted is found out.
    pub fn is_authenticated(&self) -> bool {
        matches!(self.mode, "gcm" | "ccm" | "ocb" | "eax" | "siv" | "poly1305")
            || matches!(self.cipher, "chacha20" | "fernet")
    }
}

/// The family of a digest by any of its names: `SHA-1` and `sha` are `sha1`.
pub fn digest_family(name: &str) -> String {
    let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect::<String>().to_lowercase();
    let plain = plain.strip_prefix("rsa").map_or(plain.as_str(), |rest| rest);
    match plain {
        "sha" | "sha1" | "sha160" => "sha1".to_owned(),
        other => other.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_of_ciphers_are_taken_apart() {
        let parts = |name| {
            let all = Algorithm::of(name);
            (all.cipher, all.mode, all.padding)
        };
        assert_eq!(parts("AES/ECB/PKCS5Padding"), ("aes", "ecb", ""));
        assert_eq!(parts("aes-128-gcm"), ("aes", "gcm", ""));
        assert_eq!(parts("id-aes256-GCM"), ("aes", "gcm", ""));
        assert_eq!(parts("des-ede3-cbc"), ("3des", "cbc", ""));
        assert_eq!(parts("DESede"), ("3des", "", ""));
        assert_eq!(parts("RSA/ECB/OAEPWithSHA-256AndMGF1Padding"), ("rsa", "ecb", "oaep"));
        assert_eq!(parts("MODE_ECB"), ("", "ecb", ""));
        assert_eq!(parts("ChaCha20-Poly1305"), ("chacha20", "poly1305", ""));
        assert_eq!(parts("AESWrap").1, "wrap");
    }

    #[test]
    fn names_of_digests_are_one() {
        assert_eq!(digest_family("SHA-1"), "sha1");
        assert_eq!(digest_family("SHA"), "sha1");
        assert_eq!(digest_family("RSA-MD5"), "md5");
        assert_eq!(digest_family("sha256"), "sha256");
    }
}
