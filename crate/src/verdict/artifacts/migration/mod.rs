//! A migration for what findings suggest: one script for each stage, up and down.

mod files;
mod units;

pub(super) use files::files;

use crate::artifact::Place;
use crate::collections::Sort;
use crate::facts::Engine;
use crate::finding::{Finding, Migration, Stage, Step};

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
    pub(crate) fn steps(&self) -> impl Iterator<Item = &Step> {
        self.steps.iter()
    }

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
    /// What it is made of, with the proposal that each step belongs to; those of one table stand together.
    steps: Vec<(usize, Step)>,
    /// What limits how long it waits for locks.
    limit: Option<&'static str>,
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
    steps.order_by(|(_, one), (_, other)| one.table.cmp(&other.table));
    let transaction = engine.transactional_changes && in_transaction(stage, engine);
    let limit = engine.lock_limit.filter(|_| locks(stage, engine));
    let mut script = Script {
        stage,
        up: String::new(),
        down: String::new(),
        transaction,
        owners: Vec::new(),
        steps: steps.iter().map(|(owner, step)| (*owner, (*step).clone())).collect(),
        limit,
    };
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
