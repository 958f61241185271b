//! Secrets that reads answer with. What makes or renews a secret has to show it once, and what is named after
//! it gives it out on purpose.

use crate::collections::BTreeMap;
use crate::facts::{
    Contract, Direction, Field, FieldRole, Operation, OperationClass, SchemaId, Way, singular, words,
};
use crate::finding::{Confidence, Seen, Severity};

pub(super) struct Wanted {
    pub(super) roles: &'static [FieldRole],
    /// Words of a path or an id by which an operation gives such fields out on purpose.
    pub(super) purposes: &'static [&'static str],
}

/// Reads whose ways to a field are compared.
const MOST_COMPARED: usize = 4;
/// A way through more properties than this is a long one.
const DEEP: usize = 4;
/// More schemas than this are told as one finding.
const MOST_SINGLE: usize = 12;

pub(super) fn tell(contract: &Contract, wanted: &Wanted, seen: &mut Seen) {
    // A schema that holds several secrets is told once.
    let mut owners: BTreeMap<SchemaId, Vec<Field<'_>>> = BTreeMap::new();
    let secrets = contract.fields().filter(|field| wanted.roles.contains(&field.role));
    for field in secrets.filter(|field| contract.holds_text(field.property.schema)) {
        if contract.is_write_only(field.property.schema) {
            if contract.exposure().requests(field.owner).count > 0 {
                seen.met(field.property.place, || format!("`{}` is only ever written", field.property.name));
            }
        } else if !field.property.excused
            && !is_masked(contract, field.property.schema)
            && !is_short_lived(contract, &field)
        {
            owners.entry(field.owner).or_default().push(field);
        }
    }
    let found: Vec<Found<'_>> =
        owners.into_iter().filter_map(|(owner, fields)| found(contract, wanted, owner, fields)).collect();
    if found.len() > MOST_SINGLE {
        tell_together(&found, seen);
    } else {
        for one in &found {
            tell_one(contract, one, seen);
        }
    }
}

/// A schema with secrets, and the reads that answer with it.
struct Found<'a> {
    fields: Vec<Field<'a>>,
    reads: Vec<&'a Operation>,
    /// Requests carry it as well: it may only lack a `writeOnly`.
    shared: bool,
}

impl Found<'_> {
    fn severity(&self) -> Severity {
        let hash = self.fields.iter().any(|field| field.role == FieldRole::PasswordHash);
        if (self.shared && !hash) || self.fields.iter().all(is_encrypted) {
            Severity::Medium
        } else {
            Severity::High
        }
    }
}

/// Whoever reads it still lacks the key.
fn is_encrypted(field: &Field<'_>) -> bool {
    words(&field.property.name).iter().any(|word| word == "encrypted")
}

fn found<'a>(
    contract: &'a Contract,
    wanted: &Wanted,
    owner: SchemaId,
    fields: Vec<Field<'a>>,
) -> Option<Found<'a>> {
    let reached = contract.exposure().responses(owner);
    let reads: Vec<&Operation> =
        contract.reaching(reached).filter(|one| gives_away(one, wanted) && !takes(one, &fields)).collect();
    let shared = contract.exposure().requests(owner).count > 0;
    (!reads.is_empty()).then_some(Found { fields, reads, shared })
}

/// The value that the document gives for it is made of stars.
fn is_masked(contract: &Contract, id: SchemaId) -> bool {
    contract.layers(id).iter().any(|layer| {
        layer.sample.as_deref().is_some_and(|sample| sample.contains("**") || sample.contains("XXX"))
    })
}

/// What stands beside the time it lives, or beside the token of its session, was made for the caller: access to a
/// relay, temporary credentials.
fn is_short_lived(contract: &Contract, field: &Field<'_>) -> bool {
    let of_session = matches!(field.role, FieldRole::SecretKey | FieldRole::Token);
    contract.layers(field.owner).iter().flat_map(|layer| &layer.properties).take(40).any(|one| {
        let name = words(&one.name).concat();
        matches!(name.as_str(), "ttl" | "expiresin" | "timetolive" | "lifetime")
            || (of_session && name == "sessiontoken")
    })
}

