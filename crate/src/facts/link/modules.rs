//! Finds what an import refers to among the files of the submission.

pub(super) use super::prefixes::normal;
use super::types;
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Export, ExportTarget, FileEntry, ModuleMember};

/// Modules that one import may be passed on through.
const MOST_HOPS: usize = 8;

/// Endings that an import leaves out; of two files that differ only in it, the first counts.
const ENDINGS: [&str; 13] =
    [".ts", ".js", ".tsx", ".jsx", ".mjs", ".cjs", ".mts", ".cts", ".py", ".go", ".java", ".rs", ".cs"];

/// Files that stand for their folder.
const INDEXES: [&str; 3] = ["index", "__init__", "mod"];

pub(super) struct Modules<'a> {
    pub files: &'a [FileEntry],
    /// By whole path, and by the path as imports write it: without ending, `users` for `users/index.ts`.
    pub(super) by_path: BTreeMap<String, usize>,
    /// The files whose path without ending ends in a name.
    by_name: BTreeMap<String, Vec<usize>>,
    by_folder: BTreeMap<String, Vec<usize>>,
    /// The files that export a name, as far as a dot or a call in it; of languages whose files share their types.
    by_type: BTreeMap<String, Vec<usize>>,
    /// The only file that tells what a type lets through, by its name; of languages whose files share their types.
    pub(super) types: BTreeMap<String, usize>,
    /// The files that stand for libraries, by the name of their folder as imports write it.
    pub(super) libraries: BTreeMap<String, usize>,
    /// No file has a folder: they were dropped one by one, and their names are all there is.
    flat: bool,
}

/// An export, and the file that has it.
#[derive(Clone, Copy)]
pub(super) struct Found<'a> {
    pub file: usize,
    pub export: &'a Export,
}

