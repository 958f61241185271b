//! Values of a contract (examples, defaults, permitted values) that their own schema does not let through.

use super::SchemaId;
use crate::artifact::Place;

/// The values that a contract gives, held against their schemas.
#[derive(Clone, Debug, Default)]
pub struct GivenValues {
    pub mismatches: Vec<Mismatch>,
    /// Values that fit, of each kind the first 20 with their places.
    pub fitting: Vec<(MismatchKind, Place)>,
}

#[derive(Clone, Debug)]
pub struct Mismatch {
    pub kind: MismatchKind,
    /// What the value belongs to, as the document names it: a property, parameter, media type or example.
    pub owner: String,
    /// The value, or the key that it stands behind.
    pub place: Place,
    /// At least one, at most 4.
    pub differences: Vec<ValueDifference>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum MismatchKind {
    Example,
    Default,
    /// A value of `enum` that is of no type that the schema has.
    Permitted,
    /// A value that stands twice in one `enum`.
    Repeated,
}

#[derive(Clone, Debug)]
pub struct ValueDifference {
    /// The part of the value that differs.
    pub place: Place,
    /// The way to it: `pets[0].name`; empty for the value itself.
    pub path: String,
    /// It as JSON, where it is short and no object or list.
    pub shown: Option<Box<str>>,
    /// A sentence without its subject: "is a text, not a number".
    pub text: String,
    /// The schema that it differs from.
    pub schema: SchemaId,
}
