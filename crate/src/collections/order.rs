//! In which order slots stand, without knowing what they hold: the part of maps and sorting that is compiled once.

use std::cmp::Ordering;

/// Most slots of a leaf. Inserting moves those behind, and the list of leaves once in so many times.
const LARGEST_LEAF: usize = 512;

/// Numbers of slots, sorted by what lies in them. A tree of two levels.
#[derive(Debug, Clone, Default)]
pub(super) struct Order {
    /// Most maps are small: they need no list of leaves.
    first: Vec<u32>,
    rest: Vec<Vec<u32>>,
}

/// Leaf, and place within it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Position {
    leaf: usize,
    at: usize,
}

impl Position {
    pub(super) fn moved(self, by: usize) -> Self {
        Self { leaf: self.leaf, at: self.at + by }
    }
}

impl Order {
    pub(super) const fn new() -> Self {
        Self { first: Vec::new(), rest: Vec::new() }
    }

    /// Slots that stand in the order of their numbers.
    pub(super) fn counting(length: usize) -> Self {
        let mut order = Self::new();
        for slot in 0..u32::try_from(length).unwrap_or(u32::MAX) {
            order.insert(order.walk().end(), slot);
        }
        order
    }

    /// Where the slot stands that compares equal, or where it would. `compare` tells how the key of a slot
    /// compares to the one that is sought.
    pub(super) fn find(&self, compare: &mut dyn FnMut(u32) -> Ordering) -> Result<Position, Position> {
        let leaf = self.rest.partition_point(|leaf| leaf.first().is_some_and(|&slot| compare(slot).is_le()));
        let slots = self.leaf(leaf);
        // Keys often come sorted.
        if let Some(&last) = slots.last()
            && compare(last).is_lt()
        {
            return Err(Position { leaf, at: slots.len() });
        }
        let found = slots.binary_search_by(|&slot| compare(slot));
        found.map(|at| Position { leaf, at }).map_err(|at| Position { leaf, at })
    }

    pub(super) fn insert(&mut self, position: Position, slot: u32) {
        let Some(leaf) = self.leaf_mut(position.leaf) else { return };
        leaf.insert(position.at.min(leaf.len()), slot);
        if leaf.len() > LARGEST_LEAF {
            let half = leaf.split_off(LARGEST_LEAF / 2);
            self.rest.insert(position.leaf, half);
        }
    }

    pub(super) fn remove(&mut self, position: Position) -> Option<u32> {
        let leaf = self.leaf_mut(position.leaf)?;
        let slot = (position.at < leaf.len()).then(|| leaf.remove(position.at));
        if leaf.is_empty() {
            if position.leaf > 0 {
                self.rest.remove(position.leaf - 1);
            } else if !self.rest.is_empty() {
                self.first = self.rest.remove(0);
            }
        }
        slot
    }

    pub(super) fn get(&self, position: Position) -> Option<u32> {
        self.leaf(position.leaf).get(position.at).copied()
    }

    /// Says of a slot that it has another number.
    pub(super) fn rename(&mut self, position: Position, number: u32) {
        if let Some(slot) = self.leaf_mut(position.leaf).and_then(|leaf| leaf.get_mut(position.at)) {
            *slot = number;
        }
    }

    /// The slots in their order, from both ends.
    pub(super) fn walk(&self) -> Walk<'_> {
        let end = Position { leaf: self.rest.len(), at: self.leaf(self.rest.len()).len() };
        Walk { order: self, next: Position { leaf: 0, at: 0 }, end }
    }

    /// The slots from one position up to another, which is not among them.
    pub(super) fn walk_between(&self, from: Position, to: Position) -> Walk<'_> {
        Walk { order: self, next: from, end: to.max(from) }
    }

    /// All slots in their order, which are numbered anew: 0, 1, 2, ...
    pub(super) fn renumber(&mut self) -> Vec<u32> {
        let slots: Vec<u32> = self.walk().collect();
        let leaves = std::iter::once(&mut self.first).chain(&mut self.rest);
        for (number, slot) in (0..).zip(leaves.flatten()) {
            *slot = number;
        }
        slots
    }

    fn leaf(&self, leaf: usize) -> &[u32] {
        match leaf.checked_sub(1) {
            None => &self.first,
            Some(leaf) => self.rest.get(leaf).map_or(&[], Vec::as_slice),
        }
    }

    fn leaf_mut(&mut self, leaf: usize) -> Option<&mut Vec<u32>> {
        match leaf.checked_sub(1) {
            None => Some(&mut self.first),
            Some(leaf) => self.rest.get_mut(leaf),
        }
    }
}

/// Slots in their order. What is left lies from `next` up to `end`.
#[derive(Debug, Clone)]
pub(super) struct Walk<'a> {
    order: &'a Order,
    next: Position,
    end: Position,
}

impl Walk<'_> {
    pub(super) fn start(&self) -> Position {
        self.next
    }

    pub(super) fn end(&self) -> Position {
        self.end
    }
}

impl Iterator for Walk<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        while self.next < self.end {
            if let Some(slot) = self.order.get(self.next) {
                self.next.at += 1;
                return Some(slot);
            }
            self.next = Position { leaf: self.next.leaf + 1, at: 0 };
        }
        None
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        let Position { leaf: first, at: from } = self.next;
        let Position { leaf: last, at: to } = self.end;
        if first >= last {
            let left = if first == last { to.saturating_sub(from) } else { 0 };
            return (left, Some(left));
        }
        let between: usize = (first..last).map(|leaf| self.order.leaf(leaf).len()).sum();
        let left = (between + to).saturating_sub(from);
        (left, Some(left))
    }
}

impl DoubleEndedIterator for Walk<'_> {
    fn next_back(&mut self) -> Option<u32> {
        while self.next < self.end {
            if let Some(at) = self.end.at.checked_sub(1) {
                self.end.at = at;
                return self.order.get(self.end);
            }
            let leaf = self.end.leaf - 1;
            self.end = Position { leaf, at: self.order.leaf(leaf).len() };
        }
        None
    }
}

impl ExactSizeIterator for Walk<'_> {}

/// What has to change places, one pair after the other, so that number `slots[n]` comes to stand at `n`.
pub(super) fn swaps(mut slots: Vec<u32>) -> Vec<(usize, usize)> {
    let mut swaps = Vec::new();
    for start in 0..slots.len() {
        let mut at = start;
        while let Some(slot) = slots.get_mut(at) {
            let from = *slot as usize;
            *slot = u32::try_from(at).unwrap_or(u32::MAX);
            if from == start || from == at {
                break;
            }
            swaps.push((at, from));
            at = from;
        }
    }
    swaps
}
