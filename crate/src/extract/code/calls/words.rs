//! Names taken apart into words.

use crate::extract::code::flow::Sinks;
use crate::facts::SinkKind;

/// The words of a name, lower case: `requireAuth`, `require_auth` and `RequireAuth` have the same.
pub(super) fn words(name: &str) -> Vec<String> {
    let mut words: Vec<String> = Vec::new();
    let mut word = String::new();
    let mut before_upper = false;
    let mut chars = name.chars().peekable();
    while let Some(char) = chars.next() {
        let upper = char.is_uppercase();
        let starts = upper && (!before_upper || chars.peek().is_some_and(|next| next.is_lowercase()));
        if (starts || !char.is_alphanumeric()) && !word.is_empty() {
            words.push(std::mem::take(&mut word));
        }
        if char.is_alphanumeric() {
            if char.is_ascii() {
                word.push(char.to_ascii_lowercase());
            } else {
                word.extend(char.to_lowercase());
            }
        }
        before_upper = upper;
    }
    if !word.is_empty() {
        words.push(word);
    }
    words
}

/// Whether a function is named for making something harmless, or for turning it into something else for good:
/// `sanitizeFilename`, `slugify`, `validateAndGenerateUID`.
pub(super) fn cleans(name: &str) -> bool {
    const CLEANING: &[&str] = &[
        "clean",
        "cleaned",
        "digest",
        "encode",
        "encoded",
        "escape",
        "escaped",
        "hash",
        "hashed",
        "hmac",
        "md5",
        "safe",
        "sanitise",
        "sanitize",
        "sanitized",
        "sha1",
        "sha256",
        "slug",
        "slugify",
        "valid",
        "validate",
        "validated",
    ];
    words(name).iter().any(|word| CLEANING.contains(&word.as_str()))
}

/// The sinks that a function is named for escaping for: `escapeLdapFilter`, `html_escape`.
pub(super) fn escapes_for(name: &str) -> Option<Sinks> {
    const KINDS: &[(&str, SinkKind)] = &[
        ("html", SinkKind::Html),
        ("ldap", SinkKind::LdapFilter),
        ("regex", SinkKind::Pattern),
        ("regexp", SinkKind::Pattern),
        ("shell", SinkKind::ShellCommand),
        ("xml", SinkKind::Html),
        ("xpath", SinkKind::XPath),
    ];
    let words = words(name);
    let escapes = words.iter().any(|word| matches!(word.as_str(), "escape" | "escaped" | "quote"));
    let kind = KINDS.iter().find(|(own, _)| words.iter().any(|word| word == own));
    kind.filter(|_| escapes).map(|(_, kind)| Sinks::one(*kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_name_is_taken_apart_at_capitals_and_marks() {
        assert_eq!(words("requireJWTAuth"), ["require", "jwt", "auth"]);
        assert_eq!(words("is_logged-in"), ["is", "logged", "in"]);
    }
}
