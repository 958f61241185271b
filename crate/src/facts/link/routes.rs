use crate::facts::{FileEntry, Route};

/// Every route of the submission.
pub(in crate::facts) fn routes(files: &[FileEntry]) -> Vec<Route> {
    files.iter().flat_map(|file| &file.facts.code.routers).flat_map(|router| router.routes.clone()).collect()
}
