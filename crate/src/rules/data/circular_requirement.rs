use crate::collections::{BTreeMap, BTreeSet};

use crate::artifact::Place;
use crate::facts::{Facts, Multiplicity, Relationship};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "circular-requirement",
    item: "data.referential-actions",
    severity: Severity::Medium,
    page: page!("circular_requirement.md"),
    check,
};

/// Longer circles are nobody's design.
const MOST_STEPS: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    // What is checked at the end of the transaction can be written in any order.
    let required: Vec<Relationship<'_>> = facts
        .catalog
        .relationships()
        .filter(|own| own.parents == Multiplicity::One && !own.key.deferrable)
        .filter(|own| !std::ptr::eq(own.child, own.parent))
        .collect();
    let circular = circular(&required);
    let mut told = BTreeSet::new();
    let ways: BTreeMap<Place, usize> =
        circular.iter().rev().filter_map(|at| Some((required.get(*at)?.child.place, *at))).collect();
    for start in &circular {
        if told.contains(start) {
            continue;
        }
        let round = round(*start, &required, &ways);
        // What leads to a circle that is told leads there for every row on the way.
        told.insert(*start);
        let before = told.len();
        told.extend(&round);
        if told.len() + 1 < before + round.len() {
            continue;
        }
        let names: Vec<String> = round
            .iter()
            .filter_map(|at| required.get(*at))
            .map(|own| format!("`{}` needs a row of `{}`", own.child.name, own.parent.name))
            .collect();
        let keys: Vec<_> = round.iter().filter_map(|at| required.get(*at)).collect();
        let [first, others @ ..] = keys.as_slice() else { continue };
        let message = format!("no first row can be written: {}", names.join(", "));
        let finding = seen.violated(first.key.place, message);
        for other in others {
            finding.related(
                other.key.place,
                format!("`{}` needs a row of `{}`", other.child.name, other.parent.name),
            );
        }
    }
    if let Some(first) = required.first().filter(|_| circular.is_empty()) {
        seen.met(first.key.place, || "no table that a row needs needs that row in turn");
    }
}

/// The references that lie on a circle or between two: what is left when tables without further needs, and those
/// that nothing needs, are taken away again and again.
fn circular(required: &[Relationship<'_>]) -> BTreeSet<usize> {
    let mut left: BTreeSet<usize> = (0..required.len()).collect();
    // Each round takes a layer away; deeper ones are no circle that anybody can follow.
    for _ in 0..100 {
        let of = |pick: fn(&Relationship<'_>) -> Place| -> BTreeSet<_> {
            left.iter().filter_map(|at| required.get(*at)).map(pick).collect()
        };
        let (children, parents) = (of(|own| own.child.place), of(|own| own.parent.place));
        let before = left.len();
        left.retain(|at| {
            required
                .get(*at)
                .is_some_and(|own| children.contains(&own.parent.place) && parents.contains(&own.child.place))
        });
        if left.len() == before {
            return left;
        }
    }
    BTreeSet::new()
}

/// The references of one circle that can be reached from one of them; empty where it leads to none.
fn round(start: usize, required: &[Relationship<'_>], ways: &BTreeMap<Place, usize>) -> Vec<usize> {
    let mut way: Vec<usize> = Vec::new();
    let mut seen_at = BTreeMap::new();
    let mut at = start;
    while way.len() <= MOST_STEPS {
        let Some(own) = required.get(at) else { return Vec::new() };
        if let Some(from) = seen_at.insert(own.child.place, way.len()) {
            return way.split_off(from);
        }
        way.push(at);
        let Some(next) = ways.get(&own.parent.place) else { return Vec::new() };
        at = *next;
    }
    Vec::new()
}
