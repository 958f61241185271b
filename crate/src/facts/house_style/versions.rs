//! Where operations say which version is meant.

use std::fmt;

use crate::collections::BTreeMap;
use crate::facts::{Contract, Located, Operation, ParameterLocation, is_version, words};

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum VersionPlace {
    Server,
    Path,
    Header,
    Query,
    MediaType,
}

impl fmt::Display for VersionPlace {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Server => "in the server address",
            Self::Path => "in the path",
            Self::Header => "in a header",
            Self::Query => "in the query",
            Self::MediaType => "in the media type",
        })
    }
}

/// Each place with the operations that have their version there, and what names it; for servers, the servers.
pub(super) fn versions(contract: &Contract) -> Vec<(VersionPlace, Vec<Located<String>>)> {
    let mut found: BTreeMap<VersionPlace, Vec<Located<String>>> = BTreeMap::new();
    for server in contract.servers.iter().filter(|server| names_version(&server.url)) {
        let member = Located { value: server.url.clone(), place: server.place };
        found.entry(VersionPlace::Server).or_default().push(member);
    }
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        for (place, value) in of_operation(operation) {
            found.entry(place).or_default().push(Located { value, place: operation.place });
        }
    }
    found.into_iter().collect()
}

fn of_operation(operation: &Operation) -> impl Iterator<Item = (VersionPlace, String)> {
    let path = version_of(&operation.path).map(|version| (VersionPlace::Path, version.to_owned()));
    let parameter = |location: ParameterLocation, place: VersionPlace| {
        let mut parameters = operation.parameters.iter().filter(move |own| own.location == location);
        parameters.find(|own| is_version_name(&own.name)).map(|own| (place, own.name.clone()))
    };
    let header = parameter(ParameterLocation::Header, VersionPlace::Header);
    let query = parameter(ParameterLocation::Query, VersionPlace::Query);
    let media = operation.responses.iter().flat_map(|response| &response.media);
    let media = media
        .map(|media| media.name.as_str())
        .find(|name| name.contains("version=") || name.split(['.', '+', '-']).any(is_version));
    let media = media.map(|name| (VersionPlace::MediaType, name.to_owned()));
    [path, header, query, media].into_iter().flatten()
}

/// The part of an address that is a version: a literal, or a parameter of that name near its beginning.
pub fn version_of(address: &str) -> Option<&str> {
    let path = address.split_once("://").map_or(address, |(_, rest)| rest);
    let named = |part: &str| matches!(part, "{version}" | "{apiVersion}" | "{api-version}" | "{api_version}");
    let mut parts = path.split('/').enumerate();
    let found = parts
        .find(|(at, part)| part.split(['.', '{', '}', ':']).any(is_version) || (*at <= 2 && named(part)));
    found.map(|(_, part)| part)
}

fn names_version(address: &str) -> bool {
    version_of(address).is_some()
}

/// `X-API-Version`, `api-version`, `version`, `accept-version`; no version of a thing.
fn is_version_name(name: &str) -> bool {
    let words = words(name);
    let Some((last, before)) = words.split_last() else { return false };
    let of_interface = |word: &String| matches!(word.as_str(), "api" | "accept" | "x" | "v");
    last == "version" && (before.is_empty() || before.iter().any(of_interface))
        || words.iter().any(|word| word == "version") && words.iter().any(|word| word == "api")
}
