use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Segment, segments};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "deep-nesting",
    item: "api.resource-paths",
    severity: Severity::Info,
    page: page!("deep_nesting.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Levels of resources that a path can have and still be read: `/owners/{id}/pets/{id}/visits/{id}`.
const MOST: usize = 3;

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let own = contract.operations.iter().filter(|operation| !operation.webhook);
    let paths: BTreeMap<Place, &str> = own.map(|own| (own.path_place, own.path.as_str())).collect();
    let mut places = Vec::new();
    for (place, path) in paths {
        match levels(path) {
            0 => {}
            levels if levels > MOST => places.push((place, format!("`{path}` has {levels}"))),
            _ => seen.met(place, || format!("`{path}` has at most {MOST} levels")),
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| {
        format!("{} with more than {MOST} levels of resources: {first}", count(number, "path"))
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// Collections that are followed by the key of one of their items, and a collection at the end.
fn levels(path: &str) -> usize {
    let mut levels = 0;
    let mut before = None;
    for segment in segments(path) {
        // What stands before `providers` says where, not what, as in Azure's addresses.
        if segment == Segment::Literal("providers") {
            levels = 0;
        }
        if let (Some(Segment::Literal(_)), Segment::Parameter(_)) = (before, segment) {
            levels += 1;
        }
        before = Some(segment);
    }
    levels
}