/// A caller that sends it knows it already; one that asks to have it included is meant to have it.
fn takes(operation: &Operation, fields: &[Field<'_>]) -> bool {
    let sent = |role| {
        operation.parameters.iter().any(|one| {
            let words = words(&one.name);
            let last = words.last().map(|last| singular(last)).unwrap_or_default();
            let included = match words.as_slice() {
                [first, rest @ ..] if matches!(first.as_str(), "include" | "includes") => {
                    FieldRole::of(&rest.join("_")) == Some(role)
                }
                _ => false,
            };
            included
                || FieldRole::of(&one.name) == Some(role)
                || (role == FieldRole::Token && last == "token")
        })
    };
    fields.iter().all(|field| sent(field.role))
}

fn gives_away(operation: &Operation, wanted: &Wanted) -> bool {
    operation.is_any(&[OperationClass::Read, OperationClass::List])
        && !operation.is_any(&[OperationClass::Login, OperationClass::Token, OperationClass::SignUp])
        && !operation.webhook
        && !is_meant(operation, wanted)
        && !generates(operation)
}

/// "Generate a random user", "This endpoint generates …": it makes what it answers with.
fn generates(operation: &Operation) -> bool {
    [&operation.summary, &operation.description].into_iter().flatten().any(|text| {
        let start = text.split_whitespace().take(6).map(|word| words(word).concat());
        { start }.any(|word| matches!(word.as_str(), "generate" | "generates"))
    })
}

fn is_meant(operation: &Operation, wanted: &Wanted) -> bool {
    let names = |text: &str| {
        let words = words(text);
        // What gives access tells by what.
        let access = matches!(words.as_slice(), [.., last] if last == "access")
            || matches!(words.as_slice(), [.., one, last] if one == "access" && last == "details");
        access || words.iter().any(|word| word == "reveal" || wanted.purposes.contains(&word.as_str()))
    };
    let mut segments = operation.path.split('/').filter(|segment| !segment.starts_with('{'));
    let last = segments.next_back().is_some_and(names);
    last || operation.id.as_ref().is_some_and(|id| names(&id.value))
}

/// The read that comes to a field by the shortest way, of the first few.
fn nearest<'a>(contract: &Contract, found: &Found<'a>) -> Option<(&'a Operation, Option<Way>)> {
    let schema = found.fields.first()?.property.schema;
    let ways = found
        .reads
        .iter()
        .take(MOST_COMPARED)
        .map(|operation| (*operation, contract.way(operation, Direction::Response, schema)));
    ways.min_by_key(|(_, way)| way.as_ref().map_or(usize::MAX, |way| way.steps))
}

fn tell_one(contract: &Contract, found: &Found<'_>, seen: &mut Seen) {
    let Some(first) = found.fields.first() else { return };
    let Some((operation, way)) = nearest(contract, found) else { return };
    let names: Vec<String> =
        found.fields.iter().take(4).map(|field| format!("`{}`", field.property.name)).collect();
    let mut message = format!("`{}` answers with {}", operation.label(), names.join(", "));
    // What stands deep within is often left out of the answer, though the schema has it.
    let is_deep = way.as_ref().is_none_or(|way| way.steps > DEEP);
    if let Some(way) = way {
        message = format!("{message} ({})", way.text);
    }
    if found.shared {
        message = format!("{message}, which requests carry as well and nothing marks as `writeOnly`");
    }
    let severity = if is_deep { found.severity().min(Severity::Medium) } else { found.severity() };
    let finding = seen.violated(first.property.place, message);
    finding.confidence(Confidence::Medium).severity(severity);
    for operation in found.reads.iter().take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
}

/// So many that a list would hide the rest.
fn tell_together(all: &[Found<'_>], seen: &mut Seen) {
    let fields = || all.iter().filter_map(|found| found.fields.first().zip(found.reads.first()));
    let Some((first, operation)) = fields().next() else { return };
    let message = format!(
        "{} schemas with secrets stand in answers, such as `{}` in that of `{}`",
        all.len(),
        first.property.name,
        operation.label()
    );
    let severity = all.iter().map(Found::severity).max().unwrap_or(Severity::High);
    let finding = seen.violated(first.property.place, message);
    finding.confidence(Confidence::Medium).severity(severity).sites(all.len());
    for (field, operation) in fields().skip(1).take(20) {
        let what = format!("`{}`, in the answer of `{}`", field.property.name, operation.label());
        finding.related(field.property.place, what);
    }
}
