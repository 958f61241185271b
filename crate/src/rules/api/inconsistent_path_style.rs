use std::collections::BTreeMap;

use super::style::{Style, style};
use crate::facts::{Contract, Facts, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-path-style",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: include_str!("inconsistent_path_style.md"),
    check,
};

/// Names that a style must have to be the document's own.
const FEWEST: usize = 3;
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_words(contract, seen);
        check_slashes(contract, seen);
    }
}

/// Paths once, in the order of the document.
fn paths(contract: &Contract) -> impl Iterator<Item = &Operation> {
    let mut before = None;
    contract.operations.iter().filter(move |operation| {
        !operation.webhook && before.replace(operation.path_place) != Some(operation.path_place)
    })
}

/// Reports names whose words are told apart in another way than those of most others.
fn check_words(contract: &Contract, seen: &mut Seen) {
    // Each name once, with the path that it first stands in.
    let mut names: BTreeMap<&str, (Style, &Operation)> = BTreeMap::new();
    for operation in paths(contract) {
        // The names below `.well-known` are given (RFC 8615).
        let own = operation.path.split("/.well-known").next().unwrap_or_default();
        for segment in own.split('/') {
            if let Some(style) = style(segment) {
                names.entry(segment).or_insert((style, operation));
            }
        }
    }
    let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
    for (style, _) in names.values() {
        *counts.entry(*style).or_default() += 1;
    }
    let Some((house, number)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    if number < FEWEST || number * 4 < names.len() * 3 {
        mixed(&names, house, number, seen);
        return;
    }
    for (name, (style, operation)) in &names {
        if *style == house {
            seen.met(operation.path_place, format!("`{name}` is {house}"));
        } else {
            let message =
                format!("`{name}` is {style}, while {number} of {} names in paths are {house}", names.len());
            seen.violated(operation.path_place, message);
        }
    }
}

/// One finding where no style has a clear majority.
fn mixed(names: &BTreeMap<&str, (Style, &Operation)>, house: Style, number: usize, seen: &mut Seen) {
    let others: Vec<_> = names.iter().filter(|(_, (style, _))| *style != house).collect();
    let Some((_, (_, first))) = others.first().filter(|_| names.len() > FEWEST) else { return };
    let message = format!(
        "names in paths have no common style: {number} of {} are {house}, the others are not",
        names.len()
    );
    let finding = seen.violated(first.path_place, message).sites(others.len());
    for (name, (style, operation)) in others.iter().take(MOST_RELATED) {
        finding.related(operation.path_place, format!("`{name}` is {style}"));
    }
}

/// Reports paths that end in a slash where most do not, or the other way round.
fn check_slashes(contract: &Contract, seen: &mut Seen) {
    let (slashed, bare): (Vec<_>, Vec<_>) = paths(contract)
        .filter(|operation| operation.path.len() > 1)
        .partition(|operation| operation.path.ends_with('/'));
    let (few, many, what) = if slashed.len() <= bare.len() {
        (slashed, bare.len(), "ends in a slash")
    } else {
        (bare, slashed.len(), "does not end in a slash")
    };
    let Some((first, others)) = few.split_first() else { return };
    let message = format!("`{}` {what}, unlike {many} other paths", first.path);
    let finding = seen.violated(first.path_place, message).sites(few.len());
    finding.confidence(if few.len() * 4 <= many { Confidence::High } else { Confidence::Medium });
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.path_place, format!("`{}` as well", other.path));
    }
}
