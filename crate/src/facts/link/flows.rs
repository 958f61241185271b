use crate::facts::{FileEntry, Flow};

/// Every flow of the submission.
pub(in crate::facts) fn flows(files: &[FileEntry]) -> Vec<Flow> {
    files.iter().flat_map(|file| file.facts.flows.iter().cloned()).collect()
}
