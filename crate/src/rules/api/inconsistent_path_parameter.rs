use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Facts, ParameterLocation, SchemaType, Segment, is_version, segments};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-path-parameter",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: page!("inconsistent_path_parameter.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Bytes of a path that is compared with others; the work grows with the square of it.
const LONGEST: usize = 2_000;

/// Of each position in the tree of paths, the names that parameters have there, with where they stand first.
type Positions<'a> = BTreeMap<String, BTreeMap<&'a str, Vec<(Place, &'a str)>>>;

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut places: Vec<(Place, String)> = Vec::new();
    for names in positions(contract).into_values() {
        let Some((house, _)) = names.iter().max_by_key(|(_, uses)| uses.len()) else { continue };
        let house = *house;
        for (name, uses) in names {
            let Some((place, path)) = uses.first() else { continue };
            if name == house {
                seen.met(*place, || format!("`{{{name}}}` in `{path}`"));
            } else {
                places.push((*place, format!("`{{{name}}}` in `{path}` is `{{{house}}}` in others")));
            }
        }
    }
    places.order();
    types(contract, seen);
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("one key has two names: {first}"),
        _ => format!("{number} keys have several names: {first}"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}

/// Parameters of one path that are of one type in some operations and of another in others.
fn types(contract: &Contract, seen: &mut Seen) {
    let mut known: BTreeMap<(&str, &str), (SchemaType, Place)> = BTreeMap::new();
    let mut places: Vec<(Place, String)> = Vec::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        for parameter in operation.parameters.iter().filter(|own| own.location == ParameterLocation::Path) {
            let schema = parameter.schema.and_then(|id| contract.resolved(id));
            let Some([type_]) = schema.map(|schema| schema.types.as_slice()) else { continue };
            let (first, _) =
                *known.entry((&operation.path, &parameter.name)).or_insert((*type_, parameter.place));
            if first != *type_ {
                let (name, path) = (&parameter.name, &operation.path);
                let (here, there) = (type_.name(), first.name());
                places.push((
                    parameter.place,
                    format!("`{{{name}}}` of `{path}` is of type `{here}` here and of type `{there}` in another operation"),
                ));
            }
        }
    }
    places.order();
    places.dedup();
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("one key has two types: {first}"),
        _ => format!("{number} keys have several types: {first}"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}

fn positions(contract: &Contract) -> Positions<'_> {
    let own = contract.operations.iter().filter(|own| !own.webhook && own.path.len() <= LONGEST);
    let paths: BTreeMap<Place, &str> = own.map(|own| (own.path_place, own.path.as_str())).collect();
    let mut positions = Positions::new();
    for (place, path) in paths {
        let mut position = String::new();
        let mut before = None;
        for segment in segments(path) {
            position.push('/');
            match segment {
                Segment::Parameter(name) => {
                    position.push_str("{}");
                    // Behind anything but a collection, it may be the key of whatever comes next.
                    if matches!(before, Some(Segment::Literal(part)) if !is_version(part)) {
                        let names = positions.entry(position.clone()).or_default();
                        names.entry(name).or_default().push((place, path));
                    }
                }
                Segment::Literal(part) => position.push_str(part),
                // What else stands in the segment tells such parameters apart.
                Segment::Compound(_) => break,
            }
            before = Some(segment);
        }
    }
    positions
}
