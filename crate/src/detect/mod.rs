//! Says what kind a file is, and why: first from its path, then from its content. Parses nothing.

mod kind;

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
    let path = file.path.to_ascii_lowercase();
    let kind = if path.ends_with(".sql") { Kind::Sql(Dialect::Generic) } else { Kind::Text };
    Detection { kind, reason: format!("its name is `{}`", file.path) }
}
