//! The rpcs of a submission with the messages that they take and give, where those were handed in.

use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::proto::{DeclaredIn, Field, Message, ProtoFile, Resolved, Rpc, Service, is_scalar};
use crate::facts::{Facts, words};
use crate::finding::Confidence;
use crate::rules::gather::Site;

/// Packages that many submissions hold copies of, and their owners alone can change.
const COPIED: [&str; 12] = [
    "google.protobuf",
    "google.api",
    "google.rpc",
    "google.type",
    "google.longrunning",
    "google.iam.v1",
    "buf.validate",
    "validate",
    "gogoproto",
    "grpc.gateway.protoc_gen_openapiv2.options",
    "xds.annotations.v3",
    "udpa.annotations",
];

#[derive(Clone, Copy)]
pub(super) struct Declared<'a> {
    pub(super) at: DeclaredIn,
    pub(super) message: &'a Message,
}

pub(super) struct Method<'a> {
    pub(super) file: &'a ProtoFile,
    pub(super) service: &'a Service,
    pub(super) rpc: &'a Rpc,
    pub(super) request: Option<Declared<'a>>,
    pub(super) response: Option<Declared<'a>>,
    /// Of the rpc's name, in lower case.
    pub(super) words: Vec<String>,
}

/// The files that the submission is about: copies of what everybody uses, and what tests use, are no part of
/// it, unless there is nothing else.
pub(super) fn files(facts: &Facts) -> impl Iterator<Item = (DeclaredIn, &str, &ProtoFile)> {
    let aside = |path: &str, file: &ProtoFile| COPIED.contains(&file.package()) || is_for_tests(path);
    let nothing_else = facts.proto_files().all(|(_, entry, file)| aside(&entry.path, file));
    facts
        .proto_files()
        .filter(move |(_, entry, file)| nothing_else || !aside(&entry.path, file))
        .map(|(id, entry, file)| (id, entry.path.as_str(), file))
}

fn is_for_tests(path: &str) -> bool {
    path.split('/')
        .any(|part| matches!(part, "test" | "tests" | "testdata" | "testing" | "testprotos" | "fixtures"))
}

pub(super) fn methods(facts: &Facts) -> Vec<Method<'_>> {
    let mut methods = Vec::new();
    for (at, _, file) in files(facts) {
        for service in &file.services {
            for rpc in &service.rpcs {
                let message = |name: &str| message(facts, at, &service.full_name, name);
                let request = message(&rpc.request.type_.value);
                let response = message(&rpc.response.type_.value);
                let words = words(&rpc.name.value);
                methods.push(Method { file, service, rpc, request, response, words });
            }
        }
    }
    methods
}

/// Rpcs by the package that they stand in: those of one package are made by the same people.
pub(super) fn by_package<'m, 'a>(methods: &'m [Method<'a>]) -> BTreeMap<&'a str, Vec<&'m Method<'a>>> {
    let mut packages: BTreeMap<&str, Vec<&Method<'_>>> = BTreeMap::new();
    for method in methods {
        packages.entry(method.file.package()).or_default().push(method);
    }
    packages
}

/// The message that a name means; `None` where it is none, or not known.
pub(super) fn message<'a>(facts: &'a Facts, at: DeclaredIn, scope: &str, name: &str) -> Option<Declared<'a>> {
    match facts.proto_type(at, scope, name) {
        Resolved::Message(at, message) => Some(Declared { at, message }),
        _ => None,
    }
}

/// Fields of one message that a rule about rpcs looks at.
const MOST_FIELDS: usize = 256;

impl<'a> Declared<'a> {
    pub(super) fn fields(self) -> impl Iterator<Item = &'a Field> {
        self.message.fields.iter().take(MOST_FIELDS)
    }

    /// The message that a field of this one holds.
    pub(super) fn of_field(&self, facts: &'a Facts, field: &Field) -> Option<Declared<'a>> {
        message(facts, self.at, &self.message.full_name, &field.type_.value)
    }
}

impl<'a> Method<'a> {
    pub(super) fn label(&self) -> String {
        format!("`{}.{}`", self.service.name.value, self.rpc.name.value)
    }

    pub(super) fn place(&self) -> Place {
        self.rpc.name.place
    }

    pub(super) fn verb(&self) -> &str {
        self.words.first().map_or("", String::as_str)
    }

    /// The last word of its name; empty where that is the verb.
    pub(super) fn noun(&self) -> &str {
        self.words.get(1..).and_then(<[String]>::last).map_or("", String::as_str)
    }

    /// The field of the request that holds the thing that the rpc is about, and that thing.
    pub(super) fn resource(&self, facts: &'a Facts) -> Option<(&'a Field, Declared<'a>)> {
        let request = self.request?;
        let named = |field: &&Field| {
            !field.is_many()
                && !is_scalar(&field.type_.value)
                && field.name.value.split('_').any(|word| word == self.noun())
        };
        let field = request.fields().find(named)?;
        Some((field, request.of_field(facts, field)?))
    }

    pub(super) fn streams(&self) -> bool {
        self.rpc.request.stream || self.rpc.response.stream
    }

    /// A violation at the rpc; `what` follows its name.
    pub(super) fn site(&self, what: &str, confidence: Confidence) -> Site {
        let label = self.label();
        Site { place: self.place(), message: format!("{label} {what}"), label, confidence, severity: None }
    }
}

/// A type by the last part of its name.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}

/// The letters and digits of a name, lower case.
pub(super) fn plain(name: &str) -> String {
    name.chars().filter(|letter| letter.is_alphanumeric()).flat_map(char::to_lowercase).collect()
}
