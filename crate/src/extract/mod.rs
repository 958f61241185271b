//! Text to facts, once for each content. Never fails and never judges: what it cannot read goes to coverage.

mod code;
mod openapi;
mod sql;

use crate::artifact::Source;
use crate::detect::Kind;
use crate::facts::{Artifact, Coverage, FileFacts};

/// Reads one text of a known kind. Returns what the text shows of the checklist; empty where it was not read.
pub fn read(source: &Source<'_>, kind: &Kind, facts: &mut FileFacts) -> Vec<Artifact> {
    match kind {
        Kind::OpenApi { .. } => {
            openapi::read(source, facts);
            vec![Artifact::OpenApi]
        }
        Kind::Sql(dialect) => {
            sql::read(source, *dialect, facts);
            vec![Artifact::Schema]
        }
        Kind::Code(language) if code::is_read(*language) => {
            code::read(source, *language, facts);
            vec![Artifact::Code]
        }
        other => {
            facts.coverage =
                Coverage::not_read(format!("{} files are recognised but not read", other.name()));
            Vec::new()
        }
    }
}
