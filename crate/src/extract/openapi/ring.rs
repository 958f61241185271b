//! References that lead back to themselves: such a schema is never defined.

use super::reader::{Reader, clipped};
use crate::facts::{Located, ProblemKind, Schema, SchemaId};

/// Rings past this number are not told.
const MOST_RINGS: usize = 20;
/// Schemas of a ring that are named.
const MOST_NAMED: usize = 5;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Unseen,
    /// On the way that is being walked.
    Open,
    Done,
}

impl Reader<'_> {
    /// Tells each ring of `$ref` and `allOf` once, at the first of its schemas.
    pub(super) fn rings(&mut self, named: &[(Located<String>, SchemaId)]) {
        let mut marks = vec![Mark::Unseen; self.schemas.len()];
        let mut rings = Vec::new();
        for start in 0..self.schemas.len() {
            self.walk(start, &mut marks, &mut rings);
        }
        for ring in rings {
            let places: Vec<_> =
                ring.iter().filter_map(|at| self.schemas.get(*at)).map(|own| own.place).collect();
            let Some((first, others)) = places.split_first() else { continue };
            let others = others.iter().take(MOST_NAMED);
            let related = others
                .map(|place| Located { value: "the references lead through here".to_owned(), place: *place });
            let related = related.collect();
            let message = match ring.first().and_then(|at| name_of(*at, named)) {
                Some(name) => {
                    format!("`{}` is defined by itself: its references lead back to it", clipped(name))
                }
                None => "the schema is defined by itself: its references lead back to it".to_owned(),
            };
            self.related_problem(ProblemKind::CircularReference, *first, message, related);
        }
    }

    /// Walks from a schema through what it surely is as well; a way that meets itself is a ring.
    fn walk(&self, start: usize, marks: &mut [Mark], rings: &mut Vec<Vec<usize>>) {
        let mut way: Vec<(usize, usize)> = Vec::new();
        let mut next = Some(start);
        loop {
            if let Some(at) = next.take() {
                match marks.get(at).copied() {
                    Some(Mark::Unseen) => {
                        set(marks, at, Mark::Open);
                        way.push((at, 0));
                    }
                    Some(Mark::Open) if rings.len() < MOST_RINGS => {
                        let ring: Vec<usize> =
                            way.iter().map(|(step, _)| *step).skip_while(|step| *step != at).collect();
                        rings.push(in_order(ring));
                    }
                    _ => {}
                }
            }
            let Some((at, edge)) = way.last_mut() else { return };
            let (own, number) = (*at, *edge);
            *edge += 1;
            next = self.schemas.get(own).and_then(|schema| edge_of(schema, number));
            if next.is_none() {
                set(marks, own, Mark::Done);
                way.pop();
            }
        }
    }
}

fn name_of(at: usize, named: &[(Located<String>, SchemaId)]) -> Option<&str> {
    named.iter().find(|(_, id)| id.0 as usize == at).map(|(name, _)| name.value.as_str())
}

fn set(marks: &mut [Mark], at: usize, mark: Mark) {
    if let Some(own) = marks.get_mut(at) {
        *own = mark;
    }
}

/// Beginning with its lowest number, which stands first in the document.
fn in_order(mut ring: Vec<usize>) -> Vec<usize> {
    let first = ring.iter().enumerate().min_by_key(|(_, at)| **at).map_or(0, |(position, _)| position);
    ring.rotate_left(first);
    ring
}

/// What a schema is as well, by number: the target of its reference, then its `allOf`.
fn edge_of(schema: &Schema, number: usize) -> Option<usize> {
    let edge = match (schema.refers_to, number) {
        (Some(target), 0) => Some(target),
        (Some(_), number) => schema.all_of.get(number - 1).copied(),
        (None, number) => schema.all_of.get(number).copied(),
    };
    edge.map(|id| id.0 as usize)
}
