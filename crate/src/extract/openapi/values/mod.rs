//! Values that a document gives (examples, defaults, permitted values), held against their own schemas.

mod check;
mod choices;
mod compound;
mod difference;
mod expression;
mod format;
mod given;
mod scalar;
#[cfg(test)]
mod tests;
mod text;

use std::collections::HashMap;

use super::reader::{Reader, clipped};
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{GivenValues, Mismatch, MismatchKind, Schema, SchemaType, ValueDifference};

use check::Checker;
use difference::{Kind, Outcome};

pub(super) use given::{Carrier, Given, is_json};
pub(super) use text::{number, text};

/// Mismatches that are kept.
const MOST_MISMATCHES: usize = 2_000;
/// Fitting values of which the place is kept.
const MOST_FITTING: usize = 20;

impl Reader<'_> {
    /// Holds every value that was found against its schema. All schemas must have been read.
    pub(super) fn given_values(&mut self) -> GivenValues {
        let steps = 400_000 + self.forest.bytes() / 4;
        let given = std::mem::take(&mut self.given);
        let mut values = GivenValues::default();
        let mut fitting: HashMap<MismatchKind, usize> = HashMap::new();
        let mut checker = Checker::new(self.tree, &self.schemas, self.version, steps);
        for given in given {
            if values.mismatches.len() >= MOST_MISMATCHES || checker.steps == 0 {
                self.unheld = true;
                break;
            }
            let before = values.mismatches.len();
            match given.kind {
                MismatchKind::Permitted => self.permitted_values(&mut checker, given, &mut values),
                _ => self.single_value(&mut checker, given, &mut values),
            }
            let known = fitting.entry(given.kind).or_default();
            if values.mismatches.len() == before && *known < MOST_FITTING {
                *known += 1;
                values.fitting.push((given.kind, self.node_place(given.value)));
            }
        }
        values
    }

    fn single_value(&self, checker: &mut Checker<'_>, given: Given, values: &mut GivenValues) {
        let written_out = given.carrier != Carrier::Schema && self.is_json_in_text(given.value);
        // Generators write a null where nobody gave an example.
        let nothing = given.carrier == Carrier::Schema
            && given.kind == MismatchKind::Example
            && self.tree.shape(given.value) == Shape::Null;
        if written_out || nothing {
            return;
        }
        checker.carrier = given.carrier;
        checker.partial = given.kind == MismatchKind::Default;
        let outcome = checker.compare(given.value, given.schema);
        self.mismatch(given, given.kind, &outcome, values);
    }

    /// JSON that somebody put into a text: what it holds would have to be read once more.
    fn is_json_in_text(&self, value: NodeId) -> bool {
        self.tree.text(value).is_some_and(|text| text.trim_start().starts_with(['{', '[']))
    }

    /// Values of `enum` that can never occur, and those that stand twice.
    fn permitted_values(&self, checker: &mut Checker<'_>, given: Given, values: &mut GivenValues) {
        let Some(schema) = checker.schema(given.schema) else { return };
        let mut impossible = Outcome::FITS;
        let mut repeated = Outcome::FITS;
        let mut seen: HashMap<Box<str>, NodeId> = HashMap::new();
        for value in self.tree.children(given.value) {
            if !checker.spend(1) {
                return;
            }
            if let Some(text) =
                checker.type_difference(value, schema).filter(|_| !self.is_nothing(value, schema))
            {
                let text = format!("{} {text}", self.shown(value));
                impossible.and(checker.differs(value, given.schema, Kind::Type, text));
            }
            let Some(text) = text(self.tree, value, 200) else { continue };
            if seen.insert(text, value).is_some() {
                let text = format!("{} stands twice", self.shown(value));
                repeated.and(checker.differs(value, given.schema, Kind::Other, text));
            }
        }
        self.mismatch(given, MismatchKind::Permitted, &impossible, values);
        self.mismatch(given, MismatchKind::Repeated, &repeated, values);
    }

    /// A null among the values that the schema lets through, or that 2.0 cannot let through in words.
    fn is_nothing(&self, value: NodeId, schema: &Schema) -> bool {
        self.tree.shape(value) == Shape::Null
            && (schema.nullable || self.version == Version::V2 || schema.is(SchemaType::Null))
    }

    fn short(&self, value: NodeId) -> Option<Box<str>> {
        let scalar = !matches!(self.tree.shape(value), Shape::List | Shape::Map);
        scalar.then(|| text(self.tree, value, 50)).flatten()
    }

    fn shown(&self, value: NodeId) -> String {
        text(self.tree, value, 60).map_or_else(|| "a long value".to_owned(), |text| format!("`{text}`"))
    }

    fn mismatch(&self, given: Given, kind: MismatchKind, outcome: &Outcome, values: &mut GivenValues) {
        if outcome.differences.is_empty() {
            return;
        }
        let differences = outcome.differences.iter().map(|difference| ValueDifference {
            place: self.node_place(difference.value),
            path: clipped(&difference.path()),
            shown: self.short(difference.value),
            text: difference.text.clone(),
            schema: difference.schema,
        });
        values.mismatches.push(Mismatch {
            kind,
            owner: clipped(self.owner(given.owner)),
            place: self.node_place(given.value),
            differences: differences.collect(),
        });
    }

    /// The name of what a value belongs to; a parameter stands in a list and has a name of its own.
    fn owner(&self, owner: NodeId) -> &str {
        let named = self.text_member(owner, "name").filter(|_| self.text_member(owner, "in").is_some());
        let key =
            self.tree.key(owner).filter(|key| !matches!(*key, "schema" | "items" | "additionalProperties"));
        named.or(key).unwrap_or_default()
    }
}
