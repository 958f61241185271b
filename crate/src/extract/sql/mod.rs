//! SQL schemas, migrations and queries.

mod body;
mod cursor;
mod ddl;
mod diagnostics;
mod drops;
mod dynamic;
mod effects;
mod engine;
mod heads;
mod missed;
mod objects;
mod query;
mod reserved;
mod routine;
mod run;
mod scan;
mod split;
mod statement;

pub(in crate::extract) use ddl::family;
pub(in crate::extract) use engine::engine;
pub(in crate::extract) use query::read_query;

use self::missed::Missed;
use self::scan::Token;
use self::split::Splitter;
use self::statement::Reader;
use crate::artifact::{FileId, Source};
use crate::detect::Dialect;
use crate::facts::{Coverage, Engine, FileFacts, SchemaChange, Tally, Technology, TechnologyRole};

pub(super) fn read(source: &Source<'_>, dialect: Dialect, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
    if takes_back(source.path) {
        facts.coverage.note(None, "takes a migration back: it is not part of the schema as it stands");
        return;
    }
    let engine = engine::engine(dialect);
    facts.engine = engine;
    let (missed, tally) = (Missed::default(), Tally::default());
    let mut reader = Reader { source, dialect, engine, facts, missed, tally, lost: false };
    for statement in Splitter::new(source.text, dialect).filter(|statement| !statement.down) {
        reader.read(&statement);
    }
    let Reader { missed, tally, .. } = reader;
    missed.tell(&mut facts.coverage);
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

/// What statements that the engine itself suggests do to the schema; they stand in no file.
pub(crate) fn changes(text: &str, engine: Option<&Engine>) -> Vec<SchemaChange> {
    let source = Source { file: FileId(u32::MAX), path: "", text, offset: 0 };
    let mut facts = FileFacts::default();
    read(&source, engine::dialect(engine), &mut facts);
    facts.schema_changes
}

/// Whether a file is the way back of a migration, by its name: `down.sql`, `003_users.down.sql`, `U3__users.sql`.
fn takes_back(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let mut folders = path.rsplit('/');
    let name = folders.next().unwrap_or_default();
    let name = name.strip_suffix(".sql").unwrap_or(name);
    let ends = ["down", "rollback", "revert", "undo"].iter().any(|word| {
        name == *word
            || name.strip_suffix(word).is_some_and(|rest| rest.ends_with(['.', '_', '-']))
            || name.strip_prefix(word).is_some_and(|rest| rest.starts_with(['.', '_', '-']))
    });
    let flyway = name.strip_prefix('u').and_then(|rest| rest.split_once("__"));
    let undoes = flyway.is_some_and(|(version, _)| {
        !version.is_empty()
            && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'_')
    });
    ends || undoes
        || folders.any(|folder| ["down", "rollback", "rollbacks", "revert", "undo"].contains(&folder))
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
