//! SQL schemas, migrations and queries.

mod body;
mod cursor;
mod ddl;
mod diagnostics;
mod drops;
mod dynamic;
mod effects;
mod engine;
mod flaws;
mod hazards;
mod heads;
mod missed;
mod objects;
mod query;
mod reserved;
mod roles;
mod routine;
mod run;
mod runner;
mod scan;
mod split;
mod statement;
mod steps;

pub(in crate::extract) use ddl::family;
pub(crate) use engine::dialect;
pub(in crate::extract) use engine::engine;
pub(in crate::extract) use query::read_query;
pub(in crate::extract) use runner::read_signs;

use self::query::Query;
use self::scan::{Token, TokenKind, tokens};
use self::steps::Read;
use crate::artifact::{FileId, Source};
use crate::detect::Dialect;
use crate::facts::{
    Coverage, Engine, FileFacts, QueryOrigin, SchemaChange, StepKind, StepRole, Technology, TechnologyRole,
};

pub(super) fn read(source: &Source<'_>, dialect: Dialect, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
    if let Some(database) = foreign(source.text) {
        facts.coverage.note(None, format!("its statements are for {database}, whose tables are not read"));
        return;
    }
    let Read { forward, migration, tally, missed } = steps::read(source, dialect);
    let way_back = migration.as_ref().is_some_and(|step| step.role == StepRole::Back);
    let coverage = std::mem::take(&mut facts.coverage);
    *facts = FileFacts { coverage, migration: migration.map(Box::new), ..forward };
    if way_back {
        facts.coverage.note(None, "takes a migration back: it is not part of the schema as it stands");
        return;
    }
    let engine = engine::engine(dialect);
    facts.engine = engine;
    if engine.is_none() {
        facts.usual_engine = engine::engine(Dialect::PostgreSql);
    }
    missed.tell(&mut facts.coverage);
    own_queries(source.text, dialect, facts);
    facts.coverage.tally = tally;
    if let Some(lost @ 1..) = tally.defining.checked_sub(tally.understood) {
        let share = format!(
            "{lost} of {} statements that define the schema are not wholly understood",
            tally.defining
        );
        facts.coverage.note(None, share);
    }
    if let Some(engine) = engine {
        facts.technologies.push(Technology {
            role: TechnologyRole::Database,
            name: engine.name.to_owned(),
            place: source.place(0, 0),
            evidence: format!("its statements are {dialect}'s"),
        });
    }
}

/// A database of another kind, whose tables have other keys and are changed in other ways.
fn foreign(text: &str) -> Option<&'static str> {
    const SIGNS: &[(&str, &str)] = &[
        ("MergeTree", "ClickHouse"),
        ("LowCardinality(", "ClickHouse"),
        ("STORED AS PARQUET", "Hive"),
        ("USING DELTA", "Databricks"),
        ("WITH CLUSTERING ORDER BY", "Cassandra"),
    ];
    let creates = |sign: &str| {
        text.match_indices(sign).take(3).any(|(at, _)| {
            let before = text.get(..at).unwrap_or_default();
            let statement = before.rsplit(';').next().unwrap_or_default();
            statement.to_ascii_uppercase().contains("CREATE TABLE")
        })
    };
    SIGNS.iter().find(|(sign, _)| creates(sign)).map(|(_, name)| *name)
}

/// What statements that the engine itself suggests do to the schema; they stand in no file.
pub(crate) fn changes(text: &str, engine: Option<&Engine>) -> Vec<SchemaChange> {
    let source = Source { file: FileId(u32::MAX), path: "", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, engine::dialect(engine), &mut facts);
    facts.schema_changes
}

/// A file that holds nothing but statements with placeholders, or names each of them, is a part of a program.
fn own_queries(text: &str, dialect: Dialect, facts: &mut FileFacts) {
    let named = text.contains("-- name:") || text.contains("-- :name ");
    let placed = |query: &&Query| {
        text.get(query.place.span.start as usize..query.place.span.end as usize).is_some_and(|own| {
            query.origin == QueryOrigin::Statement
                && tokens(own, dialect, 2_000).iter().any(|token| token.kind == TokenKind::Placeholder)
        })
    };
    let runs = |kind: &StepKind| matches!(kind, StepKind::Begin | StepKind::End);
    let alone = facts.schema_changes.is_empty() && !facts.run.iter().any(|step| runs(&step.kind));
    let several = || facts.queries.iter().filter(placed).count() * 2 >= facts.queries.len();
    if alone && dialect != Dialect::SqlServer && (named || several()) {
        let statements = facts.queries.iter_mut().filter(|query| query.origin == QueryOrigin::Statement);
        statements.for_each(|query| query.origin = QueryOrigin::Code);
    }
}

/// A name without its quotes.
fn unquoted(text: &str, token: &Token) -> String {
    let name = text.get(token.start..token.end).unwrap_or_default();
    let mut characters = name.chars();
    match (characters.next(), characters.next_back()) {
        (Some('['), Some(']')) => characters.as_str().to_owned(),
        (Some('"'), Some('"')) => characters.as_str().replace("\"\"", "\""),
        (Some('`'), Some('`')) => characters.as_str().replace("``", "`"),
        _ => name.to_owned(),
    }
}
