//! Holds one value against one schema, as JSON Schema and the version of the document say it.
//!
//! What is not certain is left open rather than told: some patterns, unknown formats, references that lead out.

use std::collections::HashMap;

use super::super::version::Version;
use super::choices::Choices;
use super::difference::{Difference, Kind, Outcome};
use super::given::Carrier;
use crate::collections::NumberMap;
use crate::extract::tree::{NodeId, Shape, Tree};
use crate::facts::{Schema, SchemaId, SchemaType};

/// Levels of values and of schemas within schemas; what is deeper is left open.
const MOST_LEVELS: usize = 90;

pub(super) struct Checker<'t> {
    pub(super) tree: &'t Tree<'t>,
    pub(super) schemas: &'t [Schema],
    pub(super) version: Version,
    pub(super) carrier: Carrier,
    /// Properties that are not there are filled in by others: of a default.
    pub(super) partial: bool,
    /// Comparisons that may still be made in this document.
    pub(super) steps: usize,
    /// Outcomes of schemas with alternatives.
    known: NumberMap<(NodeId, SchemaId), Outcome>,
    /// Those that are being worked out.
    begun: Vec<(NodeId, SchemaId)>,
    /// Permitted values, by where their list is kept.
    pub(super) choices: NumberMap<usize, Choices<'t>>,
    /// Properties by name, of schemas with many.
    pub(super) indexes: NumberMap<SchemaId, HashMap<&'t str, usize>>,
}

/// One place of the walk.
#[derive(Clone, Copy)]
pub(super) struct At {
    pub(super) value: NodeId,
    /// The schema that this part of the value came in by; what it is put together from describes the same part.
    pub(super) whole: SchemaId,
    pub(super) level: usize,
}

impl<'t> Checker<'t> {
    pub(super) fn new(tree: &'t Tree<'t>, schemas: &'t [Schema], version: Version, steps: usize) -> Self {
        Self {
            tree,
            schemas,
            version,
            carrier: Carrier::Schema,
            partial: false,
            steps,
            known: NumberMap::default(),
            begun: Vec::new(),
            choices: NumberMap::default(),
            indexes: NumberMap::default(),
        }
    }

    /// Compares a value that stands by itself.
    pub(super) fn compare(&mut self, value: NodeId, schema: SchemaId) -> Outcome {
        self.known.clear();
        self.part(value, schema, 0)
    }

    /// A part of a value with the schema that describes it.
    pub(super) fn part(&mut self, value: NodeId, schema: SchemaId, level: usize) -> Outcome {
        let value = self.tree.resolved(value);
        self.check(At { value, whole: schema, level }, schema)
    }

