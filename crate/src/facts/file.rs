//! A file of the submission, with what it says.

use std::sync::Arc;

use super::FileFacts;
use crate::artifact::FileId;

/// Which of the checklist's "seen in" columns a text belongs to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Artifact {
    OpenApi,
    GraphQl,
    Protobuf,
    Schema,
    Code,
    Configuration,
    /// `AsyncAPI` documents.
    Events,
}

/// A file with what it says.
#[derive(Clone, Debug)]
pub struct FileEntry {
    pub id: FileId,
    pub path: String,
    /// What the file shows of the checklist; a Markdown file may show several. Only what was read counts.
    pub artifacts: Vec<Artifact>,
    /// It was handed in as an earlier version of others.
    pub baseline: bool,
    pub facts: Arc<FileFacts>,
}
