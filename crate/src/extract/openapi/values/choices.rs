//! The values of an `enum`, made ready to be looked up: a document may hold thousands of values against one list.

use std::collections::HashSet;

use crate::facts::Permitted;

pub(super) struct Choices<'t> {
    /// As JSON.
    texts: HashSet<&'t str>,
    /// Bits of the numbers among them: `1` and `1.0` are the same.
    numbers: HashSet<u64>,
    /// Without their quotes.
    bare: HashSet<&'t str>,
    /// There are lists or objects among them.
    pub(super) compound: bool,
}

impl<'t> Choices<'t> {
    pub(super) fn of(permitted: &'t Permitted) -> Self {
        Self {
            texts: permitted.values().collect(),
            numbers: permitted.values().filter_map(|value| value.parse().ok()).map(bits).collect(),
            bare: permitted.values().map(bare).collect(),
            compound: permitted.values().any(|value| value.starts_with(['[', '{'])),
        }
    }

    /// Whether a value, written as JSON, is one of them.
    pub(super) fn hold(&self, written: Option<&str>, number: Option<f64>) -> bool {
        written.is_some_and(|written| self.texts.contains(written))
            || number.is_some_and(|number| self.numbers.contains(&bits(number)))
    }

    /// `1` among texts, or `"1"` among numbers: a slip of the list, told as such.
    pub(super) fn hold_otherwise(&self, written: &str) -> bool {
        self.bare.contains(bare(written))
    }
}

fn bare(value: &str) -> &str {
    value.trim_matches('"')
}

/// Zero has two.
fn bits(number: f64) -> u64 {
    if number == 0.0 { 0 } else { number.to_bits() }
}
