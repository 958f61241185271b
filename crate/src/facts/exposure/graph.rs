//! Carries operations along the references between hubs: rings are folded into one first, then 64 operations
//! go at a time, so that the work grows with the number of references and not with that of the ways.

use super::hubs::Hubs;
use super::{Direction, Reached, roots, travels};
use crate::collections::Sort;
use crate::facts::{Contract, SchemaId};

/// References that are followed, for all operations together. Past it, the rest of the operations is left out.
const MOST_STEPS: usize = 60_000_000;
/// Operations that are kept for a schema.
const MOST_KEPT: usize = 32;

#[derive(Debug)]
pub(super) struct Graph {
    /// For each hub its ring; rings are numbered so that references lead to lower numbers.
    rings: Vec<u32>,
    reached: Vec<Reached>,
    nobody: Reached,
}

/// What stands within what in one direction, with rings folded.
pub(super) struct Folded {
    rings: Vec<u32>,
    edges: Vec<Vec<u32>>,
}

impl Folded {
    pub(super) fn new(contract: &Contract, hubs: &Hubs, edges: &[Vec<u32>], direction: Direction) -> Self {
        let goes: Vec<bool> = hubs.schemas.iter().map(|id| travels(contract, *id, direction)).collect();
        let going = |to: &u32| goes.get(*to as usize).copied().unwrap_or_default();
        let edges: Vec<Vec<u32>> =
            edges.iter().map(|edges| edges.iter().copied().filter(going).collect()).collect();
        let (rings, count) = rings(&edges);
        let edges = folded(&edges, &rings, count);
        Self { rings, edges }
    }
}

impl Graph {
    pub(super) fn new(
        contract: &Contract,
        hubs: &Hubs,
        Folded { rings, edges }: &Folded,
        direction: Direction,
        public: &[bool],
    ) -> Self {
        let (rings, count) = (rings.clone(), edges.len());
        let mut graph = Self { rings, reached: vec![Reached::default(); count], nobody: Reached::default() };
        let all = edges.iter().map(Vec::len).sum::<usize>() + count;
        let blocks = (MOST_STEPS / all.max(1)).max(1);
        let roots: Vec<Vec<usize>> = contract
            .operations
            .iter()
            .map(|operation| graph.begins(hubs, roots(operation, direction)))
            .collect();
        for (block, operations) in roots.chunks(64).enumerate().take(blocks) {
            graph.carry(edges, block * 64, operations, public);
        }
        graph
    }

    pub(super) fn reached(&self, hub: Option<usize>) -> &Reached {
        let ring = hub.and_then(|hub| self.rings.get(hub));
        ring.and_then(|ring| self.reached.get(*ring as usize)).unwrap_or(&self.nobody)
    }

    fn begins(&self, hubs: &Hubs, roots: Vec<SchemaId>) -> Vec<usize> {
        let rings = roots.into_iter().filter_map(|id| self.rings.get(hubs.number(id)?));
        rings.map(|ring| *ring as usize).collect()
    }

    /// Carries up to 64 operations, the first of which has the number `first`.
    fn carry(&mut self, edges: &[Vec<u32>], first: usize, operations: &[Vec<usize>], public: &[bool]) {
        let mut masks = vec![0u64; edges.len()];
        for (at, roots) in operations.iter().enumerate() {
            for root in roots {
                if let Some(mask) = masks.get_mut(*root) {
                    *mask |= 1 << at;
                }
            }
        }
        for (ring, next) in edges.iter().enumerate().rev() {
            let mask = masks.get(ring).copied().unwrap_or_default();
            if mask == 0 {
                continue;
            }
            for next in next {
                if let Some(other) = masks.get_mut(*next as usize) {
                    *other |= mask;
                }
            }
            if let Some(reached) = self.reached.get_mut(ring) {
                add(reached, mask, first, public);
            }
        }
    }
}

fn add(reached: &mut Reached, mask: u64, first: usize, public: &[bool]) {
    reached.count += mask.count_ones() as usize;
    let full = reached.operations.len() >= MOST_KEPT;
    if full && reached.public.is_some() {
        return;
    }
    for at in (0..64).filter(|at| mask >> at & 1 == 1).map(|at| first + at) {
        if reached.operations.len() < MOST_KEPT {
            reached.operations.push(at);
        }
        if reached.public.is_none() && public.get(at).is_some_and(|public| *public) {
            reached.public = Some(at);
        }
    }
}

