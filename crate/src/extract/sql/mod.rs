//! SQL schemas, migrations and queries.

mod query;
mod scan;

pub(in crate::extract) use query::read_query;

use self::scan::Token;
use crate::artifact::Source;
use crate::detect::Dialect;
use crate::facts::{Coverage, FileFacts};

pub(super) fn read(_source: &Source<'_>, _dialect: Dialect, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
}

/// A name without its quotes.
fn unquoted(text: &str, token: &Token) -> String {
    let name = text.get(token.start..token.end).unwrap_or_default();
    let mut characters = name.chars();
    match (characters.next(), characters.next_back()) {
        (Some('['), Some(']')) => characters.as_str().to_owned(),
        (Some('"'), Some('"')) => characters.as_str().replace("\"\"", "\""),
        (Some('`'), Some('`')) => characters.as_str().replace("``", "`"),
        _ => name.to_owned(),
    }
}
