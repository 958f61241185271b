//! Tries a suggested migration on the schema that it is for: it is read again and reviewed, and what does not come
//! back clean is left out.

use std::hash::{DefaultHasher, Hash, Hasher};
use std::sync::{Arc, Mutex, PoisonError};

use crate::artifact::{Alone, FileId, Place, Source};
use crate::collections::{BTreeMap, BTreeSet};
use crate::detect::Kind;
use crate::extract;
use crate::facts::{Engine, Facts, FileEntry, FileFacts};
use crate::rules::{self, Observed};
use crate::verdict::{Proposal, Script, Suggested, compose};

/// Findings of one migration; nobody applies more at once.
const MOST_PROPOSALS: usize = 200;
/// Each round leaves out what did not come back clean in the one before.
const ROUNDS: usize = 4;
/// What a script itself says of its statements: programs have to leave first what it takes away, and rows that
/// are alike have to go before they become unique.
const SAID: [&str; 2] = ["breaking-schema-change", "unique-over-existing-rows"];

/// What was tried last.
#[derive(Debug, Default)]
pub(super) struct Tried(Mutex<Vec<Trial>>);

#[derive(Debug)]
struct Trial {
    engine: &'static str,
    /// A hash of it.
    hung_on: u64,
    /// Which of the proposals came back clean.
    clean: Vec<usize>,
}

/// The scripts for each database, in the order in which they are applied. While the rules say the same of the
/// schema, and suggest the same, nothing is tried again.
pub(super) fn migrations(facts: &Facts, observed: &[Observed], known: &Tried) -> Vec<Suggested> {
    let mut engines: BTreeMap<&'static str, Vec<Proposal>> = BTreeMap::new();
    for observed in observed {
        for finding in &observed.seen.violated {
            for migration in &finding.migrations {
                let proposals = engines.entry(migration.engine).or_default();
                if proposals.len() < MOST_PROPOSALS {
                    proposals.push(Proposal::new(observed.rule.id, finding, migration));
                }
            }
        }
    }
    let said = said(observed);
    let mut known = known.0.lock().unwrap_or_else(PoisonError::into_inner);
    let mut before = None;
    let mut suggested = Vec::new();
    for (name, proposals) in engines {
        let Some(engine) = facts.tables().find_map(|table| table.engine.filter(|engine| engine.name == name))
        else {
            continue;
        };
        let hangs_on = hash(said, &proposals);
        let same = known.iter().find(|trial| trial.engine == name && trial.hung_on == hangs_on);
        let clean = if let Some(trial) = same {
            trial.clean.clone()
        } else {
            let before = before.get_or_insert_with(|| Told::of(observed));
            let clean = clean(facts, before, engine, &proposals);
            known.retain(|trial| trial.engine != name);
            known.push(Trial { engine: name, hung_on: hangs_on, clean: clean.clone() });
            clean
        };
        let proposals: Vec<Proposal> = clean.iter().filter_map(|at| proposals.get(*at).cloned()).collect();
        if !proposals.is_empty() {
            let scripts = compose(engine, &proposals);
            suggested.push(Suggested { engine, proposals, scripts });
        }
    }
    suggested
}

/// What the rules say that look at tables and queries, wherever it stands.
fn said(observed: &[Observed]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for observed in observed.iter().filter(|own| is_of_schema(own.rule.item)) {
        observed.rule.id.hash(&mut hasher);
        observed.seen.violated.iter().for_each(|finding| finding.message.hash(&mut hasher));
    }
    hasher.finish()
}

fn hash(said: u64, proposals: &[Proposal]) -> u64 {
    let mut hasher = DefaultHasher::new();
    said.hash(&mut hasher);
    for proposal in proposals {
        proposal.rule.hash(&mut hasher);
        proposal.steps().for_each(|step| (&step.up, &step.down).hash(&mut hasher));
    }
    hasher.finish()
}

/// The proposals that settle their findings and bring up no others, tried together; none where some are refused
/// again and again.
fn clean(facts: &Facts, before: &Told, engine: &'static Engine, all: &[Proposal]) -> Vec<usize> {
    let kind = Kind::Sql(extract::dialect(Some(engine)));
    let mut left: Vec<usize> = (0..all.len()).collect();
    for _ in 0..ROUNDS {
        let proposals: Vec<Proposal> = left.iter().filter_map(|at| all.get(*at).cloned()).collect();
        if proposals.is_empty() {
            break;
        }
        let refused = refused(facts, before, &kind, &compose(engine, &proposals), &proposals);
        if refused.is_empty() {
            return left;
        }
        let mut at = 0..;
        left.retain(|_| at.next().is_some_and(|at| !refused.contains(&at)));
    }
    Vec::new()
}

