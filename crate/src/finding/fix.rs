use crate::artifact::{Place, Value};

/// A change that mends one finding.
#[derive(Clone, Debug, Default)]
pub struct Fix {
    /// What applying it does, as a button says it: "Add an index on `visits.pet_id`".
    pub title: String,
    /// Text edits that do not overlap; empty where only people can decide.
    pub edits: Vec<Edit>,
    /// The corrected code, for reading.
    pub code: Option<Snippet>,
}

/// A suggested change to an API description (OpenAPI Overlay 1.0.0, 4.4.3 Action Object).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Action {
    /// `JSONPath` (RFC 9535) of the object or array that is changed.
    pub target: String,
    pub description: String,
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// Merged into an object, added to an array.
    Update(Value),
    Remove,
}

/// Replaces the text at a place; an empty place inserts.
#[derive(Clone, Debug)]
pub struct Edit {
    pub place: Place,
    pub text: String,
}

#[derive(Clone, Debug)]
pub struct Snippet {
    /// As behind the fence of a Markdown code block: `sql`, `yaml`, `typescript`.
    pub language: String,
    pub text: String,
}
