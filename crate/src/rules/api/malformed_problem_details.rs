use crate::collections::BTreeSet;
use crate::facts::{Contract, Facts, Media, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "malformed-problem-details",
    item: "api.error-format",
    severity: Severity::Low,
    page: page!("malformed_problem_details.md"),
    check,
};

/// Members that say what happened (RFC 9457, 3.1).
const MEMBERS: [&str; 4] = ["type", "title", "status", "detail"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites: Vec<Site> = Vec::new();
    let mut known = BTreeSet::new();
    let mut met = 0;
    for operation in &contract.operations {
        for response in &operation.responses {
            let Some(media) = response.media.iter().find(|media| is_problem(media)) else { continue };
            // A list of what all operations answer with says little of one answer.
            let only = response.media.iter().all(is_problem);
            if response.is_success() && !only {
                continue;
            }
            let label = format!("{} of `{}`", response.status, operation.label());
            let wrong = if response.is_success() {
                Some(format!("{label} is a success of the media type of problems"))
            } else {
                foreign(contract, media)
                    .map(|names| format!("{label} is of the media type of problems and holds {names}"))
            };
            match wrong {
                // A shared response is told once.
                Some(_) if !known.insert(media.place) => {}
                Some(message) => sites.push(Site {
                    place: media.place,
                    message,
                    label,
                    confidence: if only { Confidence::High } else { Confidence::Medium },
                    severity: None,
                }),
                None => {
                    met += 1;
                    seen.met(media.place, || format!("{label} is a problem"));
                }
            }
        }
    }
    gather::tell_few(seen, sites, met, |number| {
        format!("{} of the media type of problems are none", count(number, "answer"))
    });
}

fn is_problem(media: &Media) -> bool {
    media.name.contains("problem+")
}

/// The members of what is no problem; none where it is one, or says nothing.
fn foreign(contract: &Contract, media: &Media) -> Option<String> {
    let layers = contract.layers(media.schema?);
    let names: Vec<_> =
        layers.iter().flat_map(|layer| &layer.properties).map(|one| one.name.as_str()).collect();
    let known = names.iter().any(|name| MEMBERS.contains(&plain(name).as_str()));
    let open = layers.iter().any(|layer| layer.unread);
    let listed: Vec<_> = names.iter().take(4).map(|name| format!("`{name}`")).collect();
    (!names.is_empty() && !known && !open).then(|| listed.join(", "))
}
