//! The way forward of a file apart from its way back, and the file as a step of a migration tool.

use super::engine;
use super::missed::Missed;
use super::runner::{self, Marks};
use super::split::{Splitter, Statement};
use super::statement::Reader;
use crate::artifact::{Place, Source};
use crate::detect::Dialect;
use crate::facts::{FileFacts, Migration, RunStep, StepKind, StepRole, Tally, WayBack};

/// What was read of a file.
pub(super) struct Read {
    pub forward: FileFacts,
    /// None where nothing shows that a tool runs it.
    pub migration: Option<Migration>,
    pub tally: Tally,
    pub missed: Missed,
}

/// The statements of one way.
#[derive(Default)]
struct Way {
    statements: usize,
    first: Option<Place>,
}

impl Way {
    fn add(&mut self, source: &Source<'_>, statement: &Statement) {
        self.statements += 1;
        self.first.get_or_insert(source.place(statement.start, statement.end));
    }
}

pub(super) fn read(source: &Source<'_>, dialect: Dialect) -> Read {
    let (mut forward, mut back) = (FileFacts::default(), FileFacts::default());
    let mut ahead = reader(source, dialect, &mut forward);
    let mut behind = reader(source, dialect, &mut back);
    let (mut there, mut again) = (Way::default(), Way::default());
    let all_back = runner::takes_back(source.path);
    let mut splitter = Splitter::new(source.text, dialect);
    let mut part = 0;
    for statement in splitter.by_ref() {
        if all_back || statement.down {
            again.add(source, &statement);
            behind.read(&statement);
            continue;
        }
        if statement.part != part {
            part = statement.part;
            let place = source.place(statement.start, statement.start);
            ahead.facts.run.push(RunStep { place, kind: StepKind::Part { alone: statement.alone } });
        }
        there.add(source, &statement);
        ahead.read(&statement);
    }
    let Reader { missed, tally, .. } = ahead;
    let marks = splitter.marks;
    let mut migration = step(source, &marks, all_back);
    if let Some(migration) = &mut migration {
        migration.statements = there.statements;
        let begins = marks.back.unwrap_or_default();
        migration.way_back = (all_back || marks.back.is_some()).then(|| WayBack {
            place: again.first.unwrap_or_else(|| source.place(begins, begins)),
            statements: again.statements,
            changes: back.schema_changes,
            declined: again.statements == 0 && declines(source.text.get(begins..).unwrap_or_default()),
        });
    }
    Read { forward, migration, tally, missed }
}

fn reader<'a>(source: &'a Source<'a>, dialect: Dialect, facts: &'a mut FileFacts) -> Reader<'a> {
    let (missed, tally, values) = (Missed::default(), Tally::default(), Vec::new());
    Reader { source, dialect, engine: engine::engine(dialect), facts, missed, tally, values, lost: false }
}

/// What its marks show comes before what its path shows.
fn step(source: &Source<'_>, marks: &Marks, all_back: bool) -> Option<Migration> {
    let by_path = runner::step(source.path);
    let marked = marks.runner.is_some() || marks.back.is_some();
    if by_path.is_none() && !marked && !all_back {
        return None;
    }
    let mut step = by_path.unwrap_or_default();
    step.pair = runner::pair(source.path);
    if all_back {
        step.role = StepRole::Back;
    }
    if let Some((runner, start, end)) = marks.runner {
        step.runner = Some(runner);
        step.evidence = format!("it is marked `{}`", source.slice(start, end).trim_end());
        step.at = Some(source.place(start, end));
    }
    step.opted_out = marks.opted_out.map(|(start, end)| source.place(start, end));
    Some(step)
}

/// Whether the comments say that there is no way back.
fn declines(text: &str) -> bool {
    const WORDS: &[&str] = &[
        "irreversib",
        "not reversib",
        "no way back",
        "cannot",
        "can't",
        "can not",
        "no-op",
        "noop",
        "no op",
        "nothing",
        "not possible",
        "intentional",
        "deliberate",
        "not supported",
        "no down",
        "unable",
    ];
    let text: String = text.chars().take(2_000).collect::<String>().to_ascii_lowercase();
    WORDS.iter().any(|word| text.contains(word))
}
