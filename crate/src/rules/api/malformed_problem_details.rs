use crate::facts::{Contract, Facts, Media, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "malformed-problem-details",
    item: "api.error-format",
    severity: Severity::Low,
    page: include_str!("malformed_problem_details.md"),
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
    let mut met = 0;
    for operation in &contract.operations {
        let label = format!("`{}`", operation.label());
        for response in &operation.responses {
            let Some(media) = response.media.iter().find(|media| media.name.contains("problem+")) else {
                continue;
            };
            let wrong = if response.is_success() {
                Some(format!("{label} answers {} with the media type of problems", response.status))
            } else {
                foreign(contract, media).map(|names| {
                    format!(
                        "{} of {label} is of the media type of problems and holds {names}",
                        response.status
                    )
                })
            };
            match wrong {
                // A shared response is told once.
                Some(_) if sites.iter().any(|site| site.place == media.place) => {}
                Some(message) => sites.push(Site {
                    place: media.place,
                    message,
                    label: format!("{} of {label}", response.status),
                    confidence: Confidence::High,
                    severity: None,
                }),
                None => {
                    met += 1;
                    seen.met(media.place, format!("{} of {label} is a problem", response.status));
                }
            }
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of the media type of problems are none", count(number, "answer"))
    });
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