/// Which proposals do not settle their finding, or bring up others.
fn refused(
    facts: &Facts,
    before: &Told,
    kind: &Kind,
    scripts: &[Script],
    proposals: &[Proposal],
) -> BTreeSet<usize> {
    let first = facts.files.last().map_or(0, |file| file.id.0).saturating_add(1);
    let added: Vec<FileEntry> =
        scripts.iter().zip(first..).map(|(script, id)| entry(FileId(id), &script.up, kind)).collect();
    let owner = |place: Place| {
        let at = place.file.0.checked_sub(first)?;
        scripts.get(usize::try_from(at).ok()?)?.owner(place.span.start as usize)
    };
    let mut refused = BTreeSet::new();
    // By itself: the tables are there already, and in use.
    for observed in
        schema_rules(&Facts::link(added.clone())).iter().filter(|one| !SAID.contains(&one.rule.id))
    {
        let places = observed.seen.violated.iter().flat_map(|finding| {
            std::iter::once(finding.place).chain(finding.related.iter().map(|related| related.place))
        });
        refused.extend(places.filter_map(owner));
    }
    // Behind the schema that it is for.
    let silent = |file: &FileEntry| file.facts.schema_changes.is_empty() && file.facts.queries.is_empty();
    let schema = facts.files.iter().filter(|file| !facts.is_baseline(file.id) && !silent(file));
    let after = Told::of(&schema_rules(&Facts::link(schema.cloned().chain(added).collect())));
    for (at, proposal) in proposals.iter().enumerate() {
        let site = (proposal.rule, proposal.place);
        if after.places.contains(&site) || after.related.contains(&site) {
            refused.insert(at);
        }
    }
    let fresh = after.places.difference(&before.places).filter(|site| !before.related.contains(site));
    for (rule, place) in fresh.filter(|(rule, _)| !SAID.contains(rule) && !before.cut.contains(rule)) {
        if let Some(at) = owner(*place) {
            refused.insert(at);
            continue;
        }
        // Somebody else's finding: whoever changes that table led to it.
        let said = after.messages.get(&(*rule, *place)).map_or("", String::as_str);
        let touches = |proposal: &Proposal| said.contains(&format!("`{}`", proposal.table));
        refused.extend((0..).zip(proposals).filter(|(_, one)| touches(one)).map(|(at, _)| at));
    }
    refused
}

fn entry(id: FileId, text: &str, kind: &Kind) -> FileEntry {
    // Behind all that has a path of its own.
    let path = format!("~/{}.sql", id.0);
    let mut facts = FileFacts::default();
    let source = Source { file: id, path: &path, text, offset: 0 };
    let artifacts = extract::read(&source, kind, &Alone, &mut facts);
    FileEntry { id, artifacts, baseline: false, facts: Arc::new(facts), path }
}

/// What the rules say that look at tables and queries.
fn schema_rules(facts: &Facts) -> Vec<Observed> {
    rules::check_items(facts, is_of_schema)
}

fn is_of_schema(item: &str) -> bool {
    item.starts_with("data.") || item.starts_with("perf.")
}

/// Where which rule finds something, with what else belongs to it.
#[derive(Default)]
struct Told {
    places: BTreeSet<(&'static str, Place)>,
    related: BTreeSet<(&'static str, Place)>,
    /// Rules that tell of more places than they name.
    cut: BTreeSet<&'static str>,
    messages: BTreeMap<(&'static str, Place), String>,
}

impl Told {
    fn of(observed: &[Observed]) -> Self {
        let mut told = Self::default();
        for observed in observed {
            for finding in &observed.seen.violated {
                if finding.sites > finding.related.len() + 1 {
                    told.cut.insert(observed.rule.id);
                }
                told.places.insert((observed.rule.id, finding.place));
                told.related.extend(finding.related.iter().map(|own| (observed.rule.id, own.place)));
                told.messages.insert((observed.rule.id, finding.place), finding.message.clone());
            }
        }
        told
    }
}
