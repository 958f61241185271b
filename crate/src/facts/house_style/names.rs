//! Collects the names of a contract, each once.

use std::collections::HashMap;

use super::HouseStyle;
use super::casing::{Casing, casing, convention};
use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Name, Operation, ParameterLocation, SchemaId, Segment, is_version, segments};

/// Names that standards prescribe (RFC 5849, 6749, 7009, 7591, 7662, 8628, `OpenID Connect` Core).
const GIVEN: [&str; 32] = [
    "access_token",
    "client_id",
    "client_secret",
    "code_challenge",
    "code_challenge_method",
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
    "id_token_hint",
    "jwks_uri",
    "login_hint",
    "oauth_token",
    "oauth_verifier",
    "phone_number",
    "post_logout_redirect_uri",
    "redirect_uri",
    "redirect_uris",
    "refresh_token",
    "response_mode",
    "response_type",
    "token_type",
    "token_type_hint",
    "user_code",
    "verification_uri",
    "verification_uri_complete",
];

type Names<'a> = BTreeMap<&'a str, Place>;

/// A property in a body of JSON that operations receive or answer with.
pub(super) struct Reached<'a> {
    pub(super) name: &'a Name,
    pub(super) place: Place,
    pub(super) schema: SchemaId,
}

/// Every property that is part of a body of JSON, once for each schema that has it, in the order of the document.
pub(super) fn reached(contract: &Contract) -> Vec<Reached<'_>> {
    let mut known = vec![false; contract.schemas.len()];
    let own = contract.operations.iter().filter(|operation| !operation.webhook);
    let media = own.flat_map(|operation| {
        let bodies = operation.body.iter().flat_map(|body| &body.media);
        bodies.chain(operation.responses.iter().flat_map(|response| &response.media))
    });
    // What problem details hold is named by RFC 9457.
    let of_house = |name: &str| (name.contains("json") && !name.contains("problem+")) || name == "*/*";
    let json = media.filter(|media| of_house(&media.name));
    let mut waiting: Vec<SchemaId> = json.filter_map(|media| media.schema).collect();
    let mut reached = Vec::new();
    while let Some(id) = waiting.pop() {
        let Some(first) = known.get_mut(id.0 as usize).filter(|known| !**known) else { continue };
        *first = true;
        let Some(schema) = contract.schema(id) else { continue };
        reached.extend(schema.properties.iter().map(|property| Reached {
            name: &property.name,
            place: property.place,
            schema: property.schema,
        }));
        waiting.extend(schema.parts());
    }
    reached.order_by_key(|property| property.place);
    reached
}

pub(super) fn gather<'a>(contract: &'a Contract, reached: &[Reached<'a>], style: &mut HouseStyle) {
    let mut places: BTreeMap<&str, HashMap<&'a str, Place>> = BTreeMap::new();
    let mut add = |sort: &'static str, name: &'a str, place: Place| {
        let known = places.entry(sort).or_default().entry(name).or_insert(place);
        *known = (*known).min(place);
    };
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        add_operation(operation, &mut add);
    }
    for property in reached.iter().filter(|property| !GIVEN.contains(&property.name.as_str())) {
        add("property", property.name, property.place);
    }
    for (name, _) in &contract.named {
        add("schema", &name.value, name.place);
    }
    for schema in &contract.schemas {
        // A list of one is a constant, often of another's making.
        for choice in schema.choices.iter().filter(|_| schema.choices.len() > 1) {
            add("choice", choice, schema.place);
        }
    }
    let mut of = |sort: &str| -> Names<'a> { places.remove(sort).into_iter().flatten().collect() };
    style.path_segments = convention(&of("segment"), casing);
    style.path_parameters = convention(&of("path"), casing);
    style.query_parameters = convention(&of("query"), casing);
    style.headers = convention(&of("header"), header_casing);
    // Properties in Train-Case mirror headers.
    style.properties = convention(&of("property"), |name| casing(name).filter(|own| *own != Casing::Train));
    style.schemas = convention(&of("schema"), schema_casing);
    style.choices = convention(&of("choice"), choice_casing);
    // Single words in lower case fit beside names that shout, and are often codes: `json`, `asc`.
    if style.choices.habits.first().is_some_and(|habit| habit.value != Casing::Lower) {
        style.choices.habits.retain(|habit| habit.value != Casing::Lower);
    }
    style.operation_ids = convention(&of("id"), |id| casing(id.rsplit(['.', '/', ':']).next()?));
}

fn add_operation<'a>(operation: &'a Operation, add: &mut impl FnMut(&'static str, &'a str, Place)) {
    // The names below `.well-known` are given (RFC 8615).
    let own = operation.path.split("/.well-known").next().unwrap_or_default();
    for segment in segments(own) {
        match segment {
            // `users:batchGet` is an action on `users`.
            Segment::Literal(name) if !is_version(name) && name != "api" => {
                add("segment", name.split(':').next().unwrap_or_default(), operation.path_place);
            }
            _ => {}
        }
    }
    for parameter in &operation.parameters {
        let sort = match parameter.location {
            ParameterLocation::Path => "path",
            ParameterLocation::Query => "query",
            ParameterLocation::Header => "header",
            ParameterLocation::Cookie | ParameterLocation::QueryString => continue,
        };
        if !GIVEN.contains(&parameter.name.as_str()) {
            add(sort, &parameter.name, parameter.place);
        }
    }
    for header in operation.responses.iter().flat_map(|response| &response.headers) {
        add("header", &header.name, header.place);
    }
    if let Some(id) = &operation.id {
        add("id", &id.value, id.place);
    }
}

/// By the signs between words alone: `X-RateLimit-Limit` and `ETag` are as headers are.
fn header_casing(name: &str) -> Option<Casing> {
    let begins = |test: fn(&char) -> bool| {
        name.split('-').all(|part| part.chars().next().is_some_and(|first| test(&first)))
    };
    match (name.contains('-'), name.contains('_')) {
        (_, true) => Some(Casing::Snake),
        (true, false) if begins(|first| !first.is_ascii_lowercase()) => Some(Casing::Train),
        (true, false) if begins(|first| !first.is_ascii_uppercase()) => Some(Casing::Kebab),
        (true, false) => Some(Casing::Mixed),
        (false, false) => None,
    }
}

/// A part behind an underscore tells variants apart: `Visit_V1`.
fn schema_casing(name: &str) -> Option<Casing> {
    let own = casing(name)?;
    Some(if own == Casing::PascalSnake { Casing::Pascal } else { own })
}

/// Codes are no names: `USD`, `en-US`, `m5-large`.
fn choice_casing(value: &str) -> Option<Casing> {
    if value.contains(|letter: char| letter.is_ascii_digit()) {
        return None;
    }
    let shout = value.len() >= 5 && value.chars().all(|letter| letter.is_ascii_uppercase());
    if shout { Some(Casing::ScreamingSnake) } else { casing(value).filter(|own| *own != Casing::Mixed) }
}
