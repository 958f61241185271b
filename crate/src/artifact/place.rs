/// A file of the submission; stays the same while a workspace lives.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FileId(pub u32);

/// A half-open range of bytes in one text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Span {
    pub start: u32,
    pub end: u32,
}

impl Span {
    /// Offsets past 4 GiB are clipped; no text of that size is read.
    pub fn new(start: usize, end: usize) -> Self {
        Self { start: clip(start), end: clip(end.max(start)) }
    }

    pub fn contains(self, other: Self) -> bool {
        self.start <= other.start && other.end <= self.end
    }
}

/// A range of bytes in a file of the submission.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Place {
    pub file: FileId,
    pub span: Span,
}

/// A text to read: a whole file, or one fenced block of a Markdown file.
#[derive(Clone, Copy, Debug)]
pub struct Source<'a> {
    pub file: FileId,
    pub path: &'a str,
    pub text: &'a str,
    /// Where `text` begins in the file, in bytes.
    pub offset: usize,
}

impl<'a> Source<'a> {
    /// The place of a range of bytes of `text`, in the file.
    pub fn place(&self, start: usize, end: usize) -> Place {
        Place { file: self.file, span: Span::new(self.offset + start, self.offset + end) }
    }

    pub fn whole(&self) -> Place {
        self.place(0, self.text.len())
    }

    /// The text between two byte offsets; empty where they do not fall between characters.
    pub fn slice(&self, start: usize, end: usize) -> &'a str {
        self.text.get(start..end).unwrap_or_default()
    }
}

fn clip(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}
