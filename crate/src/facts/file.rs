//! A file of the submission, with what it says.

use std::sync::Arc;

use super::{Artifact, Facts, FileFacts};
use crate::artifact::FileId;

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

impl Facts {
    /// Whether every file was read as that, and as nothing else.
    pub fn is_all(&self, artifact: Artifact) -> bool {
        !self.files.is_empty() && self.files.iter().all(|file| file.artifacts == [artifact])
    }

    /// Whether another file of the submission refers to one, so that what it defines may be used there.
    pub fn refers_to(&self, file: FileId) -> bool {
        let others = self.files.iter().filter(|other| other.id != file);
        let companions = others.flat_map(|other| &other.facts.companions);
        companions.filter_map(|companion| companion.read.as_ref()).any(|(read, _)| *read == file)
    }
}

impl FileFacts {
    /// Takes in what a part of the same file says; coverage is left to the caller.
    pub fn absorb(&mut self, part: Self) {
        self.contracts.extend(part.contracts);
        self.events.extend(part.events);
        self.protos.extend(part.protos);
        self.graphql.extend(part.graphql);
        let (changes, queries) = (self.schema_changes.len(), self.queries.len());
        self.run.extend(part.run.into_iter().map(|step| step.moved(changes, queries)));
        self.schema_changes.extend(part.schema_changes);
        self.models.extend(part.models);
        self.queries.extend(part.queries);
        self.runner_signs.extend(part.runner_signs);
        self.code.absorb(part.code);
        self.flows.extend(part.flows);
        self.secrets.extend(part.secrets);
        self.supplied_credentials.extend(part.supplied_credentials);
        self.technologies.extend(part.technologies);
    }
}
