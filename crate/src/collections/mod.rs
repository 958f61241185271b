//! Sorting, and maps and sets that are sorted, with code that is shared by all types.
//!
//! The standard library compiles its trees and its sorting once for each type that is held: a few kilobytes each,
//! for hundreds of types, which everybody downloads. Here only the comparison of two keys is made for a type.
//! Names and methods are the standard library's.

#[allow(dead_code, reason = "whoever knows the standard library's finds the same methods here")]
mod map;
mod numbered;
mod order;
#[allow(dead_code, reason = "as for maps")]
mod set;
mod sort;

#[cfg(test)]
mod tests;

pub use map::BTreeMap;
pub use numbered::{NumberMap, NumberSet};
pub use set::BTreeSet;
pub use sort::Sort;
