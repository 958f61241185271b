//! The steps of a migration as the tool applies them that runs the project's own.

use super::{Script, Suggested};
use crate::facts::{Facts, Runner, StepHistory, Transaction};
use crate::finding::{Stage, Step};

/// What is applied, and taken back, at once.
pub(super) struct Unit {
    pub(super) stage: Stage,
    /// As a file is named: `build_indexes_of_visits`.
    pub(super) name: String,
    /// It can be one transaction, whoever opens it.
    pub(super) transaction: bool,
    /// Proposals that it works for.
    pub(super) owners: Vec<usize>,
    pub(super) up: String,
    pub(super) down: String,
}

/// Where the migration continues a history, and how.
pub(super) struct Continued<'a> {
    pub(super) runner: Option<&'static Runner>,
    pub(super) folder: &'a str,
    /// Of the last step, as written.
    pub(super) version: &'a str,
    /// Its steps can be taken back by files of their own.
    pub(super) pairs: bool,
}

impl<'a> Continued<'a> {
    /// The history that tells of the tables that are changed.
    pub(super) fn of(facts: &'a Facts, suggested: &Suggested) -> Option<Self> {
        let mut histories =
            suggested.proposals.iter().rev().filter_map(|own| facts.history_of(own.place.file));
        let history: &StepHistory = histories.next()?;
        let steps = history.steps.iter().rev();
        let steps = steps.filter_map(|id| facts.file(*id)?.facts.migration.as_deref());
        let version = steps.map(|step| step.version.as_str()).find(|version| !version.is_empty())?;
        let runner = history.tool.as_ref().map(|tool| tool.runner);
        Some(Self { runner, folder: &history.folder, version, pairs: history.has_backs() })
    }

    /// The version so many steps further: the last number in it counts on.
    pub(super) fn version(&self, further: u64) -> String {
        let head = self.version.trim_end_matches(|sign: char| sign.is_ascii_digit());
        let number = self.version.get(head.len()..).unwrap_or_default();
        let next = number.parse::<u64>().unwrap_or(0).saturating_add(further);
        format!("{head}{next:0width$}", width = number.len())
    }
}

/// One unit for each script, each table in a transaction of its own that the script opens.
pub(super) fn whole(scripts: &[Script]) -> Vec<Unit> {
    scripts
        .iter()
        .map(|script| Unit {
            stage: script.stage,
            name: script.stage.name().to_owned(),
            transaction: false,
            owners: script.steps.iter().map(|(owner, _)| *owner).collect(),
            up: script.up.clone(),
            down: script.down.clone(),
        })
        .collect()
}

/// Units without transactions of their own: the tool opens them, or is told not to.
pub(super) fn split(scripts: &[Script], runner: &Runner) -> Vec<Unit> {
    let mut units = Vec::new();
    for script in scripts {
        let transaction = script.transaction || script.stage == Stage::Validate;
        // Of several statements in one message the database makes one transaction.
        let alone = !transaction && runner.whole;
        if !transaction && !alone {
            units.push(unit(script, &script.steps, None, script.stage.name().to_owned()));
            continue;
        }
        let together = |one: &(usize, Step), other: &(usize, Step)| !alone && one.1.table == other.1.table;
        for steps in script.steps.chunk_by(together) {
            let table = steps.first().map(|(_, step)| step.table.as_str()).unwrap_or_default();
            let table: String = table
                .chars()
                .map(|sign| if sign.is_alphanumeric() { sign.to_ascii_lowercase() } else { '_' })
                .collect();
            let name = format!("{}_of_{}", script.stage.name(), table.trim_matches('_'));
            units.push(unit(script, steps, transaction.then_some(runner), name));
        }
    }
    units
}

/// `within` is the tool that runs it in a transaction.
fn unit(script: &Script, steps: &[(usize, Step)], within: Option<&Runner>, name: String) -> Unit {
    let limit = script.limit.zip(within).map(|(limit, runner)| {
        // The next step is not to inherit it.
        let own = matches!(runner.transaction, Transaction::File | Transaction::Pending);
        let local = if own {
            limit.replacen("SET lock_timeout", "SET LOCAL lock_timeout", 1)
        } else {
            limit.to_owned()
        };
        local + "\n"
    });
    let limit = limit.unwrap_or_default();
    let ups: Vec<&str> = steps.iter().map(|(_, step)| step.up.as_str()).collect();
    let downs = steps.iter().rev().map(|(_, step)| step.down.as_str());
    let downs: Vec<&str> = downs.filter(|down| !down.is_empty()).collect();
    let down = if downs.is_empty() { String::new() } else { format!("{limit}{}\n", downs.join("\n")) };
    Unit {
        stage: script.stage,
        name,
        transaction: within.is_some(),
        owners: steps.iter().map(|(owner, _)| *owner).collect(),
        up: format!("{limit}{}\n", ups.join("\n")),
        down,
    }
}
