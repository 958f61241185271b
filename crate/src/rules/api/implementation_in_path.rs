use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Purpose, Segment, segments};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "implementation-in-path",
    item: "api.resource-paths",
    severity: Severity::Low,
    page: page!("implementation_in_path.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Endings of programs, and of the formats that a media type names.
const ENDINGS: [&str; 16] = [
    "action", "ashx", "asmx", "asp", "aspx", "cfm", "cgi", "do", "html", "json", "jsp", "php", "pl", "svc",
    "xml", "yaml",
];

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let own = contract.operations.iter().filter(|operation| !operation.webhook);
    let paths: BTreeMap<Place, &str> = own.map(|own| (own.path_place, own.path.as_str())).collect();
    let mut places = Vec::new();
    for (place, path) in paths {
        match implementation(path) {
            Some(part) => places.push((place, format!("`{path}` with `{part}`"))),
            None => seen.met(place, || format!("`{path}` names a resource, not a program or a format")),
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| {
        format!("{} the program or the format behind it: {first}", verb(number))
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}

fn verb(number: usize) -> String {
    let name = if number == 1 { "names" } else { "name" };
    format!("{} {name}", count(number, "path"))
}

/// The part of a path that names a program or a format; what is a file by itself may be called like one.
fn implementation(path: &str) -> Option<&str> {
    // Descriptions of the interface and what RFC 8615 and others prescribe are files.
    let given = Purpose::of(path) == Purpose::Documentation
        || path.contains("/.well-known/")
        || path == "/sitemap.xml";
    if given {
        return None;
    }
    let ends = |part: &str| {
        let ending = part.rsplit_once('.').map(|(_, ending)| ending.to_ascii_lowercase());
        ending.is_some_and(|ending| ENDINGS.contains(&ending.as_str()))
    };
    segments(path).find_map(|segment| match segment {
        Segment::Literal("cgi-bin") => Some("cgi-bin"),
        Segment::Literal(part) | Segment::Compound(part) if ends(part) => Some(part),
        _ => None,
    })
}
