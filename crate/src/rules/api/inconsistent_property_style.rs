use std::collections::BTreeMap;

use super::style::{Style, style};
use crate::artifact::Place;
use crate::facts::{Contract, Facts, SchemaId};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-property-style",
    item: "api.consistent-responses",
    severity: Severity::Low,
    page: include_str!("inconsistent_property_style.md"),
    check,
};

/// Names that a style must have to be the document's own.
const FEWEST: usize = 4;

/// Names that `OAuth` 2.0 and its extensions prescribe (RFC 6749, 7009, 7591, 7662, 8628).
const GIVEN: [&str; 22] = [
    "access_token",
    "client_id",
    "client_secret",
    "code_challenge",
    "code_verifier",
    "device_code",
    "email_verified",
    "error_description",
    "error_uri",
    "expires_in",
    "family_name",
    "given_name",
    "grant_type",
    "id_token",
    "phone_number",
    "redirect_uri",
    "refresh_token",
    "response_type",
    "token_type",
    "token_type_hint",
    "user_code",
    "verification_uri",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let names = names(contract);
    let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
    for (style, _) in names.values() {
        *counts.entry(*style).or_default() += 1;
    }
    let Some((house, number)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    if number < FEWEST {
        return;
    }
    // Where no style has a majority, which of them is meant is for people to say.
    let clear = number * 4 >= names.len() * 3;
    let mut sites = Vec::new();
    for (name, (style, place)) in &names {
        if *style == house {
            seen.met(*place, format!("`{name}` is {house}"));
            continue;
        }
        sites.push(Site {
            place: *place,
            message: format!("`{name}` is {style}, while {number} of {} properties are {house}", names.len()),
            label: format!("`{name}` is {style}"),
            confidence: if clear { Confidence::High } else { Confidence::Medium },
            severity: None,
        });
    }
    gather::tell(seen, sites, if clear { number } else { 0 }, |others| {
        format!("{} of properties are not {house}, unlike {number} others", count(others, "name"))
    });
}

/// The names of several words in bodies of JSON, each once, with where it stands first.
fn names(contract: &Contract) -> BTreeMap<&str, (Style, Place)> {
    let mut reached = vec![false; contract.schemas.len()];
    let mut names: BTreeMap<&str, (Style, Place)> = BTreeMap::new();
    let own = contract.operations.iter().filter(|operation| !operation.webhook);
    let media = own.flat_map(|operation| {
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        bodies.chain(operation.responses.iter().flat_map(|response| &response.media))
    });
    let mut waiting: Vec<SchemaId> =
        media.filter(|media| media.name.contains("json")).filter_map(|media| media.schema).collect();
    while let Some(id) = waiting.pop() {
        let Some(first) = reached.get_mut(id.0 as usize).filter(|reached| !**reached) else { continue };
        *first = true;
        let Some(schema) = contract.schema(id) else { continue };
        for property in &schema.properties {
            let given = GIVEN.contains(&property.name.as_str());
            if let Some(style) = style(&property.name).filter(|_| !given) {
                let known = names.entry(&property.name).or_insert((style, property.place));
                known.1 = known.1.min(property.place);
            }
        }
        waiting.extend(schema.parts());
    }
    names
}
