//! Says what kind a file is, and why: first from its path, then from its content. Parses nothing.

mod chosen;
mod content;
mod dialect;
mod fragment;
mod kind;
mod path;
mod signs;
mod structured;

pub use chosen::KINDS;
pub use kind::{Dialect, Kind, Language};

use crate::artifact::File;

/// What a file was taken for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Detection {
    pub kind: Kind,
    /// In words for people: "has a top-level `openapi: 3.1.0`".
    pub reason: String,
}

/// Finds out the kind of a file. A kind that the person chose wins, where it is one that exists.
pub fn kind(file: &File) -> Detection {
    let text = &file.contents.text;
    let Some(chosen) = &file.kind else { return of_text(&file.path, text) };
    if let Some(kind) = chosen::kind(chosen, &file.path, text) {
        return Detection { kind, reason: format!("chosen as `{chosen}`") };
    }
    let mut found = of_text(&file.path, text);
    found.reason = format!("`{chosen}` is not a known kind; {}", found.reason);
    found
}

/// Finds out the kind of a text from its path (which may be empty) and content.
pub fn of_text(path: &str, text: &str) -> Detection {
    let found = |kind, reason: String| Detection { kind, reason };
    if text.trim().is_empty() {
        return found(Kind::Empty, "there is no text in it".into());
    }
    if is_binary(text) {
        return found(Kind::Binary, "it holds bytes that no text has".into());
    }
    if let Some((kind, reason)) = path::kind(path) {
        return refined(kind, reason, path, text);
    }
    if let Some((kind, reason)) = structured::kind(text) {
        return found(kind, reason);
    }
    match content::kind(text) {
        Some((kind, reason)) => refined(kind, reason, path, text),
        None => found(Kind::Text, "neither its name nor its content shows what it is".into()),
    }
}

/// What the path leaves open and the content decides: the specification of a JSON or YAML document, the
/// dialect of SQL.
fn refined(kind: Kind, reason: String, path: &str, text: &str) -> Detection {
    match kind {
        Kind::Json | Kind::Yaml => match structured::kind(text) {
            Some((kind, reason)) => Detection { kind, reason },
            None => Detection { kind, reason },
        },
        Kind::Sql(Dialect::Generic) => match dialect::dialect(path, text) {
            Some((dialect, sign)) => {
                Detection { kind: Kind::Sql(dialect), reason: format!("{reason}, {sign} is {dialect}") }
            }
            None => Detection { kind, reason },
        },
        kind => Detection { kind, reason },
    }
}

/// Control characters that no text has, or mostly characters that could not be decoded.
fn is_binary(text: &str) -> bool {
    let mut looked_at = 0;
    let mut odd = 0;
    for character in text.chars().take(8192) {
        looked_at += 1;
        match character {
            '\0' => return true,
            '\u{1}'..='\u{8}' | '\u{e}'..='\u{1a}' | '\u{1c}'..='\u{1f}' | char::REPLACEMENT_CHARACTER => {
                odd += 1;
            }
            _ => {}
        }
    }
    odd * 10 > looked_at
}

#[cfg(test)]
mod tests;
