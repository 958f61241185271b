use std::string::FromUtf8Error;
use std::sync::Arc;

/// Everything that is reviewed together.
#[derive(Clone, Debug, Default)]
pub struct Project {
    pub files: Vec<File>,
}

/// One text that somebody pasted or dropped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Path within the submission, `/` between folders; empty for a pasted text without a name.
    pub path: String,
    pub contents: Contents,
    /// What the person says that the file is (`sql`, `openapi`, `typescript`); overrides what is found out.
    pub kind: Option<String>,
    /// It belongs to an earlier version: the others are compared with it, and nothing else is made of it.
    pub baseline: bool,
}

impl File {
    pub fn new(path: impl Into<String>, text: impl Into<String>) -> Self {
        Self { path: path.into(), contents: Contents::from_text(text), kind: None, baseline: false }
    }

    /// Decodes UTF-8 (with or without a byte order mark) and UTF-16 with a byte order mark; what is neither
    /// is kept, each wrong sequence as U+FFFD, and said in [`Contents::note`].
    pub fn from_bytes(path: impl Into<String>, bytes: Vec<u8>) -> Self {
        Self { path: path.into(), contents: Contents::from_bytes(bytes), kind: None, baseline: false }
    }

    #[must_use]
    pub fn with_kind(mut self, kind: Option<String>) -> Self {
        self.kind = kind;
        self
    }

    /// As part of the earlier version that the other files are compared with.
    #[must_use]
    pub fn as_baseline(mut self) -> Self {
        self.baseline = true;
        self
    }
}

/// A decoded text, and what had to be done to decode it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Contents {
    /// Shared, and never copied: it may be large.
    pub text: Arc<String>,
    /// In words for people, where the text is not simply UTF-8.
    pub note: Option<String>,
}

impl Contents {
    pub fn from_text(text: impl Into<String>) -> Self {
        Self { text: Arc::new(text.into()), note: None }
    }

    pub fn from_bytes(mut bytes: Vec<u8>) -> Self {
        match bytes.as_slice() {
            [0xEF, 0xBB, 0xBF, ..] => Self::from_utf8(bytes.split_off(3)),
            [0xFF, 0xFE, rest @ ..] => Self::from_utf16(rest, u16::from_le_bytes, "UTF-16 (little endian)"),
            [0xFE, 0xFF, rest @ ..] => Self::from_utf16(rest, u16::from_be_bytes, "UTF-16 (big endian)"),
            _ => Self::from_utf8(bytes),
        }
    }

    fn from_utf8(bytes: Vec<u8>) -> Self {
        String::from_utf8(bytes).map_or_else(|error| Self::repaired(&error), Self::from_text)
    }

    fn repaired(error: &FromUtf8Error) -> Self {
        let from = error.utf8_error().valid_up_to();
        let note = format!("not valid UTF-8 from byte {from} on: wrong bytes were replaced");
        Self { text: Arc::new(String::from_utf8_lossy(error.as_bytes()).into_owned()), note: Some(note) }
    }

    fn from_utf16(bytes: &[u8], unit: fn([u8; 2]) -> u16, name: &str) -> Self {
        let units = bytes.chunks_exact(2).filter_map(|pair| pair.try_into().ok()).map(unit);
        let text: String =
            char::decode_utf16(units).map(|unit| unit.unwrap_or(char::REPLACEMENT_CHARACTER)).collect();
        Self { text: Arc::new(text), note: Some(format!("read as {name}")) }
    }
}
