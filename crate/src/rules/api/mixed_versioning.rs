use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Located, Purpose, VersionPlace, version_of, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "mixed-versioning",
    item: "api.versioning",
    severity: Severity::Low,
    page: page!("mixed_versioning.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Percent of the paths that name a version from which on the others are exceptions.
const MAJORITY: usize = 60;
const CLEAR: usize = 85;
/// Paths that make a habit.
const FEWEST: usize = 3;

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let strategies = strategies(contract);
    let by_server = strategies.iter().any(|(place, _)| *place == VersionPlace::Server);
    if let [(one, first), (other, second), ..] = strategies.as_slice() {
        let message = format!(
            "the version stands {one} (`{}`) and {other} (`{}`): callers cannot tell which of them holds",
            first.value, second.value
        );
        seen.violated(second.place, message).confidence(Confidence::Medium).related(first.place, "the other");
    } else if let Some((place, first)) = strategies.first() {
        seen.met(first.place, || format!("the version stands {place}: `{}`", first.value));
    }
    if !by_server {
        check_paths(contract, seen);
    }
}

/// Where a version of the whole interface stands, with what shows it: on every server, or on most operations.
fn strategies(contract: &Contract) -> Vec<(VersionPlace, &Located<String>)> {
    let operations = contract.operations.iter().filter(|operation| !operation.webhook).count();
    let house = contract.house();
    let whole = house.versions.iter().filter(|(place, shown)| match place {
        VersionPlace::Server => shown.len() >= contract.servers.len(),
        VersionPlace::Header | VersionPlace::Query => {
            let own = shown.iter().filter(|name| words(&name.value).len() > 1).count();
            own * 2 >= operations
        }
        VersionPlace::Path => shown.len() * 2 >= operations,
        // A version of the media type may be that of a format.
        VersionPlace::MediaType => false,
    });
    whole.filter_map(|(place, shown)| Some((*place, shown.first()?))).collect()
}

/// Paths of the service that name no version, where others do.
fn check_paths(contract: &Contract, seen: &mut Seen) {
    if contract.operations.iter().filter(|own| version_of(&own.path).is_some()).count() < FEWEST {
        return;
    }
    let own = contract
        .operations
        .iter()
        .filter(|own| !own.webhook && matches!(Purpose::of(&own.path), Purpose::Service));
    let paths: BTreeMap<Place, &str> = own.map(|own| (own.path_place, own.path.as_str())).collect();
    let (with, without): (Vec<_>, Vec<_>) = paths.iter().partition(|(_, path)| version_of(path).is_some());
    let percent = (with.len() * 100).checked_div(paths.len()).unwrap_or_default();
    if percent < MAJORITY || with.len() < FEWEST {
        return;
    }
    let places: Vec<_> = without.iter().map(|(place, path)| (**place, format!("`{path}`"))).collect();
    let finding = gather::at_places(seen, &places, |number, first| {
        let rest = if number == 1 { String::new() } else { format!(" and {} more", number - 1) };
        format!("{} name their version, {first}{rest} not", count(with.len(), "path"))
    });
    if let Some(finding) = finding {
        finding.confidence(if percent >= CLEAR { Confidence::Medium } else { Confidence::Low });
    }
}
