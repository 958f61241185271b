//! What was found out about the submission: stack, standards and styles, each with its evidence, and counts.

mod changes;
mod classes;
mod code;
mod contract;
mod counts;
mod events;
mod files;
mod graphql;
mod house;
mod migrations;
mod paths;
mod personal;
mod proto;

use super::ranges::located;
use super::{Context, ContextEntry};
use crate::Submission;
use crate::artifact::{FileId, Place};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::TechnologyRole;

/// How many entries one topic has at most.
const MOST_PER_TOPIC: usize = 20;

/// The order in which topics are told: what it is made with, then how it is made.
const TOPICS: [&str; 43] = [
    "api",
    "api-version",
    "contract",
    "contract-version",
    "compatibility",
    "language",
    "framework",
    "database",
    "schema-mode",
    "migration-tool",
    "data-access",
    "cache",
    "queue",
    "authentication",
    "authorization",
    "password-hashing",
    "validation",
    "rate-limiting",
    "security",
    "error-handling",
    "logging",
    "monitoring",
    "testing",
    "http-client",
    "versioning",
    "pagination",
    "error-format",
    "operation-class",
    "personal-data",
    "path-style",
    "parameter-style",
    "header-style",
    "property-style",
    "schema-name-style",
    "enum-style",
    "operation-id-style",
    "list-envelope",
    "item-envelope",
    "timestamp-names",
    "timestamp-format",
    "source-folder",
    "test-folder",
    "migration-folder",
];

/// One thing that was noticed at one place.
struct Remark {
    topic: &'static str,
    value: String,
    evidence: String,
    place: Place,
}

pub(super) fn context(submission: &Submission<'_>) -> Context {
    let facts = submission.facts;
    let mut remarks = Vec::new();
    remarks.extend(facts.technologies().map(|technology| Remark {
        topic: topic(technology.role),
        value: technology.name.clone(),
        evidence: technology.evidence.clone(),
        place: technology.place,
    }));
    remarks.extend(files::remarks(submission));
    remarks.extend(facts.contracts().flat_map(contract::remarks));
    remarks.extend(facts.contracts().flat_map(house::remarks));
    remarks.extend(facts.event_contracts().flat_map(events::remarks));
    remarks.extend(facts.comparisons().map(changes::remark));
    remarks.extend(graphql::remarks(facts));
    remarks.extend(proto::remarks(facts));
    remarks.extend(migrations::remarks(facts));
    remarks.extend(code::remarks(facts));
    Context { entries: entries(submission, remarks), counts: counts::counts(submission) }
}

fn topic(role: TechnologyRole) -> &'static str {
    match role {
        TechnologyRole::Language => "language",
        TechnologyRole::Framework => "framework",
        TechnologyRole::Database => "database",
        TechnologyRole::DataAccess => "data-access",
        TechnologyRole::Cache => "cache",
        TechnologyRole::Queue => "queue",
        TechnologyRole::Authentication => "authentication",
        TechnologyRole::Validation => "validation",
        TechnologyRole::RateLimiting => "rate-limiting",
        TechnologyRole::Security => "security",
        TechnologyRole::Logging => "logging",
        TechnologyRole::Monitoring => "monitoring",
        TechnologyRole::Testing => "testing",
        TechnologyRole::HttpClient => "http-client",
        TechnologyRole::Contract => "contract",
    }
}

/// One entry for each value, with the evidence of the first place and the number of other files.
fn entries(submission: &Submission<'_>, remarks: Vec<Remark>) -> Vec<ContextEntry> {
    let mut first: Vec<(Remark, BTreeSet<FileId>)> = Vec::new();
    let mut at: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for remark in remarks {
        let next = first.len();
        let known = *at.entry((remark.topic, remark.value.to_lowercase())).or_insert(next);
        let file = remark.place.file;
        match first.get_mut(known) {
            Some((_, files)) => files.extend([file]),
            None => first.push((remark, BTreeSet::from([file]))),
        }
    }
    let of_topic = |topic| first.iter().filter(move |(remark, _)| remark.topic == topic);
    let told = TOPICS.into_iter().flat_map(|topic| of_topic(topic).take(MOST_PER_TOPIC));
    told.filter_map(|(remark, files)| entry(submission, remark, files.len())).collect()
}

fn entry(submission: &Submission<'_>, remark: &Remark, files: usize) -> Option<ContextEntry> {
    let (path, range) = located(submission, remark.place)?;
    let evidence = match files {
        1 => remark.evidence.clone(),
        2 => format!("{}, and in 1 more file", remark.evidence),
        _ => format!("{}, and in {} more files", remark.evidence, files - 1),
    };
    Some(ContextEntry { topic: remark.topic.to_owned(), value: remark.value.clone(), evidence, path, range })
}
