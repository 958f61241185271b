use super::Located;
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
    /// Every step was followed; otherwise it passed through a call that is not known.
    pub certain: bool,
}

#[derive(Clone, Debug)]
pub struct Step {
    pub place: Place,
    /// "joined into a string", "passed to `findUser`", "returned by `build`".
    pub text: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SinkKind {
    SqlText,
    ShellCommand,
    FilePath,
    OutgoingUrl,
    Redirect,
    Html,
    Evaluation,
    DocumentFilter,
}
