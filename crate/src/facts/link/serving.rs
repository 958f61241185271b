//! Which routers there are, where they stand, and which application serves them.

use super::modules::Modules;
use crate::collections::BTreeMap;
use crate::facts::{ExportTarget, FileEntry, FunctionFacts, Guard, ModuleMember, MountTarget, Router};

/// Guards of one route that are kept.
pub(super) const MOST_GUARDS: usize = 60;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct RouterAt {
    pub file: usize,
    pub router: usize,
}

impl<'a> Modules<'a> {
    pub(super) fn router(&self, at: RouterAt) -> Option<&'a Router> {
        self.files.get(at.file)?.facts.code.routers.get(at.router)
    }

    pub(super) fn routers_of(&self, file: usize, wanted: impl Fn(&Router) -> bool) -> Vec<RouterAt> {
        let routers =
            self.files.get(file).map(|entry| entry.facts.code.routers.as_slice()).unwrap_or_default();
        let matching = routers.iter().enumerate().filter(|(_, router)| wanted(router));
        matching.map(|(router, _)| RouterAt { file, router }).collect()
    }

    pub(super) fn function(&self, from: usize, member: &ModuleMember) -> Option<&'a FunctionFacts> {
        match &self.find(from, member)?.export.target {
            ExportTarget::Function(function) => Some(function),
            _ => None,
        }
    }
}

/// For each router those that stand for it in other files.
pub(super) fn aliases(modules: &Modules<'_>) -> BTreeMap<RouterAt, Vec<RouterAt>> {
    let mut aliases: BTreeMap<RouterAt, Vec<RouterAt>> = BTreeMap::new();
    for (file, entry) in modules.files.iter().enumerate() {
        for (router, own) in entry.facts.code.routers.iter().enumerate() {
            let Some(found) = own.stands_for.as_ref().and_then(|member| modules.find(file, member)) else {
                continue;
            };
            let ExportTarget::Router(name) = &found.export.target else { continue };
            for target in modules.routers_of(found.file, |router| router.name == *name) {
                aliases.entry(target).or_default().push(RouterAt { file, router });
            }
        }
    }
    aliases
}

/// The classes that each application serves: those that stand nearest to it.
pub(super) fn served(modules: &Modules<'_>) -> BTreeMap<usize, Vec<RouterAt>> {
    let is_application =
        |router: &Router| router.mounts.iter().any(|mount| mount.target == MountTarget::Controllers);
    let with = |is: &dyn Fn(&Router) -> bool| {
        let files = modules.files.iter().enumerate();
        files
            .filter(|(_, entry)| entry.facts.code.routers.iter().any(is))
            .map(|(file, entry)| (file, entry.path.as_str()))
            .collect::<Vec<_>>()
    };
    let applications = with(&is_application);
    let mut served: BTreeMap<usize, Vec<RouterAt>> = BTreeMap::new();
    for (file, path) in with(&|router| router.of_class) {
        let near = |(at, own): &(usize, &str)| (common_folders(path, own), usize::MAX - at);
        let language = |(_, own): &&(usize, &str)| ending(own) == ending(path);
        let nearest = applications.iter().filter(language).max_by_key(|application| near(application));
        if let Some((application, _)) = nearest {
            let own = modules.routers_of(file, |router| router.of_class);
            served.entry(*application).or_default().extend(own);
        }
    }
    served
}

pub(super) fn everywhere(files: &[FileEntry]) -> Vec<(&str, &Guard)> {
    let all = files
        .iter()
        .flat_map(|file| file.facts.code.everywhere.iter().map(|guard| (ending(&file.path), guard)));
    all.take(MOST_GUARDS).collect()
}

pub(super) fn ending(path: &str) -> &str {
    path.rsplit('.').next().unwrap_or_default()
}

/// Folders that two paths have in common, from the top.
fn common_folders(one: &str, two: &str) -> usize {
    one.split('/').zip(two.split('/')).take_while(|(one, two)| one == two).count()
}
