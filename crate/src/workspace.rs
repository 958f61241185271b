mod suggested;
mod trial;

use std::collections::{HashMap, HashSet};
use std::sync::{Arc, OnceLock};

use crate::artifact::{Companions, File, FileId, LineIndex, Place, Range, Source};
use crate::detect::{self, Detection, Kind};
use crate::extract;
use crate::facts::{Artifact, Catalog, Facts, FileEntry, FileFacts};
use crate::rules;
use crate::verdict::{self, ReportCatalog, Verdict};

const BASELINE_FOLDER: &str = "baseline/";

/// Files that are reviewed again and again: what each says is kept as long as its content stays the same, and
/// that of the files that it refers to.
#[derive(Debug, Default)]
pub struct Workspace {
    /// Ids only grow, so they are sorted by them.
    entries: Vec<Entry>,
    ids: HashMap<String, FileId>,
    /// For a path that was added twice, the last number that was put behind it.
    copies: HashMap<String, u32>,
    next: u32,
    tried: trial::Tried,
}

#[derive(Debug)]
struct Entry {
    id: FileId,
    file: File,
    lines: LineIndex,
    detection: Detection,
    /// Filled by the first review, when the files are there that it refers to.
    reading: OnceLock<Reading>,
}

/// What a file says, together with the files that it refers to.
#[derive(Debug)]
struct Reading {
    artifacts: Vec<Artifact>,
    facts: Arc<FileFacts>,
}

impl Workspace {
    /// Adds a file, or replaces the one of the same path. A file that is the same as before is not read again.
    pub fn set_file(&mut self, file: File) {
        let file = in_its_folder(file);
        let id = self.ids.get(&file.path).copied();
        match id.and_then(|id| self.entry_mut(id)) {
            Some(entry) if entry.file == file => {}
            Some(entry) => {
                let path = file.path.clone();
                *entry = Entry::new(entry.id, file);
                self.forget_readings_with(&path);
            }
            None => self.push(file),
        }
    }

    /// Forgets the file of that path; says whether there was one.
    pub fn remove_file(&mut self, path: &str) -> bool {
        let Some(id) = self.ids.remove(path) else { return false };
        self.entries.retain(|entry| entry.id != id);
        self.forget_readings_with(path);
        true
    }

    /// Takes these files as the earlier version of the others, in place of those that were it before.
    pub fn set_baseline(&mut self, files: Vec<File>) {
        let files: Vec<File> = files.into_iter().map(|file| in_its_folder(file.as_baseline())).collect();
        let kept: HashSet<&str> = files.iter().map(|file| file.path.as_str()).collect();
        let gone = |entry: &&Entry| entry.file.baseline && !kept.contains(entry.file.path.as_str());
        let gone: Vec<String> =
            self.entries.iter().filter(gone).map(|entry| entry.file.path.clone()).collect();
        for path in gone {
            self.remove_file(&path);
        }
        for file in files {
            self.set_file(file);
        }
    }

    pub fn review(&self) -> Verdict {
        let facts = self.facts();
        let observed = rules::check(&facts);
        let suggested = suggested::catalog(&facts, &observed);
        let migrations = trial::migrations(&facts, &observed, &self.tried);
        let submission = Submission { suggested: suggested.as_ref(), ..Submission::of(self, &facts) };
        verdict::verdict(&submission, &observed, &migrations)
    }

    /// The schema that all files make together.
    pub fn catalog(&self) -> ReportCatalog {
        verdict::catalog(&Submission::of(self, &self.facts()))
    }

    /// Adds a file beside those of the same path: nothing that was handed in is lost.
    pub(crate) fn add_file(&mut self, file: File) {
        let mut file = in_its_folder(file);
        if self.ids.contains_key(&file.path) {
            file.path = self.free_path(&file.path);
        }
        self.push(file);
    }

    pub(crate) fn facts(&self) -> Facts {
        Facts::link(self.entries.iter().map(|entry| entry.facts(self)).collect())
    }

    fn entry(&self, id: FileId) -> Option<&Entry> {
        let at = self.entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
        self.entries.get(at)
    }

    fn entry_mut(&mut self, id: FileId) -> Option<&mut Entry> {
        let at = self.entries.binary_search_by_key(&id, |entry| entry.id).ok()?;
        self.entries.get_mut(at)
    }

    /// `schema.sql (2)` for a second `schema.sql`. Numbers go on from the last one given, so that many files
    /// of one path stay cheap.
    fn free_path(&mut self, path: &str) -> String {
        let copy = self.copies.entry(path.to_owned()).or_insert(1);
        loop {
            *copy += 1;
            let free = format!("{path} ({copy})");
            if !self.ids.contains_key(&free) {
                return free;
            }
        }
    }

    fn push(&mut self, file: File) {
        let id = FileId(self.next);
        self.next += 1;
        self.forget_readings_with(&file.path);
        self.ids.insert(file.path.clone(), id);
        self.entries.push(Entry::new(id, file));
    }