    pub(super) fn schema(&self, id: SchemaId) -> Option<&'t Schema> {
        self.schemas.get(id.0 as usize)
    }

    /// Takes steps from what may be spent; says whether that many were left.
    pub(super) fn spend(&mut self, steps: usize) -> bool {
        let enough = self.steps >= steps;
        self.steps = self.steps.saturating_sub(steps);
        enough
    }

    fn check(&mut self, at: At, id: SchemaId) -> Outcome {
        let Some(schema) = self.schema(id) else { return Outcome::OPEN };
        if at.level > MOST_LEVELS || !self.spend(1) || schema.unread {
            return Outcome::OPEN;
        }
        let branches = schema.alternatives().nth(1).is_some() || !schema.one_of.is_empty();
        if !branches {
            return self.own_and_composed(at, schema, id);
        }
        let pair = (at.value, id);
        if let Some(known) = self.known.get(&pair) {
            return known.clone();
        }
        if self.begun.contains(&pair) {
            return Outcome::OPEN;
        }
        self.begun.push(pair);
        let outcome = self.own_and_composed(at, schema, id);
        self.begun.pop();
        self.known.insert(pair, outcome.clone());
        outcome
    }

    fn own_and_composed(&mut self, at: At, schema: &'t Schema, id: SchemaId) -> Outcome {
        if schema.never {
            return self.differs(at.value, id, Kind::Other, "must not be there".to_owned());
        }
        let shape = self.tree.shape(at.value);
        // A null that a part lets through is meant for the whole; 2.0 has no way to say it at all.
        if shape == Shape::Null && (schema.nullable || self.version == Version::V2) {
            return Outcome::FITS;
        }
        if shape == Shape::Map && self.tree.member(at.value, "$ref").is_some() {
            return Outcome::OPEN;
        }
        let mut outcome = self.own(at, schema, id);
        let deeper = At { level: at.level + 1, ..at };
        if let Some(target) = schema.refers_to {
            outcome.and(self.check(deeper, target));
        }
        for part in &schema.all_of {
            let part = self.check(deeper, *part);
            outcome.and(without_traps(part));
        }
        let beside = schema.refers_to.is_some() && !schema.properties.is_empty();
        if !schema.all_of.is_empty() || beside {
            outcome = without_traps(outcome);
        }
        for alternatives in [&schema.one_of, &schema.any_of] {
            if !alternatives.is_empty() {
                outcome.and(self.one_of(deeper, schema, id, alternatives));
            }
        }
        outcome.and(self.conditions(deeper, schema, id));
        outcome
    }

    /// What a schema says by itself.
    fn own(&mut self, at: At, schema: &'t Schema, id: SchemaId) -> Outcome {
        let shape = self.tree.shape(at.value);
        let written_out = self.carrier == Carrier::Parameter
            && shape == Shape::Text
            && (schema.is(SchemaType::Array) || schema.is(SchemaType::Object));
        if written_out {
            return Outcome::OPEN;
        }
        if let Some(text) = self.type_difference(at.value, schema) {
            return self.differs(at.value, id, Kind::Type, text);
        }
        let mut outcome = self.permitted(at.value, schema, id);
        outcome.and(match shape {
            Shape::Text => self.text(at.value, schema, id),
            Shape::Number => self.number(at.value, schema, id),
            Shape::List => self.list(at, schema, id),
            Shape::Map => self.object(at, schema, id),
            Shape::Null | Shape::Bool => Outcome::FITS,
        });
        outcome
    }

    /// `oneOf` and `anyOf`: one must fit. That several of `oneOf` fit is not told, for patterns and formats
    /// that nobody checks here may tell them apart.
    fn one_of(&mut self, at: At, schema: &'t Schema, id: SchemaId, alternatives: &[SchemaId]) -> Outcome {
        if let Some(meant) = self.discriminated(at.value, schema) {
            return self.check(at, meant);
        }
        let mut nearest: Option<Outcome> = None;
        let mut open = false;
        for alternative in alternatives {
            let outcome = self.check(at, *alternative);
            if !outcome.differs() {
                open |= outcome.open;
                if !open {
                    return Outcome::FITS;
                }
            }
            if nearest.as_ref().is_none_or(|nearest| outcome.distance() < nearest.distance()) {
                nearest = Some(outcome);
            }
        }
        match nearest {
            _ if open => Outcome::OPEN,
            None => Outcome::FITS,
            Some(nearest) if alternatives.len() == 1 || !nearest.distance().0 => nearest,
            Some(_) => {
                let text = format!("fits none of the {} alternatives", alternatives.len());
                self.differs(at.value, id, Kind::Type, text)
            }
        }
    }

    /// The alternative that the value names itself.
    fn discriminated(&self, value: NodeId, schema: &Schema) -> Option<SchemaId> {
        let discriminator = schema.rare().discriminator.as_ref()?;
        let named = self.tree.text(self.tree.member(value, &discriminator.property)?)?;
        let mapping = discriminator.mapping.iter().find(|mapping| &*mapping.value == named)?;
        mapping.schema
    }

    fn conditions(&mut self, at: At, schema: &'t Schema, id: SchemaId) -> Outcome {
        let Some(rare) = schema.rare.as_deref() else { return Outcome::FITS };
        let mut outcome = Outcome::FITS;
        if let Some(not) = rare.not
            && self.check(at, not).fits()
        {
            outcome.and(self.differs(at.value, id, Kind::Other, "is what `not` rules out".to_owned()));
        }
        if let Some(condition) = rare.condition {
            let holds = self.check(at, condition);
            let part = if holds.differs() { rare.otherwise } else { rare.then };
            if holds.open && !holds.differs() {
                outcome.open = true;
            } else if let Some(part) = part {
                outcome.and(self.check(at, part));
            }
        }
        outcome.open |= !rare.dependent.is_empty()
            || rare.contains.is_some()
            || rare.property_names.is_some()
            || schema.sealed
            || !rare.unevaluated.is_empty();
        outcome
    }

    #[allow(clippy::unused_self, reason = "reads like the other outcomes")]
    pub(super) fn differs(&self, value: NodeId, schema: SchemaId, kind: Kind, text: String) -> Outcome {
        let difference = Difference { value, schema, kind, steps: Vec::new(), text };
        Outcome { differences: vec![difference], open: false }
    }
}

/// A closed member of `allOf` rules out what its siblings declare. The schema is wrong then, not the value.
fn without_traps(mut outcome: Outcome) -> Outcome {
    let before = outcome.differences.len();
    outcome.differences.retain(|difference| !(difference.kind == Kind::Extra && difference.steps.is_empty()));
    outcome.open |= outcome.differences.len() < before;
    outcome
}