/// For each hub the hubs that stand within it, whichever way they travel: what goes one way only is a hub.
pub(super) fn edges(contract: &Contract, hubs: &Hubs) -> Vec<Vec<u32>> {
    let mut edges: Vec<Vec<u32>> = vec![Vec::new(); hubs.schemas.len()];
    for at in 0..contract.schemas.len() {
        let Some(id) = u32::try_from(at).ok().map(SchemaId) else { continue };
        let Some(from) = hubs.number(id) else { continue };
        for part in contract.schema(id).into_iter().flat_map(crate::facts::Schema::parts) {
            let Some(to) = hubs.number(part).filter(|to| hubs.schemas.get(*to) == Some(&part)) else {
                continue;
            };
            if let (Some(edges), Ok(to)) = (edges.get_mut(from), u32::try_from(to)) {
                edges.push(to);
            }
        }
    }
    for edges in &mut edges {
        edges.order();
        edges.dedup();
    }
    edges
}

/// For each hub the number of its ring, and how many rings there are: the strongly connected components, found
/// as by Tarjan with a stack of its own. References lead to rings of lower or the same number.
fn rings(edges: &[Vec<u32>]) -> (Vec<u32>, usize) {
    const UNSEEN: u32 = u32::MAX;
    let mut search = Search {
        order: vec![UNSEEN; edges.len()],
        low: vec![UNSEEN; edges.len()],
        rings: vec![UNSEEN; edges.len()],
        open: Vec::new(),
        next: 0,
        count: 0,
    };
    for start in 0..edges.len() {
        if search.order.get(start) != Some(&UNSEEN) {
            continue;
        }
        let mut stack = vec![(start, 0usize)];
        search.enter(start);
        while let Some((hub, step)) = stack.last_mut() {
            let from = *hub;
            let to = edges.get(from).and_then(|edges| edges.get(*step)).map(|to| *to as usize);
            *step += 1;
            match to {
                Some(to) if search.order.get(to) == Some(&UNSEEN) => {
                    search.enter(to);
                    stack.push((to, 0));
                }
                Some(to) if search.rings.get(to) == Some(&UNSEEN) => {
                    let order = search.order.get(to).copied().unwrap_or(UNSEEN);
                    search.lower(from, order);
                }
                Some(_) => {}
                None => {
                    stack.pop();
                    let low = search.leave(from);
                    if let Some((parent, _)) = stack.last() {
                        search.lower(*parent, low);
                    }
                }
            }
        }
    }
    (search.rings, search.count as usize)
}

struct Search {
    order: Vec<u32>,
    low: Vec<u32>,
    rings: Vec<u32>,
    open: Vec<usize>,
    next: u32,
    count: u32,
}

impl Search {
    fn enter(&mut self, hub: usize) {
        if let (Some(order), Some(low)) = (self.order.get_mut(hub), self.low.get_mut(hub)) {
            *order = self.next;
            *low = self.next;
        }
        self.next += 1;
        self.open.push(hub);
    }

    fn lower(&mut self, hub: usize, to: u32) {
        if let Some(low) = self.low.get_mut(hub) {
            *low = (*low).min(to);
        }
    }

    /// Closes the ring that begins at a hub, where one does; gives the lowest hub that it leads back to.
    fn leave(&mut self, hub: usize) -> u32 {
        let low = self.low.get(hub).copied().unwrap_or_default();
        if self.order.get(hub) == Some(&low) {
            while let Some(member) = self.open.pop() {
                if let Some(ring) = self.rings.get_mut(member) {
                    *ring = self.count;
                }
                if member == hub {
                    break;
                }
            }
            self.count += 1;
        }
        low
    }
}

/// For each ring the rings that stand within it.
fn folded(edges: &[Vec<u32>], rings: &[u32], count: usize) -> Vec<Vec<u32>> {
    let mut folded: Vec<Vec<u32>> = vec![Vec::new(); count];
    for (edges, from) in edges.iter().zip(rings) {
        let Some(within) = folded.get_mut(*from as usize) else { continue };
        let others = edges.iter().filter_map(|to| rings.get(*to as usize)).filter(|to| *to != from);
        within.extend(others);
    }
    for within in &mut folded {
        within.order();
        within.dedup();
    }
    folded
}