impl<'a> Modules<'a> {
    pub(super) fn new(files: &'a [FileEntry]) -> Self {
        let flat = files.iter().all(|file| !file.path.contains('/'));
        let mut modules = Self {
            files,
            by_path: BTreeMap::new(),
            by_name: BTreeMap::new(),
            by_folder: BTreeMap::new(),
            by_type: by_type(files),
            types: types::of_files(files),
            libraries: BTreeMap::new(),
            flat,
        };
        // What ends like the first ending is entered first.
        let mut order: Vec<usize> = (0..files.len()).collect();
        order.order_by_key(|at| files.get(*at).map_or(usize::MAX, |file| rank(&file.path)));
        for at in order {
            let Some(file) = files.get(at) else { continue };
            let path = normal(&file.path);
            let module = module_path(&path).to_owned();
            if module != path && ENDINGS.iter().any(|ending| path.ends_with(ending)) {
                let name = module.rsplit('/').next().unwrap_or_default().to_owned();
                modules.by_name.entry(name).or_default().push(at);
                let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder).to_owned();
                modules.by_folder.entry(folder).or_default().push(at);
            }
            if let Some(folder) = path.strip_suffix("src/lib.rs") {
                let name = folder.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
                modules.libraries.entry(name.replace('-', "_")).or_insert(at);
            }
            modules.by_path.entry(module).or_insert(at);
            modules.by_path.entry(path).or_insert(at);
        }
        modules
    }

    /// The file that a module's path as written means, seen from another file.
    pub(super) fn file(&self, from: usize, module: &str) -> Option<usize> {
        if module.starts_with('.') {
            let wanted = self.beside(from, module)?;
            return self.with_ending(&wanted).or_else(|| self.by_name(&wanted));
        }
        if self.flat && module.starts_with('/') {
            return self.by_name(module);
        }
        let inner = module.trim_start_matches(['@', '~', '#', '/']);
        let inner = inner.trim_start_matches('/');
        self.with_ending(inner)
            .or_else(|| self.with_ending(&format!("src/{inner}")))
            .or_else(|| self.below_any_folder(inner))
            .or_else(|| self.library(from, inner))
    }

    /// A relative path as one from the top.
    fn beside(&self, from: usize, module: &str) -> Option<String> {
        let path = &self.files.get(from)?.path;
        let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
        Some(normal(&format!("{folder}/{module}")))
    }

    fn with_ending(&self, path: &str) -> Option<usize> {
        let plain = || [".js", ".mjs", ".cjs"].iter().find_map(|ending| path.strip_suffix(ending));
        let found = self.by_path.get(path).or_else(|| self.by_path.get(plain()?));
        found.copied()
    }

    /// Files without folders are found by their names alone.
    fn by_name(&self, path: &str) -> Option<usize> {
        let name = path.rsplit('/').next()?;
        if self.flat { self.with_ending(name) } else { None }
    }

    /// `@/routes/users` where the folder that `@` stands for is not known.
    fn below_any_folder(&self, inner: &str) -> Option<usize> {
        let name = inner.rsplit('/').next()?;
        let ending = format!("/{inner}");
        let mut matching = self.by_name.get(name)?.iter().copied().filter(|at| {
            self.files.get(*at).is_some_and(|file| module_path(&normal(&file.path)).ends_with(&ending))
        });
        let first = matching.next()?;
        matching.next().is_none().then_some(first)
    }

    /// Files of a folder that is one module.
    pub(super) fn folder(&self, from: usize, module: &str) -> &[usize] {
        let wanted =
            if module.starts_with('.') { self.beside(from, module) } else { Some(module.to_owned()) };
        let Some(wanted) = wanted else { return &[] };
        // The path of a package begins with that of its project, which no folder here has.
        let mut inner = Some(wanted.as_str());
        while let Some(folder) = inner {
            if let Some(files) = self.by_folder.get(folder) {
                return files;
            }
            inner = folder.split_once('/').map(|(_, rest)| rest);
        }
        &[]
    }

    /// What an import gives in the end, through modules that only pass it on.
    pub(super) fn find(&self, from: usize, wanted: &ModuleMember) -> Option<Found<'a>> {
        let mut from = from;
        let mut wanted = wanted.clone();
        for _ in 0..MOST_HOPS {
            if wanted.module == ANY_FILE {
                match self.in_any_file(from, &wanted)? {
                    Shared::Here(found) => return Some(found),
                    Shared::PassedOn(next) => wanted = next,
                }
                continue;
            }
            let Some(file) = self.file(from, &wanted.module) else {
                match self.in_folder(from, &wanted) {
                    Some(found) => return Some(found),
                    None => wanted = inside(&wanted)?,
                }
                continue;
            };
            let exports = &self.files.get(file)?.facts.code.exports;
            if let Some(export) = exports.iter().find(|export| export.name == wanted.member) {
                match &export.target {
                    ExportTarget::Module(next) => wanted = next.clone(),
                    _ => return Some(Found { file, export }),
                }
            } else if let Some(next) = passed_on(exports, &wanted.member) {
                wanted = next;
            } else {
                // `app.services.create` may be the function of a module that stands below this one.
                wanted = inside(&wanted)?;
                continue;
            }
            from = file;
        }
        None
    }

    /// The nearest of the files that have a type with that member; what does its work where it is an interface.
    fn in_any_file(&self, from: usize, wanted: &ModuleMember) -> Option<Shared<'a>> {
        let name = type_of(&wanted.member);
        let files = self.by_type.get(name)?;
        let own = self.files.get(from).map(|file| file.path.as_str()).unwrap_or_default();
        let exports = |file: usize| self.files.get(file).map(|file| file.facts.code.exports.as_slice());
        let near = |file: &usize| {
            let path = self.files.get(*file).map(|file| file.path.as_str()).unwrap_or_default();
            own.split('/').zip(path.split('/')).take_while(|(one, two)| one == two).count()
        };
        let with_member = files.iter().filter_map(|file| {
            let export = exports(*file)?.iter().find(|export| export.name == wanted.member)?;
            (!matches!(export.target, ExportTarget::Module(_))).then_some(Found { file: *file, export })
        });
        if let Some(found) = with_member.max_by_key(|found| (near(&found.file), usize::MAX - found.file)) {
            return Some(Shared::Here(found));
        }
        let passing = files.iter().filter_map(|file| passed_on(exports(*file)?, &wanted.member));
        let passing: Vec<ModuleMember> = passing.collect();
        // Of several, the one that does something dangerous matters.
        let reached = |next: &ModuleMember| {
            let files = self.by_type.get(type_of(&next.member)).into_iter().flatten();
            files
                .filter_map(|file| self.files.get(*file))
                .any(|file| file.facts.code.parameter_flows.iter().any(|flow| flow.function == next.member))
        };
        let dangerous = passing.iter().position(reached);
        passing.into_iter().nth(dangerous.unwrap_or_default()).map(Shared::PassedOn)
    }

    fn in_folder(&self, from: usize, wanted: &ModuleMember) -> Option<Found<'a>> {
        const MOST: usize = 200;
        self.folder(from, &wanted.module).iter().take(MOST).find_map(|file| {
            let exports = &self.files.get(*file)?.facts.code.exports;
            let export = exports.iter().find(|export| export.name == wanted.member)?;
            Some(Found { file: *file, export })
        })
    }
}

