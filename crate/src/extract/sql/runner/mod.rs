//! Migration tools: which one a file is a step of, by its path and its marks, and what files beside it say.

mod marks;
mod path;
mod signs;
mod table;

pub(super) use marks::{Mark, Marks, meaning};
pub(super) use path::{pair, step, takes_back};
pub(in crate::extract) use signs::read_signs;
