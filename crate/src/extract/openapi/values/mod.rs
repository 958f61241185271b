//! Values that a document gives: examples, defaults, permitted values.

#[cfg(test)]
mod tests;
mod text;

pub(super) use text::{number, text};