/// What a name leads to that any file may have.
enum Shared<'a> {
    Here(Found<'a>),
    PassedOn(ModuleMember),
}

/// The module of names that any file may have.
pub(super) const ANY_FILE: &str = "#";

/// Files that share their types.
pub(super) const SHARING: &str = ".cs";

/// Files in which a method may be only named, for a class of any file that has its body.
const INTERFACES: [&str; 2] = [SHARING, ".java"];

/// Files that have a type of one name.
const MOST_OF_TYPE: usize = 100;

fn by_type(files: &[FileEntry]) -> BTreeMap<String, Vec<usize>> {
    let mut all: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    let has_interfaces = |file: &FileEntry| INTERFACES.iter().any(|ending| file.path.ends_with(ending));
    for (at, file) in files.iter().enumerate().filter(|(_, file)| has_interfaces(file)) {
        for export in &file.facts.code.exports {
            let own = all.entry(type_of(&export.name).to_owned()).or_default();
            if own.last() != Some(&at) && own.len() < MOST_OF_TYPE {
                own.push(at);
            }
        }
    }
    all
}

/// `Orders` of `Orders().find`.
fn type_of(member: &str) -> &str {
    member.split(['.', '(']).next().unwrap_or_default()
}

/// The same with the first name of the member being part of the module's path.
fn inside(wanted: &ModuleMember) -> Option<ModuleMember> {
    let (first, rest) = wanted.member.split_once('.').unwrap_or((&wanted.member, ""));
    if first.is_empty() || first.contains('(') {
        return None;
    }
    let module = format!("{}/{first}", wanted.module.trim_end_matches('/'));
    Some(ModuleMember { module, member: rest.to_owned() })
}

/// Files with the endings that come first.
fn rank(path: &str) -> usize {
    ENDINGS.iter().position(|ending| path.ends_with(ending)).unwrap_or(ENDINGS.len())
}

/// A path as imports write it.
fn module_path(path: &str) -> &str {
    let plain = ENDINGS.iter().find_map(|ending| path.strip_suffix(ending)).unwrap_or(path);
    match plain.rsplit_once('/') {
        Some((folder, name)) if stands_for_folder(path, name) => folder,
        None if stands_for_folder(path, plain) => "",
        _ => plain,
    }
}

fn stands_for_folder(path: &str, name: &str) -> bool {
    INDEXES.contains(&name) || (path.rsplit('.').next() == Some("rs") && matches!(name, "lib" | "main"))
}

/// The export that has the member inside: `users` of `users.create`, or everything of another module.
fn passed_on(exports: &[Export], member: &str) -> Option<ModuleMember> {
    exports.iter().find_map(|export| {
        let ExportTarget::Module(next) = &export.target else { return None };
        let rest = match export.name.as_str() {
            "" | "*" => member,
            name => member.strip_prefix(name)?.strip_prefix('.')?,
        };
        let dot = if next.member.is_empty() || rest.is_empty() { "" } else { "." };
        Some(ModuleMember { module: next.module.clone(), member: format!("{}{dot}{rest}", next.member) })
    })
}
