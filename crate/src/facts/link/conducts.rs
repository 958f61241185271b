//! Follows what handlers do into the functions of other modules that they call.

use super::modules::Modules;
use crate::artifact::{FileId, Place};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Conduct, ExportTarget, FileEntry, ModuleMember, Route, words};

/// Functions of other modules that one handler is followed into, and handlers that are followed.
const MOST_FUNCTIONS: usize = 40;
const MOST_HANDLERS: usize = 10_000;

/// What the handlers of routes do, by the place that registers them.
pub(in crate::facts) fn conducts(files: &[FileEntry], routes: &[Route]) -> BTreeMap<Place, Conduct> {
    let modules = Modules::new(files);
    let mut all = BTreeMap::new();
    for (file, entry) in files.iter().enumerate() {
        for (place, conduct) in &entry.facts.code.conducts {
            all.insert(*place, followed(&modules, file, conduct));
        }
    }
    let at: BTreeMap<FileId, usize> = files.iter().enumerate().map(|(at, file)| (file.id, at)).collect();
    for route in routes.iter().take(MOST_HANDLERS) {
        let imported = route.handler.as_ref().and_then(|handler| handler.imported.as_ref());
        let (Some(member), Some(file)) = (imported, at.get(&route.place.file)) else { continue };
        if !all.contains_key(&route.place)
            && let Some(found) = modules.find(*file, member)
            && let ExportTarget::Function(function) = &found.export.target
        {
            all.insert(route.place, followed(&modules, found.file, &function.conduct));
        }
    }
    all
}

fn followed(modules: &Modules<'_>, file: usize, own: &Conduct) -> Conduct {
    let mut whole = own.clone();
    let mut open: Vec<(usize, ModuleMember)> = own.calls.iter().map(|call| (file, call.clone())).collect();
    let mut seen: BTreeSet<(usize, String)> = BTreeSet::new();
    while let Some((from, member)) = open.pop() {
        let Some(found) = modules.find(from, &member) else {
            whole.unseen |= does_work(&member);
            continue;
        };
        if let ExportTarget::Function(function) = &found.export.target
            && seen.insert((found.file, found.export.name.clone()))
        {
            whole.absorb(&function.conduct);
            open.extend(function.conduct.calls.iter().map(|call| (found.file, call.clone())));
        }
        if seen.len() >= MOST_FUNCTIONS {
            whole.unseen = true;
            break;
        }
    }
    whole
}

/// Whether something that is not there may ask about the caller: not where it only stores or logs.
fn does_work(member: &ModuleMember) -> bool {
    let name = format!("{} {}", member.module, member.member);
    let words = words(&name);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    (member.module.starts_with('.')
        || any(&[
            "service",
            "services",
            "manager",
            "policy",
            "facade",
            "usecase",
            "handler",
            "guard",
            "controller",
        ]))
        && !any(&[
            "log",
            "logger",
            "error",
            "errors",
            "util",
            "utils",
            "config",
            "constants",
            "model",
            "models",
            "catch",
            "async",
        ])
}
