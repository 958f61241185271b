use crate::artifact::{FileId, Place};

/// How much of a file was read, and what was not.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Coverage {
    pub status: Status,
    pub notes: Vec<Note>,
    pub tally: Tally,
}

/// Statements that define a schema, and those of them that were understood wholly.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub defining: usize,
    pub understood: usize,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Status {
    /// All of it.
    Read,
    /// Some of it; the notes say what is missing, and the rest was reviewed.
    Partly,
    /// None of it; the notes say why.
    #[default]
    NotRead,
}

/// A sentence for people about what was skipped, cut off or not understood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    pub text: String,
    pub place: Option<Place>,
}

/// Another file that a file refers to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Companion {
    /// As the submission writes it, or would write it.
    pub path: String,
    /// What of it was read together with the file; `None` where it is not there, or nothing of it was needed.
    pub read: Option<(FileId, Coverage)>,
}

impl Coverage {
    pub fn read() -> Self {
        Self { status: Status::Read, ..Self::default() }
    }

    pub fn not_read(why: impl Into<String>) -> Self {
        Self { notes: vec![Note { text: why.into(), place: None }], ..Self::default() }
    }

    /// Something could not be read: the file counts as partly read.
    pub fn missed(&mut self, place: Option<Place>, text: impl Into<String>) {
        if self.status == Status::Read {
            self.status = Status::Partly;
        }
        self.notes.push(Note { text: text.into(), place });
    }

    /// Something worth saying that leaves nothing unread.
    pub fn note(&mut self, place: Option<Place>, text: impl Into<String>) {
        self.notes.push(Note { text: text.into(), place });
    }
}
