//! Compares schemas of two versions as what they let through, not as they are written: references, `allOf`
//! and the order of things make no difference.
//!
//! Each pair of schemas is compared once for requests and once for responses, however often it is used. A queue
//! takes the place of recursion, so that neither depth nor rings matter.

mod bounds;
mod keywords;
mod object;
mod reach;
mod scalar;
mod told;
mod values;
mod variants;
mod view;

use std::collections::HashMap;

use super::{ChangeKind, ContractChange, Impact};
use crate::artifact::Place;
use crate::facts::{Located, SchemaId};

use told::Told;
pub(in crate::facts::compatibility) use view::Schemas;
use view::{Together, View};

/// Pairs past this number are not compared.
const MOST_PAIRS: usize = 300_000;
/// Places of the contract past which only those are kept that show something else.
const MOST_ROOTS: usize = 50_000;
/// Layers, properties and variants of all pairs past which the rest is not compared.
const MOST_WORK: usize = 20_000_000;
/// Changes past this number are not told.
const MOST_TOLD: usize = 5_000;

/// Who sends what a schema describes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Direction {
    /// The client, as text in an address or header.
    Parameter,
    /// The client, in a body.
    Request,
    /// The service.
    Response,
}

/// Two schemas to compare, and how they were come by.
pub(super) struct Pair {
    before: Together,
    after: Together,
    direction: Direction,
    /// Where it was found first.
    origin: Origin,
    /// All pairs that lead here.
    parents: Vec<u32>,
    /// All roots that are this pair.
    roots: Vec<u32>,
}

enum Origin {
    Root(u32),
    Within(u32, Step),
}

/// How a schema stands in another.
#[derive(Clone, Debug)]
enum Step {
    Property(String),
    Item,
    Value,
    Variant(String),
}

/// Where a schema is used, as people say it: "the body of `POST /pets`".
pub(super) struct Root {
    pub(super) label: String,
    /// The operation that it belongs to.
    pub(super) operation: Located<String>,
}

pub(super) struct Comparer<'a> {
    earlier: Schemas<'a>,
    later: Schemas<'a>,
    pairs: Vec<Pair>,
    numbers: HashMap<(Together, Together, Direction), u32>,
    roots: Vec<Root>,
    told: Told,
    /// Layers, properties and variants that were looked at.
    work: usize,
    cut: bool,
}

impl<'a> Comparer<'a> {
    pub(super) fn new(earlier: Schemas<'a>, later: Schemas<'a>) -> Self {
        Self {
            earlier,
            later,
            pairs: Vec::new(),
            numbers: HashMap::new(),
            roots: Vec::new(),
            told: Told::default(),
            work: 0,
            cut: false,
        }
    }

    /// Asks for two schemas to be compared that are used at one place of the contract.
    pub(super) fn add(
        &mut self,
        before: SchemaId,
        after: SchemaId,
        direction: Direction,
        root: impl FnOnce() -> Root,
    ) {
        let number = u32::try_from(self.roots.len()).unwrap_or(u32::MAX);
        let (before, after) = (self.earlier.together([before]), self.later.together([after]));
        let key = (before, after, direction);
        if self.roots.len() >= MOST_ROOTS && self.numbers.contains_key(&key) {
            return;
        }
        self.roots.push(root());
        let (before, after, direction) = key;
        if let Some(pair) = self.pair(before, after, direction, Origin::Root(number))
            && let Some(pair) = self.pairs.get_mut(pair as usize)
        {
            pair.roots.push(number);
        }
    }

    /// What changed in all that was asked for. Says as well whether that is all.
    pub(super) fn changes(mut self) -> (Vec<ContractChange>, bool) {
        let mut next = 0;
        while let Some(pair) = self.pairs.get(next) {
            let (direction, ids) = (pair.direction, (pair.before.clone(), pair.after.clone()));
            let before = View::of(&self.earlier, &ids.0);
            let after = View::of(&self.later, &ids.1);
            self.work += before.weight() + after.weight();
            if self.work > MOST_WORK {
                self.cut = true;
                break;
            }
            if !before.unread && !after.unread {
                let number = u32::try_from(next).unwrap_or(u32::MAX);
                self.compare(number, direction, (&ids.0, &ids.1), &before, &after);
            }
            next += 1;
        }
        let cut = self.cut || self.told.is_full();
        (self.tell(), cut)
    }

    fn compare(
        &mut self,
        pair: u32,
        direction: Direction,
        ids: (&Together, &Together),
        before: &View<'a>,
        after: &View<'a>,
    ) {
        let sides = (&self.earlier, &self.later);
        let mut site = Site { direction, changes: Vec::new(), children: Vec::new() };
        if scalar::types(&mut site, before, after) {
            scalar::nullability(&mut site, before, after);
            scalar::format(&mut site, before, after);
            scalar::default(&mut site, before, after);
            values::compare(&mut site, before, after);
            bounds::compare(&mut site, before, after);
            object::compare(&mut site, sides, before, after);
            variants::compare(&mut site, sides, ids, before, after);
        }
        let Site { changes, children, .. } = site;
        for change in changes {
            self.told.tell(pair, direction, change);
        }
        for (before, after, step) in children {
            self.pair(before, after, direction, Origin::Within(pair, step));
        }
    }

    /// The number of a pair, which is compared when its turn comes.
    fn pair(
        &mut self,
        before: Together,
        after: Together,
        direction: Direction,
        origin: Origin,
    ) -> Option<u32> {
        let parent = match &origin {
            Origin::Within(parent, _) => Some(*parent),
            Origin::Root(_) => None,
        };
        let key = (before, after, direction);
        if let Some(known) = self.numbers.get(&key).copied() {
            if let Some(pair) = self.pairs.get_mut(known as usize) {
                pair.parents.extend(parent);
            }
            return Some(known);
        }
        if self.pairs.len() >= MOST_PAIRS {
            self.cut = true;
            return None;
        }
        let number = u32::try_from(self.pairs.len()).ok()?;
        self.numbers.insert(key.clone(), number);
        let (before, after, direction) = key;
        let parents = parent.into_iter().collect();
        self.pairs.push(Pair { before, after, direction, origin, parents, roots: Vec::new() });
        Some(number)
    }
}

/// What a comparison of two schemas by themselves gives.
struct Site {
    direction: Direction,
    changes: Vec<Difference>,
    children: Vec<(Together, Together, Step)>,
}

/// A change of a schema, before it is known how people call the schema.
struct Difference {
    kind: ChangeKind,
    impact: Impact,
    place: Place,
    earlier: Option<Place>,
    /// The property that it is about, where it is not the schema itself.
    property: Option<String>,
    /// Reads on after the name: "was removed".
    text: String,
}

impl Site {
    fn is_response(&self) -> bool {
        self.direction == Direction::Response
    }

    /// A change of the schema itself.
    fn change(
        &mut self,
        kind: ChangeKind,
        impact: Impact,
        views: (&View<'_>, &View<'_>),
        text: impl Into<String>,
    ) {
        let (before, after) = views;
        self.changes.push(Difference {
            kind,
            impact,
            place: after.place,
            earlier: Some(before.place),
            property: None,
            text: text.into(),
        });
    }

    fn follow(&mut self, before: Together, after: Together, step: Step) {
        if !before.is_empty() && !after.is_empty() {
            self.children.push((before, after, step));
        }
    }
}
