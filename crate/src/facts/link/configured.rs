//! Fills in what code reads from the configuration files of the submission.

use std::sync::Arc;

use crate::collections::BTreeMap;
use crate::facts::{FileEntry, Said};

/// Sides of a use that programs are right to keep in files, so that these say what they are.
const CHOICES: &[&str] = &["algorithm", "algorithms", "mode", "version", "curve"];

/// Replaces every setting by what all files that name it agree on, or by what is used where none does.
pub(in crate::facts) fn fill_in(files: &mut [FileEntry]) {
    let asks = |file: &FileEntry| {
        let mut said = file.facts.code.uses.iter().flat_map(|one| one.said.values());
        said.any(|said| matches!(said, Said::Configured { .. }))
    };
    if !files.iter().any(asks) {
        return;
    }
    let mut known: BTreeMap<String, Option<String>> = BTreeMap::new();
    for line in files.iter().flat_map(|file| &file.facts.configured) {
        let own = known.entry(line.name.clone()).or_insert_with(|| Some(line.value.clone()));
        if own.as_ref().is_some_and(|value| *value != line.value) {
            *own = None;
        }
    }
    for file in files.iter_mut().filter(|file| asks(file)) {
        let facts = Arc::make_mut(&mut file.facts);
        for (side, said) in facts.code.uses.iter_mut().flat_map(|one| &mut one.said) {
            let Said::Configured { name, otherwise } = said else { continue };
            let given = match known.get(name) {
                Some(agreed) => agreed.clone(),
                None => otherwise.clone(),
            };
            *said = match given.filter(|_| CHOICES.contains(&side.as_str())) {
                Some(value) => Said::Constant(value, None),
                None => Said::Unknown,
            };
        }
    }
}
