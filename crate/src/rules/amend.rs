//! Edits of the statements that create a schema, where they are certain.

use crate::artifact::{Place, Span};
use crate::facts::{Facts, RunStep, StepKind, Table};
use crate::finding::Edit;

/// The empty place behind another.
pub(super) fn behind(place: Place) -> Place {
    Place { span: Span { start: place.span.end, end: place.span.end }, ..place }
}

/// The empty place behind the words that another begins with.
pub(super) fn within(place: Place, words: &str) -> Place {
    let at = place.span.start as usize + words.len();
    Place { span: Span::new(at, at), ..place }
}

/// The empty place before another.
pub(super) fn before(place: Place) -> Place {
    within(place, "")
}

/// The statement that a place stands in.
pub(super) fn statement(facts: &Facts, place: Place) -> Option<&RunStep> {
    let run = &facts.file(place.file)?.facts.run;
    let at = run.partition_point(|step| step.place.span.start <= place.span.start);
    run.get(..at)?.iter().rev().take(2).find(|step| step.place.span.contains(place.span))
}

/// The statement that a place stands in, where it makes a single change.
pub(super) fn single(facts: &Facts, place: Place) -> Option<&RunStep> {
    statement(facts, place).filter(|step| matches!(&step.kind, StepKind::Changes(range) if range.len() == 1))
}

/// A further statement behind the one that creates a table; none where what was applied is not edited.
pub(super) fn further(facts: &Facts, table: &Table, statement: &str) -> Option<Edit> {
    let place = table.after.filter(|_| !facts.catalog.migrated && !table.modelled)?;
    Some(Edit { place, text: format!("\n{statement}") })
}
