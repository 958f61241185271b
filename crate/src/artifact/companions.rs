use super::Source;

/// Finds the other files of a submission, for texts that refer to them.
pub trait Companions {
    /// The file of a path that is written as the submission writes them: `/` between folders, no `.` and `..`.
    fn find(&self, path: &str) -> Option<Source<'_>>;
}

/// Of a text that stands for itself, as a block in a document does.
pub struct Alone;

impl Companions for Alone {
    fn find(&self, _path: &str) -> Option<Source<'_>> {
        None
    }
}
