use super::{Remark, classes, paths, personal};
use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{
    Contract, Family, Located, Media, Operation, ParameterLocation, SchemaId, SchemeKind, SecurityScheme,
};

/// What a contract says of itself, and the styles that its operations share.
pub(super) fn remarks(contract: &Contract) -> Vec<Remark> {
    let mut remarks = about(contract);
    remarks.extend(contract.schemes.iter().map(authentication));
    remarks.extend(versioning(contract));
    remarks.extend(pagination(contract));
    remarks.extend(error_format(contract));
    remarks.extend(classes::remarks(contract));
    remarks.extend(personal::remarks(contract));
    remarks
}

fn about(contract: &Contract) -> Vec<Remark> {
    let said = |topic, what: &str, said: &Option<Located<String>>| {
        said.as_ref().map(|said| Remark {
            topic,
            value: said.value.clone(),
            evidence: format!("the contract's {what}"),
            place: said.place,
        })
    };
    let version = Remark {
        topic: "contract-version",
        value: contract.version.clone(),
        evidence: "the version of the specification that the contract names".to_owned(),
        place: contract.place,
    };
    let title = said("api", "title", &contract.info.title);
    let own_version = said("api-version", "version", &contract.info.version);
    title.into_iter().chain(own_version).chain([version]).collect()
}

fn authentication(scheme: &SecurityScheme) -> Remark {
    let value = match &scheme.kind {
        SchemeKind::Basic => "HTTP Basic".to_owned(),
        SchemeKind::Bearer => "bearer token".to_owned(),
        SchemeKind::Http(name) => format!("HTTP {name}"),
        SchemeKind::ApiKey { location, name } => format!("API key {} `{name}`", place_of(*location)),
        SchemeKind::OAuth2(flows) if flows.is_empty() => "OAuth2".to_owned(),
        SchemeKind::OAuth2(flows) => format!("OAuth2 ({})", flows.join(", ")),
        SchemeKind::OpenIdConnect => "OpenID Connect".to_owned(),
        SchemeKind::MutualTls => "mutual TLS".to_owned(),
        SchemeKind::Unknown => format!("scheme `{}` of an unknown kind", scheme.name),
    };
    let evidence = format!("security scheme `{}`", scheme.name);
    Remark { topic: "authentication", value, evidence, place: scheme.place }
}

fn place_of(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Query | ParameterLocation::QueryString => "in the query",
        ParameterLocation::Path => "in the path",
        ParameterLocation::Header => "in the header",
        ParameterLocation::Cookie => "in the cookie",
    }
}

fn versioning(contract: &Contract) -> Vec<Remark> {
    let remark = |value: &str, evidence, place| Remark {
        topic: "versioning",
        value: value.to_owned(),
        evidence,
        place,
    };
    let server = contract.servers.iter().find(|server| paths::version(&server.url).is_some());
    let server =
        server.map(|server| remark("in the server address", format!("`{}`", server.url), server.place));
    let path = share(contract, |operation| {
        paths::version(&operation.path).map(|version| (operation.place, version.to_owned()))
    });
    let parameter = share(contract, |operation| {
        let versions = |name: &str| name.to_lowercase().contains("version");
        let parameter = operation.parameters.iter().find(|parameter| versions(&parameter.name))?;
        (parameter.location == ParameterLocation::Header).then(|| (parameter.place, parameter.name.clone()))
    });
    let path = path.map(|(evidence, place)| remark("in the path", evidence, place));
    let parameter = parameter.map(|(evidence, place)| remark("in a header", evidence, place));
    server.into_iter().chain(path).chain(parameter).collect()
}

/// The families of paging that reads have, each with how many.
fn pagination(contract: &Contract) -> Vec<Remark> {
    let mut families: BTreeMap<Family, (usize, Place, String)> = BTreeMap::new();
    for (operation, paging) in contract.paged_reads() {
        families.entry(paging.family).or_insert_with(|| (0, operation.place, paging.evidence)).0 += 1;
    }
    let remark = |(family, (number, place, first)): (Family, (usize, Place, String))| Remark {
        topic: "pagination",
        value: family.name().to_owned(),
        evidence: match number {
            1 => format!("one read {first}"),
            _ => format!("{number} reads; the first {first}"),
        },
        place,
    };
    families.into_iter().map(remark).collect()
}

/// How many operations show something, and where the first does: "12 of 30 operations, `v1` first".
fn share(
    contract: &Contract,
    shows: impl Fn(&Operation) -> Option<(Place, String)>,
) -> Option<(String, Place)> {
    let mut showing = contract.operations.iter().filter_map(shows);
    let (place, first) = showing.next()?;
    let count = showing.count() + 1;
    Some((format!("{count} of {} operations, `{first}` first", contract.operations.len()), place))
}

/// The shapes that error responses share, the most frequent first.
fn error_format(contract: &Contract) -> Vec<Remark> {
    let names: BTreeMap<SchemaId, &str> =
        contract.named.iter().map(|(name, id)| (*id, name.value.as_str())).collect();
    let mut shapes: BTreeMap<String, (usize, Place)> = BTreeMap::new();
    let mut total = 0;
    for media in error_media(contract) {
        total += 1;
        if let Some(shape) = shape(contract, &names, media) {
            shapes.entry(shape).or_insert((0, media.place)).0 += 1;
        }
    }
    let mut shapes: Vec<_> = shapes.into_iter().collect();
    shapes.order_by_key(|(_, (count, _))| std::cmp::Reverse(*count));
    let remark = |(value, (count, place))| Remark {
        topic: "error-format",
        value,
        evidence: format!("{count} of {total} error bodies"),
        place,
    };
    shapes.into_iter().take(3).map(remark).collect()
}

fn error_media(contract: &Contract) -> impl Iterator<Item = &Media> {
    let responses = contract.operations.iter().flat_map(|operation| &operation.responses);
    let is_error = |status: &str| status.starts_with(['4', '5']) || status == "default";
    responses.filter(move |response| is_error(&response.status)).flat_map(|response| &response.media)
}

/// The media type where it is a standard for errors, else the name of the schema.
fn shape(contract: &Contract, names: &BTreeMap<SchemaId, &str>, media: &Media) -> Option<String> {
    if media.name.contains("problem+") {
        return Some("problem details (RFC 9457)".to_owned());
    }
    let mut id = media.schema?;
    for _ in 0..64 {
        if let Some(name) = names.get(&id) {
            return Some(format!("schema `{name}`"));
        }
        id = contract.schema(id)?.refers_to?;
    }
    None
}