    /// Files that refer to a path are read again once what lies there is another text.
    fn forget_readings_with(&mut self, path: &str) {
        for entry in &mut self.entries {
            let refers = |reading: &Reading| reading.facts.companions.iter().any(|other| other.path == path);
            if entry.reading.get().is_some_and(refers) {
                entry.reading.take();
            }
        }
    }
}

impl Companions for Workspace {
    fn find(&self, path: &str) -> Option<Source<'_>> {
        let entry = self.ids.get(path).and_then(|id| self.entry(*id))?;
        let other =
            matches!(entry.detection.kind, Kind::Binary | Kind::Code(_) | Kind::Markdown | Kind::Sql(_));
        (!other).then(|| entry.source())
    }
}

impl Entry {
    fn new(id: FileId, file: File) -> Self {
        let detection = detect::kind(&file);
        let lines = LineIndex::new(&file.contents.text);
        Self { id, lines, detection, reading: OnceLock::new(), file }
    }

    fn source(&self) -> Source<'_> {
        Source { file: self.id, path: &self.file.path, text: &self.file.contents.text, offset: 0 }
    }

    fn read(&self, companions: &dyn Companions) -> Reading {
        let (source, kind) = (self.source(), &self.detection.kind);
        let mut facts = FileFacts::default();
        let artifacts = extract::read(&source, kind, companions, &mut facts);
        extract::read_secrets(&source, kind, &mut facts);
        if let Some(note) = &self.file.contents.note {
            facts.coverage.note(None, note.clone());
        }
        Reading { artifacts, facts: Arc::new(facts) }
    }

    fn reading(&self, companions: &dyn Companions) -> &Reading {
        self.reading.get_or_init(|| self.read(companions))
    }

    fn facts(&self, companions: &dyn Companions) -> FileEntry {
        let reading = self.reading(companions);
        FileEntry {
            id: self.id,
            path: self.file.path.clone(),
            artifacts: reading.artifacts.clone(),
            baseline: self.file.baseline,
            facts: Arc::clone(&reading.facts),
        }
    }
}

/// What a verdict is made of besides observations: the facts, and the texts that places point into.
#[derive(Clone, Copy)]
pub(crate) struct Submission<'a> {
    workspace: &'a Workspace,
    pub(crate) facts: &'a Facts,
    /// The tables as the statements of the findings' fixes would leave them, where these change tables.
    pub(crate) suggested: Option<&'a Catalog>,
}

/// One file as a report speaks of it.
pub(crate) struct SubmittedFile<'a> {
    pub(crate) path: &'a str,
    pub(crate) text: &'a str,
    pub(crate) lines: usize,
    /// `openapi`, `sql`, `code`, ...
    pub(crate) kind: &'static str,
    pub(crate) language: Option<String>,
    pub(crate) reason: &'a str,
    pub(crate) facts: &'a FileFacts,
}

impl<'a> Submission<'a> {
    /// `facts` are those of the workspace; tests make some by hand.
    pub(crate) fn of(workspace: &'a Workspace, facts: &'a Facts) -> Self {
        Self { workspace, facts, suggested: None }
    }

    /// In the order in which they were handed in; those of the same order in [`Facts::files`].
    pub(crate) fn files(&self) -> impl Iterator<Item = SubmittedFile<'a>> + use<'a> {
        let submission = *self;
        let entries = self.workspace.entries.iter();
        let later = entries.filter(move |entry| !submission.facts.is_baseline(entry.id));
        later.map(move |entry| submission.submitted(entry))
    }

    /// Every file, also those of the earlier version, with whether it is one of them.
    pub(crate) fn all_files(&self) -> impl Iterator<Item = (SubmittedFile<'a>, bool)> + use<'a> {
        let submission = *self;
        let entries = self.workspace.entries.iter();
        entries.map(move |entry| (submission.submitted(entry), submission.facts.is_baseline(entry.id)))
    }

    /// The file of a place, and its lines and columns.
    pub(crate) fn locate(&self, place: Place) -> Option<(SubmittedFile<'a>, Range)> {
        let entry = self.workspace.entry(place.file)?;
        Some((self.submitted(entry), entry.lines.range(&entry.file.contents.text, place.span)))
    }

    fn submitted(&self, entry: &'a Entry) -> SubmittedFile<'a> {
        let linked = self.facts.files.binary_search_by_key(&entry.id, |file| file.id).ok();
        let linked = linked.and_then(|at| self.facts.files.get(at)).map(|file| &*file.facts);
        SubmittedFile {
            path: &entry.file.path,
            text: &entry.file.contents.text,
            lines: entry.lines.count(),
            kind: entry.detection.kind.name(),
            language: entry.detection.kind.language(),
            reason: &entry.detection.reason,
            facts: linked.unwrap_or_else(|| &entry.reading(self.workspace).facts),
        }
    }
}

/// An earlier version has the paths of the later one: in a folder of its own both can be told apart.
fn in_its_folder(mut file: File) -> File {
    if file.baseline && !file.path.starts_with(BASELINE_FOLDER) {
        file.path.insert_str(0, BASELINE_FOLDER);
    }
    file
}
