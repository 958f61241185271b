//! A migration for what findings suggest: one script for each stage, up and down.

use crate::artifact::Place;
use crate::facts::Engine;
use crate::finding::{Finding, Migration, Stage, Step};
use crate::verdict::{ReportArtifact, ReportMigrationFile};

/// What one finding suggests.
#[derive(Clone, Debug)]
pub(crate) struct Proposal {
    pub(crate) rule: &'static str,
    pub(crate) place: Place,
    /// The table that it changes.
    pub(crate) table: String,
    message: String,
    steps: Vec<Step>,
}

impl Proposal {
    pub(crate) fn new(rule: &'static str, finding: &Finding, migration: &Migration) -> Self {
        let table = migration.steps.first().map(|step| step.table.as_str()).unwrap_or_default();
        let table = table.rsplit('.').next().unwrap_or_default().trim_matches(['"', '`', '[', ']']);
        Self {
            rule,
            place: migration.site,
            table: table.to_owned(),
            message: finding.message.clone(),
            steps: migration.steps.clone(),
        }
    }
}

/// A migration that came back clean.
#[derive(Clone, Debug)]
pub(crate) struct Suggested {
    pub(crate) engine: &'static Engine,
    pub(crate) proposals: Vec<Proposal>,
    pub(crate) scripts: Vec<Script>,
}

/// One file of a migration, and the one that takes it back.
#[derive(Clone, Debug)]
pub(crate) struct Script {
    pub(crate) stage: Stage,
    pub(crate) up: String,
    pub(crate) down: String,
    /// Whether the statements of one table stand in a transaction.
    pub(crate) transaction: bool,
    /// Where the statements of each proposal begin in `up`.
    owners: Vec<(usize, usize)>,
}

impl Script {
    /// The proposal that a byte of `up` belongs to.
    pub(crate) fn owner(&self, offset: usize) -> Option<usize> {
        let (_, owner) = self.owners.iter().rev().find(|(start, _)| *start <= offset)?;
        Some(*owner)
    }
}

pub(crate) fn compose(engine: &Engine, proposals: &[Proposal]) -> Vec<Script> {
    Stage::ALL.iter().filter_map(|stage| script(engine, *stage, proposals)).collect()
}

fn script(engine: &Engine, stage: Stage, proposals: &[Proposal]) -> Option<Script> {
    let mut steps: Vec<(usize, &Step)> = Vec::new();
    for (at, proposal) in proposals.iter().enumerate() {
        for step in proposal.steps.iter().filter(|step| step.stage == stage) {
            if !steps.iter().any(|(_, other)| other.up == step.up) {
                steps.push((at, step));
            }
        }
    }
    if steps.is_empty() {
        return None;
    }
    // What belongs to one table stands together.
    steps.sort_by(|(_, one), (_, other)| one.table.cmp(&other.table));
    let transaction = engine.transactional_changes && in_transaction(stage, engine);
    let mut script =
        Script { stage, up: String::new(), down: String::new(), transaction, owners: Vec::new() };
    let limit = engine.lock_limit.filter(|_| locks(stage, engine));
    script.up.push_str(&limit.map(|limit| format!("{limit}\n")).unwrap_or_default());
    for group in steps.chunk_by(|(_, one), (_, other)| one.table == other.table) {
        script.up.push_str(if transaction { "\nBEGIN;\n" } else { "\n" });
        for (owner, step) in group {
            script.owners.push((script.up.len(), *owner));
            script.up.push_str(&step.up);
            script.up.push('\n');
        }
        script.up.push_str(if transaction { "COMMIT;\n" } else { "" });
    }
    let downs: Vec<&str> =
        steps.iter().rev().map(|(_, step)| step.down.as_str()).filter(|down| !down.is_empty()).collect();
    if !downs.is_empty() {
        script.down = format!("{}\n{}\n", limit.unwrap_or_default(), downs.join("\n"));
    }
    Some(script)
}

/// Quick changes of one table are made together; what takes long holds no lock for longer than it must.
fn in_transaction(stage: Stage, engine: &Engine) -> bool {
    match stage {
        Stage::Add | Stage::Constrain | Stage::Settle | Stage::Remove => true,
        Stage::Index | Stage::Unindex => !engine.locks_for_index,
        Stage::Fill | Stage::Validate => false,
    }
}

/// Whether it waits for others to let go of a table. A build that gives up leaves half an index behind: it waits.
fn locks(stage: Stage, engine: &Engine) -> bool {
    stage != Stage::Fill && !(engine.locks_for_index && matches!(stage, Stage::Index | Stage::Unindex))
}

/// The scripts as they are saved: a pair of files for each step.
pub(super) fn files(suggested: &Suggested) -> impl Iterator<Item = ReportArtifact> {
    let count = suggested.scripts.len();
    let numbered = (1..).zip(&suggested.scripts);
    numbered.flat_map(move |(step, script)| {
        [false, true].map(|down| file(suggested, script, (step, count), down))
    })
}

fn file(suggested: &Suggested, script: &Script, (step, count): (usize, usize), down: bool) -> ReportArtifact {
    let phase = if script.stage.expands() { "expand" } else { "contract" };
    let settled = suggested
        .proposals
        .iter()
        .filter(|proposal| proposal.steps.iter().any(|own| own.stage == script.stage));
    let settles: Vec<String> =
        settled.map(|proposal| format!("{}: {}", proposal.rule, proposal.message)).collect();
    let direction = if down { "down" } else { "up" };
    let what = script.stage.name().replace('_', " ");
    let title =
        format!("Migration, step {step} of {count}: {what}{}", if down { ", taken back" } else { "" });
    let text = if down { &script.down } else { &script.up };
    let body = if text.is_empty() { "-- There is nothing to take back.\n" } else { text };
    let head = head(suggested.engine, script, down);
    ReportArtifact {
        id: "migration".to_owned(),
        title,
        description: head.clone(),
        path: format!("migrations/{step:04}_{}.{direction}.sql", script.stage.name()),
        language: "sql".to_owned(),
        text: format!("-- {}\n\n{}", head.replace('`', ""), body.trim_start()),
        migration: Some(ReportMigrationFile {
            database: suggested.engine.name.to_owned(),
            step,
            phase: phase.to_owned(),
            down,
            transaction: script.transaction && !down,
            settles,
        }),
    }
}

fn head(engine: &Engine, script: &Script, down: bool) -> String {
    let when = match (down, script.stage) {
        (true, _) => "Takes the step of the same number back.",
        (false, Stage::Remove) => "Contracts: apply it once no program uses what it removes.",
        (false, Stage::Unindex) => "Contracts: other indexes find the same rows.",
        (false, Stage::Fill) => "Expands: writes rows some at a time, and can be run again where it stopped.",
        (false, Stage::Validate) => "Expands: reads all rows while they are used.",
        (false, _) => "Expands: programs that run need no change.",
    };
    let how = if script.transaction && !down {
        "Its changes of one table stand in a transaction."
    } else {
        "Run it outside of a transaction."
    };
    format!("For {}. {when} {how}", engine.name)
}
