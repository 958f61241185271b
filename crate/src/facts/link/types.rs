//! What the types of other files let through of what a caller sends.

use super::modules::{ANY_FILE, Modules, SHARING};
use crate::collections::BTreeMap;
use crate::facts::{FileEntry, ModuleMember, Outcome};

/// Files of a folder that are looked through, and types within types.
const MOST: usize = 100;
const DEEPEST: usize = 6;

impl Modules<'_> {
    /// Whether a type of some file holds no text of a caller's, or not behind the fields that a way of dots names.
    pub(super) fn holds_no_text(&self, from: usize, type_: &ModuleMember, way: &str) -> bool {
        let (mut at, mut type_, mut way) = (from, type_.clone(), way);
        for _ in 0..DEEPEST {
            let Some(file) = self.with_type(at, &type_) else { return false };
            let name = type_.member.rsplit('.').next().unwrap_or_default();
            let said = self.files.get(file).into_iter().flat_map(|file| &file.facts.code.assurances);
            let mut said = said.filter(|own| own.outcome == Outcome::Shaped && own.function == name);
            let (field, rest) = way.split_once('.').unwrap_or((way, ""));
            let Some(own) = said.find(|own| own.field.as_deref().is_none_or(|own| own == field)) else {
                return false;
            };
            match &own.type_ {
                None => return !own.harmless.is_empty(),
                Some(next) if next.module.is_empty() => {
                    type_ = ModuleMember { member: next.member.clone(), ..type_ }
                }
                Some(next) => (at, type_) = (file, next.clone()),
            }
            way = rest;
        }
        false
    }

    /// The file that declares a type.
    fn with_type(&self, from: usize, type_: &ModuleMember) -> Option<usize> {
        let name = type_.member.rsplit('.').next().unwrap_or_default();
        let declares = |at: &usize| {
            let said = self.files.get(*at).into_iter().flat_map(|file| &file.facts.code.assurances);
            said.into_iter().any(|own| own.outcome == Outcome::Shaped && own.function == name)
        };
        if type_.module == ANY_FILE {
            return self.types.get(name).copied();
        }
        let folder = || self.folder(from, &type_.module).iter().take(MOST).find(|at| declares(at)).copied();
        let found = self.find(from, type_).map(|found| found.file);
        found
            .or_else(|| self.file(from, &type_.module))
            .filter(declares)
            .or_else(folder)
            .or_else(|| self.types.get(name).copied())
    }
}

/// Files that are found by the name of their type alone, where no other has it: those that share their types, and
/// those whose paths begin with the name of a library, which no folder need have.
const BY_NAME: [&str; 2] = [SHARING, ".rs"];

/// The only file that tells what a type lets through, by its name.
pub(super) fn of_files(files: &[FileEntry]) -> BTreeMap<String, usize> {
    let mut all: BTreeMap<String, Option<usize>> = BTreeMap::new();
    for (at, file) in
        files.iter().enumerate().filter(|(_, file)| BY_NAME.iter().any(|end| file.path.ends_with(end)))
    {
        for own in file.facts.code.assurances.iter().filter(|own| own.outcome == Outcome::Shaped) {
            let known = all.entry(own.function.clone()).or_insert(Some(at));
            *known = known.filter(|known| *known == at);
        }
    }
    all.into_iter().filter_map(|(name, at)| Some((name, at?))).collect()
}
