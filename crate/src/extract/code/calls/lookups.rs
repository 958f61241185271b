//! Calls that give what is kept under what they are given.

use super::{Site, words};
use crate::extract::code::flow::Interpreter;

/// Whether a method gives what is kept under a key, and nothing of the key: `get`, `findByName`.
pub(super) fn looks_up(run: &Interpreter<'_>, site: &Site) -> bool {
    let name = site.name.as_deref().unwrap_or_default();
    let words = words::words(name);
    let is_part = |word: &str| PARTS.contains(&word);
    let looks_up = match words.as_slice() {
        [only] => only == "get",
        [first, what @ ..] if matches!(&**first, "get" | "load") => !what.iter().any(|word| is_part(word)),
        _ => false,
    } || words.iter().skip(1).any(|word| word == "by")
        || words.first().is_some_and(|first| {
            matches!(&**first, "find" | "fetch" | "lookup" | "select" | "count" | "exists")
        });
    let of_another =
        || site.callee.as_api().is_some_and(|api| run.tables.may_be_local(&api.module) && words.len() > 1);
    looks_up && site.receiver.as_ref().map_or_else(of_another, |receiver| !receiver.is_tainted())
}

/// What is made of a text that is asked for, rather than kept under it.
const PARTS: &[&str] = &[
    "absolute",
    "address",
    "body",
    "command",
    "content",
    "contents",
    "dir",
    "directory",
    "extension",
    "field",
    "file",
    "filename",
    "filepath",
    "filter",
    "folder",
    "full",
    "header",
    "host",
    "html",
    "key",
    "link",
    "location",
    "message",
    "name",
    "parameter",
    "params",
    "path",
    "pathname",
    "prefix",
    "property",
    "query",
    "real",
    "request",
    "resource",
    "sql",
    "statement",
    "string",
    "template",
    "text",
    "uri",
    "url",
    "value",
];
