//! Finds what an import refers to among the files of the submission.

use std::collections::BTreeMap;

use crate::facts::{Export, ExportTarget, FileEntry, ModuleMember};

/// Modules that one import may be passed on through.
const MOST_HOPS: usize = 8;

const ENDINGS: [&str; 8] = ["", ".ts", ".js", ".tsx", ".jsx", ".mjs", ".cjs", ".mts"];

pub(super) struct Modules<'a> {
    pub files: &'a [FileEntry],
    by_path: BTreeMap<String, usize>,
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
        let by_path = files.iter().enumerate().map(|(at, file)| (normal(&file.path), at)).collect();
        let flat = files.iter().all(|file| !file.path.contains('/'));
        Self { files, by_path, flat }
    }

    /// The file that a module's path as written means, seen from another file.
    pub(super) fn file(&self, from: usize, module: &str) -> Option<usize> {
        let path = &self.files.get(from)?.path;
        if module.starts_with('.') {
            let folder = path.rsplit_once('/').map_or("", |(folder, _)| folder);
            let wanted = normal(&format!("{folder}/{module}"));
            return self.with_ending(&wanted).or_else(|| self.by_name(&wanted));
        }
        let inner = module.trim_start_matches(['@', '~', '#', '/']);
        let inner = inner.trim_start_matches('/');
        self.with_ending(inner)
            .or_else(|| self.with_ending(&format!("src/{inner}")))
            .or_else(|| self.below_any_folder(inner))
    }

    fn with_ending(&self, path: &str) -> Option<usize> {
        let plain = [".js", ".mjs", ".cjs"].iter().find_map(|ending| path.strip_suffix(ending));
        let candidates = std::iter::once(path).chain(plain);
        candidates
            .flat_map(|path| {
                let index = if path.is_empty() { "index".to_owned() } else { format!("{path}/index") };
                ENDINGS
                    .iter()
                    .map(|ending| format!("{path}{ending}"))
                    .chain(ENDINGS.iter().map(move |ending| format!("{index}{ending}")))
                    .collect::<Vec<_>>()
            })
            .find_map(|path| self.by_path.get(&path).copied())
    }

    /// Files without folders are found by their names alone.
    fn by_name(&self, path: &str) -> Option<usize> {
        let name = path.rsplit('/').next()?;
        if self.flat { self.with_ending(name) } else { None }
    }

    /// `@/routes/users` where the folder that `@` stands for is not known.
    fn below_any_folder(&self, inner: &str) -> Option<usize> {
        let endings = ENDINGS
            .iter()
            .flat_map(|ending| [format!("/{inner}{ending}"), format!("/{inner}/index{ending}")]);
        let endings: Vec<String> = endings.collect();
        let mut matching = self
            .by_path
            .iter()
            .filter(|(path, _)| endings.iter().any(|ending| path.ends_with(ending.as_str())));
        let (_, first) = matching.next()?;
        matching.next().is_none().then_some(*first)
    }

    /// What an import gives in the end, through modules that only pass it on.
    pub(super) fn find(&self, from: usize, wanted: &ModuleMember) -> Option<Found<'a>> {
        let mut from = from;
        let mut wanted = wanted.clone();
        for _ in 0..MOST_HOPS {
            let file = self.file(from, &wanted.module)?;
            let exports = &self.files.get(file)?.facts.code.exports;
            if let Some(export) = exports.iter().find(|export| export.name == wanted.member) {
                match &export.target {
                    ExportTarget::Module(next) => wanted = next.clone(),
                    _ => return Some(Found { file, export }),
                }
            } else {
                wanted = passed_on(exports, &wanted.member)?;
            }
            from = file;
        }
        None
    }
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

/// A path without `.` and `..`.
fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
