//! Files that are only parts of others: a schema, a path of a contract. What they say is said by the file that
//! they are part of.

use std::sync::Arc;

use crate::artifact::FileId;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Coverage, FileEntry, FileFacts, Status};

/// Files whose users a note names.
const MOST_NAMED: usize = 3;

/// What was read of a part, and by whom.
#[derive(Default)]
struct Use<'f> {
    paths: Vec<&'f str>,
    coverage: Coverage,
}

/// Shows each part as read with the files that it is part of. Returns the files that several were read with.
pub(in crate::facts) fn parts(files: &mut [FileEntry]) -> BTreeSet<FileId> {
    let uses = uses(files);
    let own = |id: FileId| {
        let at = files.binary_search_by_key(&id, |file| file.id);
        at.ok().and_then(|at| files.get(at)).is_some_and(|file| !file.is_only_part())
    };
    let several = |id: FileId, used: &Use<'_>| used.paths.len() + usize::from(own(id)) > 1;
    let shared = uses.iter().filter(|(id, used)| several(**id, used)).map(|(id, _)| *id).collect();
    let mut settled = Vec::new();
    for (part, used) in uses {
        let Ok(at) = files.binary_search_by_key(&part, |file| file.id) else { continue };
        let Some(file) = files.get(at).filter(|file| file.is_only_part()) else { continue };
        let mut coverage = used.coverage;
        coverage.notes.insert(0, crate::facts::Note { text: read_with(&used.paths), place: None });
        let facts = FileFacts { coverage, contracts: Vec::new(), ..(*file.facts).clone() };
        settled.push((at, facts));
    }
    for (at, facts) in settled {
        if let Some(file) = files.get_mut(at) {
            file.facts = Arc::new(facts);
            file.artifacts.clear();
        }
    }
    shared
}

fn uses(files: &[FileEntry]) -> BTreeMap<FileId, Use<'_>> {
    let mut uses = BTreeMap::new();
    let (pieces, wholes): (Vec<_>, Vec<_>) = files.iter().partition(|file| file.is_only_part());
    for file in wholes {
        add(&mut uses, file);
    }
    for file in pieces {
        if !uses.contains_key(&file.id) {
            add(&mut uses, file);
        }
    }
    uses
}

fn add<'f>(uses: &mut BTreeMap<FileId, Use<'f>>, file: &'f FileEntry) {
    for (part, coverage) in file.facts.companions.iter().filter_map(|companion| companion.read.as_ref()) {
        let reading = uses.entry(*part).or_default();
        if reading.paths.is_empty() {
            reading.coverage = coverage.clone();
        }
        reading.paths.push(&file.path);
    }
}

fn read_with(paths: &[&str]) -> String {
    let named: Vec<_> = paths.iter().take(MOST_NAMED).map(|path| format!("`{path}`")).collect();
    let others = match paths.len().saturating_sub(MOST_NAMED) {
        0 => String::new(),
        others => format!(" and {others} others"),
    };
    format!("read as a part of {}{others}", named.join(", "))
}

impl FileEntry {
    /// Nothing of it stands by itself: it was not read, or holds no more than pieces of a contract.
    fn is_only_part(&self) -> bool {
        let pieces = !self.facts.contracts.is_empty()
            && self.facts.contracts.iter().all(|contract| contract.version.is_empty());
        pieces || (self.artifacts.is_empty() && self.facts.coverage.status == Status::NotRead)
    }
}
