//! What happens when a write is sent twice, or by two callers at once: for each write of a contract, by what
//! a repetition is recognised, and by what it says which version it started from.

use super::{Contract, Method, Operation, OperationClass, ParameterLocation, Property, Schema, plain};

/// One operation that changes something.
#[derive(Clone, Debug)]
pub struct Write {
    /// Index into [`Contract::operations`](super::Contract::operations).
    pub operation: usize,
    pub repetition: Repetition,
    pub precondition: Precondition,
}

/// By what a repeated request is harmless.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repetition {
    /// PUT and DELETE mean the same when they come twice (RFC 9110, 9.2.2).
    Method,
    /// It takes a key that the caller makes up.
    Key(String),
    /// The caller names what is made, so that it cannot be made twice.
    OwnName(String),
    Unsafe,
}

/// By what a write says which version of the thing it started from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Precondition {
    /// In words: "takes `If-Match`".
    Declared(String),
    /// A field that may be such a version, or one that people read.
    Possible(String),
    None,
}

/// Parts of the names of fields by which a service can tell a repetition, written plain.
const KEYS: [&str; 20] = [
    "clientorder",
    "clientreference",
    "clientrequest",
    "clienttoken",
    "customid",
    "dedup",
    "endtoendid",
    "externalid",
    "externalreference",
    "idempoten",
    "instructionid",
    "merchantreference",
    "nonce",
    "operationtoken",
    "referenceid",
    "requestid",
    "requesttoken",
    "retrytoken",
    "transactionid",
    "uniqueid",
];

/// Headers and fields that hold a version for certain, written plain.
const VERSIONS: [&str; 12] = [
    "changetoken",
    "concurrencytoken",
    "etag",
    "fingerprint",
    "ifmatch",
    "ifunmodifiedsince",
    "lockversion",
    "optimisticlock",
    "resourceversion",
    "rev",
    "revisionid",
    "rowversion",
];

/// Those that may hold something else.
const POSSIBLE: [&str; 6] = ["generation", "lastmodified", "lastupdated", "revision", "updatedat", "version"];

impl Contract {
    /// Every operation that changes something, in the order of the document. Those of which parts are not known
    /// are left out.
    pub fn writes(&self) -> &[Write] {
        self.derived.writes.get_or_init(|| {
            let operations = self.operations.iter().enumerate();
            let known = operations.filter(|(_, one)| changes(one) && one.unread.is_empty());
            known.map(|(index, operation)| write(self, index, operation)).collect()
        })
    }

    /// The writes with their operations.
    pub fn written(&self) -> impl Iterator<Item = (&Operation, &Write)> {
        self.writes().iter().filter_map(|write| Some((self.operations.get(write.operation)?, write)))
    }
}

/// Searches by POST change nothing.
fn changes(operation: &Operation) -> bool {
    let reads = [OperationClass::Read, OperationClass::List, OperationClass::Search];
    operation.method.writes() && !operation.webhook && !operation.is_any(&reads)
}

fn write(contract: &Contract, index: usize, operation: &Operation) -> Write {
    let layers = body(contract, operation);
    let repetition = match operation.method {
        Method::Put | Method::Delete => Repetition::Method,
        _ => repetition(contract, operation, &layers),
    };
    Write { operation: index, repetition, precondition: precondition(operation, &layers) }
}

/// The schemas of the first form of the body.
fn body<'a>(contract: &'a Contract, operation: &Operation) -> Vec<&'a Schema> {
    let media = operation.body.iter().filter_map(|body| body.media.first());
    media.filter_map(|media| media.schema).flat_map(|schema| contract.layers(schema)).collect()
}

fn properties<'a>(layers: &[&'a Schema]) -> impl Iterator<Item = &'a Property> {
    layers.iter().flat_map(|layer| &layer.properties)
}

fn repetition(contract: &Contract, operation: &Operation, layers: &[&Schema]) -> Repetition {
    let is_key = |name: &str| {
        let name = plain(name);
        KEYS.iter().any(|key| name.contains(key))
    };
    let sent = operation.parameters.iter().filter(|one| one.location != ParameterLocation::Path);
    if let Some(parameter) = sent.into_iter().find(|one| is_key(&one.name)) {
        return Repetition::Key(parameter.name.clone());
    }
    if let Some(property) = properties(layers).find(|one| is_key(&one.name)) {
        return Repetition::Key(property.name.to_string());
    }
    let required = |name: &str| layers.iter().any(|layer| layer.required.iter().any(|one| one == name));
    let own = properties(layers).find(|one| {
        matches!(plain(&one.name).as_str(), "id" | "uuid" | "guid")
            && required(&one.name)
            && contract.schema(one.schema).is_some_and(|schema| !schema.read_only)
    });
    own.map_or(Repetition::Unsafe, |own| Repetition::OwnName(own.name.to_string()))
}

fn precondition(operation: &Operation, layers: &[&Schema]) -> Precondition {
    let status = ["412", "428"]
        .into_iter()
        .find(|status| operation.responses.iter().any(|response| response.status == **status));
    let sent = operation.parameters.iter().filter(|one| one.location != ParameterLocation::Path);
    let named: Vec<&str> =
        sent.map(|one| one.name.as_str()).chain(properties(layers).map(|one| one.name.as_str())).collect();
    let find = |names: &[&str]| named.iter().find(|name| names.contains(&plain(name).as_str()));
    if let Some(name) = find(&VERSIONS) {
        Precondition::Declared(format!("takes `{name}`"))
    } else if let Some(status) = status {
        Precondition::Declared(format!("answers {status}"))
    } else if let Some(name) = find(&POSSIBLE) {
        Precondition::Possible(format!("takes `{name}`"))
    } else {
        Precondition::None
    }
}
