use super::{Located, ModuleMember};
use crate::artifact::Place;

/// A value that travels from a caller of the service to a place where it is dangerous.
#[derive(Clone, Debug)]
pub struct Flow {
    pub sink: SinkKind,
    /// Where it enters: `req.query.name`.
    pub source: Located<String>,
    /// What it passes through, in order, source and sink left out.
    pub steps: Vec<Step>,
    /// The call that it must not reach, and the argument within it.
    pub call: Located<String>,
    pub argument: Place,
    pub doubts: Doubts,
    /// Functions of other files that it was held against on its way.
    pub checks: Vec<Passed>,
}

/// Why a value may not arrive as it was sent.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Doubts(u8);

impl Doubts {
    pub const NONE: Self = Self(0);
    /// It went through a call that is not known.
    pub const CALL: Self = Self(1);
    /// It passed a condition of which nothing is known.
    pub const CHECK: Self = Self(2);
    /// It went through something that is named or made for cleaning it.
    pub const CLEANED: Self = Self(4);
    /// It is one segment of an address, which holds no slash.
    pub const SEGMENT: Self = Self(8);
    /// And where a backslash stands for none.
    pub const BARE: Self = Self(16);

    pub fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    pub fn any(self) -> bool {
        self.0 != 0
    }

    /// How many there are; that something was cleaned counts twice.
    pub fn weight(self) -> u32 {
        self.0.count_ones() + u32::from(self.0 & Self::CLEANED.0 != 0)
    }

    /// Those that do not hang on its leading to a file.
    pub fn of_any_sink(self) -> Self {
        Self(self.0 & !(Self::SEGMENT.0 | Self::BARE.0))
    }

    /// Those of the surer of two ways.
    pub fn least(self, other: Self) -> Self {
        if other.weight() < self.weight() { other } else { self }
    }
}

/// That a call of a function of another file, to which a value was given, came out in one way.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passed {
    pub target: ModuleMember,
    /// From 0.
    pub argument: usize,
    pub outcome: Outcome,
    /// The field that was taken of what a schema gave.
    pub field: Option<String>,
}

/// How a call came out.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It did not throw.
    Ended,
    /// It gave something that counts as true.
    Holds,
    /// It gave nothing, or false.
    Fails,
    /// It gave what a schema or type lets through of the argument.
    Shaped,
    /// It gave something, which is used in place of the argument.
    Given,
}

impl Outcome {
    /// How it came out that its answer counts as true, or does not.
    pub fn of(holds: bool) -> Self {
        if holds { Self::Holds } else { Self::Fails }
    }

    /// Those that say something of the argument itself.
    pub const ALL: [Self; 4] = [Self::Ended, Self::Holds, Self::Fails, Self::Shaped];
}

/// What a function says by its outcome of an argument: for these sinks it is harmless.
#[derive(Clone, Debug)]
pub struct Assurance {
    /// As [`ModuleMember::member`].
    pub function: String,
    /// From 0.
    pub argument: usize,
    pub outcome: Outcome,
    /// Of this field of what it gives; none for the argument itself.
    pub field: Option<String>,
    pub harmless: Vec<SinkKind>,
    /// The type that the field is of, which says more.
    pub type_: Option<ModuleMember>,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub place: Place,
    /// "joined into a string", "passed to `findUser`", "returned by `build`".
    pub text: String,
}

/// What a place does with the text that it is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SinkKind {
    SqlText,
    ShellCommand,
    FilePath,
    OutgoingUrl,
    Redirect,
    Html,
    /// Runs it as code of the language, or of a script or expression engine.
    Evaluation,
    /// A filter of a document database, where an object may carry operators (CWE-943).
    DocumentFilter,
    /// Makes objects of whatever type the data names (CWE-502).
    Deserialization,
    /// Compiles it as a template (CWE-1336).
    Template,
    /// A filter or name of a directory (CWE-90).
    LdapFilter,
    /// An expression over XML (CWE-643).
    XPath,
    /// XML, read by a parser that follows external entities (CWE-611).
    XmlEntities,
    /// A line of a log (CWE-117).
    LogEntry,
    /// A header of an answer or of a mail (CWE-113, CWE-93).
    HeaderValue,
    /// The name of a property that is set (CWE-1321).
    PropertyName,
    /// A pattern that is compiled (CWE-1333).
    Pattern,
    /// The name of a class or method that is looked up and used (CWE-470).
    TypeName,
    /// A text that says how others are formatted (CWE-134).
    FormatText,
    /// A script of a document database, or a filter that is written as text (CWE-943).
    DocumentScript,
    /// The name, with its ending, that a file is kept under which a caller sent (CWE-434).
    StoredName,
    /// A path that is made of a name within an archive (CWE-22).
    ArchivePath,
    /// A text that is held against a pattern which takes exponential time (CWE-1333).
    BacktrackingText,
    /// What a session remembers as the service's own (CWE-501).
    SessionValue,
    /// Fields of a record, of which whole objects set more than was meant (CWE-915).
    RecordFields,
}

impl SinkKind {
    /// Whether how something is set decides that it is dangerous.
    pub fn is_set(self) -> bool {
        matches!(self, Self::XmlEntities | Self::Deserialization)
    }

    pub const ALL: [Self; 25] = [
        Self::SqlText,
        Self::ShellCommand,
        Self::FilePath,
        Self::OutgoingUrl,
        Self::Redirect,
        Self::Html,
        Self::Evaluation,
        Self::DocumentFilter,
        Self::Deserialization,
        Self::Template,
        Self::LdapFilter,
        Self::XPath,
        Self::XmlEntities,
        Self::LogEntry,
        Self::HeaderValue,
        Self::PropertyName,
        Self::Pattern,
        Self::TypeName,
        Self::FormatText,
        Self::DocumentScript,
        Self::StoredName,
        Self::ArchivePath,
        Self::BacktrackingText,
        Self::SessionValue,
        Self::RecordFields,
    ];
}
