//! The name of a property. Few names make up most of a document, so each is kept once, with what follows from it.

use std::fmt;
use std::ops::Deref;
use std::sync::{Arc, OnceLock};

use super::{FieldRole, words};

#[derive(Clone)]
pub struct Name(Arc<Known>);

struct Known {
    text: Box<str>,
    words: OnceLock<Box<[String]>>,
    role: OnceLock<Option<FieldRole>>,
}

impl Name {
    pub fn new(text: &str) -> Self {
        Self(Arc::new(Known { text: text.into(), words: OnceLock::new(), role: OnceLock::new() }))
    }

    pub fn as_str(&self) -> &str {
        &self.0.text
    }

    /// As [`words`] gives them.
    pub fn words(&self) -> &[String] {
        self.0.words.get_or_init(|| words(self).into())
    }

    /// As [`FieldRole::of`] gives it.
    pub fn role(&self) -> Option<FieldRole> {
        *self.0.role.get_or_init(|| FieldRole::of_words(self, self.words()))
    }
}

impl Deref for Name {
    type Target = str;

    fn deref(&self) -> &str {
        self.as_str()
    }
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self)
    }
}

impl fmt::Debug for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        fmt::Debug::fmt(self.as_str(), f)
    }
}

impl PartialEq for Name {
    fn eq(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.0, &other.0) || self.as_str() == other.as_str()
    }
}

impl Eq for Name {}

impl PartialEq<str> for Name {
    fn eq(&self, other: &str) -> bool {
        self.as_str() == other
    }
}

impl PartialEq<&str> for Name {
    fn eq(&self, other: &&str) -> bool {
        self.as_str() == *other
    }
}

impl PartialEq<String> for Name {
    fn eq(&self, other: &String) -> bool {
        self.as_str() == other
    }
}
