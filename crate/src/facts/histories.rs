//! How the migrations of a submission are run: one history for each folder of steps.

use std::collections::HashMap;

use super::{Facts, FileEntry, Migration, RunStep, Runner, StepKind, StepRole, Transaction};
use crate::artifact::{FileId, Place};

/// The histories, and which of them a file belongs to.
#[derive(Clone, Debug, Default)]
pub struct Histories {
    pub all: Vec<StepHistory>,
    pub(super) of: HashMap<FileId, usize>,
}

/// The steps of one folder.
#[derive(Clone, Debug)]
pub struct StepHistory {
    pub folder: String,
    pub tool: Option<Tool>,
    /// The steps ahead, in the order in which they are applied; what is repeated comes last.
    pub steps: Vec<FileId>,
    /// Files that only take a step back, by what pairs them with it.
    pub(super) backs: HashMap<String, FileId>,
}

/// Which tool runs the steps, and how that shows.
#[derive(Clone, Debug)]
pub struct Tool {
    pub runner: &'static Runner,
    pub evidence: String,
    pub place: Place,
    /// The steps themselves show it, not only what the project is made with.
    pub by_itself: bool,
}

/// The transaction that a statement runs in.
#[derive(Clone, Copy, Debug)]
pub struct Within<'a> {
    /// Statements of one file with the same number are in one transaction.
    pub number: usize,
    pub opened: Opened<'a>,
}

#[derive(Clone, Copy, Debug)]
pub enum Opened<'a> {
    /// By a statement of the file.
    Here(Place),
    ByTool(&'a Tool, Implicit),
}

/// Why there is a transaction that no statement opens.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Implicit {
    /// The tool opens it.
    Tool,
    /// The tool sends several statements in one message, of which the database makes one transaction.
    Message,
}

impl StepHistory {
    /// Whether files of their own take steps back.
    pub fn has_backs(&self) -> bool {
        !self.backs.is_empty()
    }

    /// The file with the way back of a step: another one, or itself.
    pub fn back_of<'a>(&self, facts: &'a Facts, file: &'a FileEntry) -> Option<&'a FileEntry> {
        let step = file.facts.migration.as_deref()?;
        if step.way_back.is_some() {
            return Some(file);
        }
        self.backs.get(&step.pair).and_then(|back| facts.file(*back))
    }
}

impl Facts {
    /// The history that a file is a step of.
    pub fn history_of(&self, file: FileId) -> Option<&StepHistory> {
        self.histories.of.get(&file).and_then(|at| self.histories.all.get(*at))
    }

    pub fn file(&self, id: FileId) -> Option<&FileEntry> {
        self.files.binary_search_by_key(&id, |file| file.id).ok().and_then(|at| self.files.get(at))
    }

    /// Why a step runs in a transaction that it does not open itself.
    pub fn implicit_transaction(&self, file: &FileEntry) -> Option<(&Tool, Implicit)> {
        let tool = self.history_of(file.id)?.tool.as_ref()?;
        let step = file.facts.migration.as_deref()?;
        // Another tool's mark in the same folder.
        if step.runner.is_some_and(|own| own != tool.runner) {
            return None;
        }
        let opens = match tool.runner.transaction {
            Transaction::File | Transaction::Pending => !self.opts_out(file, step),
            Transaction::Section | Transaction::Never => false,
        };
        let message = tool.runner.whole && step.statements > 1;
        match (opens, message) {
            (true, _) => Some((tool, Implicit::Tool)),
            (false, true) => Some((tool, Implicit::Message)),
            (false, false) => None,
        }
    }

    fn opts_out(&self, file: &FileEntry, step: &Migration) -> bool {
        step.opted_out.is_some()
            || self.files.iter().flat_map(|file| &file.facts.runner_signs).any(|sign| {
                let speaks = |of: &str| {
                    of.is_empty() || of == file.path || (of.ends_with('/') && file.path.starts_with(of))
                };
                sign.opts_out && sign.step.as_deref().is_some_and(speaks)
            })
    }

    /// What each statement of a file that counts for its run stands in: its transaction, where there is one. For
    /// what begins or ends one, that is the one before.
    pub fn transactions<'a>(
        &'a self,
        file: &'a FileEntry,
    ) -> impl Iterator<Item = (&'a RunStep, Option<Within<'a>>)> {
        let implicit = self.implicit_transaction(file);
        let sections = self
            .history_of(file.id)
            .and_then(|history| history.tool.as_ref())
            .filter(|tool| tool.runner.transaction == Transaction::Section);
        let opened_by = |(tool, why)| Opened::ByTool(tool, why);
        let (mut number, mut opened) = (0, implicit.map(opened_by));
        file.facts.run.iter().map(move |step| {
            let within = opened.map(|opened| Within { number, opened });
            match step.kind {
                StepKind::Begin => {
                    number += 1;
                    opened = Some(Opened::Here(step.place));
                }
                StepKind::End => {
                    number += 1;
                    opened = implicit.filter(|(_, why)| *why == Implicit::Message).map(opened_by);
                }
                StepKind::Part { alone } => {
                    number += 1;
                    opened = sections.filter(|_| !alone).map(|tool| Opened::ByTool(tool, Implicit::Tool));
                }
                _ => {}
            }
            (step, within)
        })
    }
}

/// Relates the steps of each folder. `runs` says which files are there and in which order they are applied.
pub(super) fn histories(files: &[FileEntry], runs: &[&FileEntry]) -> Histories {
    let mut histories = Histories::default();
    let mut folders: HashMap<&str, usize> = HashMap::new();
    for file in runs {
        let Some(step) = file.facts.migration.as_deref() else { continue };
        let next = histories.all.len();
        let at = *folders.entry(&step.history).or_insert(next);
        if at == next {
            histories.all.push(StepHistory {
                folder: step.history.clone(),
                tool: None,
                steps: Vec::new(),
                backs: HashMap::new(),
            });
        }
        let Some(history) = histories.all.get_mut(at) else { continue };
        histories.of.insert(file.id, at);
        if step.role == StepRole::Back {
            history.backs.insert(step.pair.clone(), file.id);
        } else {
            history.steps.push(file.id);
        }
        if history.tool.is_none() {
            history.tool = step.runner.map(|runner| Tool {
                runner,
                evidence: step.evidence.clone(),
                place: step.at.unwrap_or_else(|| start_of(file.id)),
                by_itself: true,
            });
        }
    }
    let nearby = nearby(files);
    for history in &mut histories.all {
        let known = history.tool.is_some() || history.steps.len() < 2;
        history.tool = if known { history.tool.take() } else { nearby.clone() };
    }
    histories
}

fn start_of(file: FileId) -> Place {
    Place { file, span: crate::artifact::Span::default() }
}

/// The only tool that the rest of the project names.
fn nearby(files: &[FileEntry]) -> Option<Tool> {
    let mut signs = files.iter().flat_map(|file| &file.facts.runner_signs);
    let first = signs.next()?;
    signs.all(|sign| sign.runner == first.runner).then(|| Tool {
        runner: first.runner,
        evidence: first.evidence.clone(),
        place: first.place,
        by_itself: false,
    })
}
