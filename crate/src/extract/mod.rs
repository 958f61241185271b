//! Text to facts, once for each content. Never fails and never judges: what it cannot read goes to coverage.

mod code;
mod configuration;
mod database;
mod graphql;
mod markdown;
mod openapi;
mod prisma;
mod proto;
mod secrets;
mod sql;
mod tree;

use crate::artifact::{Companions, Source};
use crate::detect::Kind;
use crate::facts::{Artifact, Coverage, FileFacts, ModelKind};

pub(crate) use secrets::read as read_secrets;
pub(crate) use sql::{changes as sql_changes, dialect};

/// Reads one text of a known kind, with the other files that it refers to. Returns what the text shows of the
/// checklist; empty where it was not read.
pub fn read(
    source: &Source<'_>,
    kind: &Kind,
    companions: &dyn Companions,
    facts: &mut FileFacts,
) -> Vec<Artifact> {
    if !matches!(kind, Kind::Sql(_) | Kind::Binary | Kind::Empty) {
        sql::read_signs(source, facts);
    }
    match kind {
        Kind::OpenApi { .. } => {
            openapi::read(source, companions, facts);
            vec![Artifact::OpenApi]
        }
        Kind::AsyncApi => {
            openapi::asyncapi::read(source, companions, facts);
            if facts.events.is_empty() { Vec::new() } else { vec![Artifact::Events] }
        }
        Kind::Protobuf => {
            proto::read(source, facts);
            vec![Artifact::Protobuf]
        }
        Kind::GraphQl => graphql::read(source, facts),
        Kind::Sql(dialect) => {
            sql::read(source, *dialect, facts);
            vec![Artifact::Schema]
        }
        Kind::Prisma => {
            prisma::read(source, facts);
            vec![Artifact::Schema]
        }
        Kind::Code(language) if code::is_read(*language) => {
            code::read(source, *language, facts);
            database::read(source, facts);
            let schema = (!facts.graphql.is_empty()).then_some(Artifact::GraphQl);
            let models = facts.models.iter().any(|model| model.kind != ModelKind::Names)
                || !facts.schema_changes.is_empty();
            let models = models.then_some(Artifact::Schema);
            schema.into_iter().chain(models).chain([Artifact::Code]).collect()
        }
        Kind::Markdown => markdown::read(source, facts),
        Kind::Empty => unread(facts, "it is empty"),
        Kind::Binary => unread(facts, "it is not text: nothing of it was read"),
        Kind::Text if configuration::is_read(source, kind) => {
            configuration::read(source, facts);
            unread(facts, "nothing but single settings of it is reviewed")
        }
        Kind::Text => unread(facts, "it is not known what it is: choose its kind to have it reviewed"),
        Kind::Code(language) => {
            unread(facts, &format!("{language} code is recognised, but not reviewed by this version"))
        }
        other => {
            database::read(source, facts);
            if configuration::is_read(source, other) {
                configuration::read(source, facts);
            }
            unread(facts, &format!("{} files are recognised, but not reviewed by this version", other.name()))
        }
    }
}

fn unread(facts: &mut FileFacts, why: &str) -> Vec<Artifact> {
    let signs = if facts.runner_signs.is_empty() { "" } else { ", but for what it tells of migrations" };
    facts.coverage = Coverage::not_read(format!("{why}{signs}"));
    Vec::new()
}
