//! What code does with rows that it has stored, or read before.

use crate::artifact::Place;

/// Two writes of one function, of which the second uses what the first gave.
#[derive(Clone, Debug)]
pub struct DependentWrites {
    /// As the first names it.
    pub table: String,
    /// The table of the second.
    pub then: String,
    pub first: Place,
    pub place: Place,
    /// They come to be together, or not at all.
    pub joined: bool,
}

/// A number of a stored row that is read, worked out again, and written back.
#[derive(Clone, Debug)]
pub struct Rewrite {
    /// As the statement that reads it says it; empty where it does not.
    pub table: String,
    pub field: String,
    pub read: Place,
    /// Where it is worked out, or written.
    pub place: Place,
    /// Something around it locks the row, or compares its version.
    pub guarded: bool,
}

/// A loop over rows that asks each for what its mapper reads from another table then.
#[derive(Clone, Debug)]
pub struct LazyRead {
    pub relation: String,
    /// It is asked as many rows are: `author.books.all()`.
    pub many: bool,
    /// What the relations of the model say counts, and not how it is asked.
    pub declared: bool,
    /// Only where the mapper is told so.
    pub switched: bool,
    /// A setting with which many rows are read at once.
    pub batched_by: Option<String>,
    /// The method that reads the rows.
    pub method: Option<String>,
    /// The statement that reads the rows.
    pub read: Place,
    pub place: Place,
    pub around: Place,
}
