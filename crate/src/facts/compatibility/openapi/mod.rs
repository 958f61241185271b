//! Two versions of an OpenAPI document.

mod operations;

use super::pairing::{Known, pairs};
use super::{Comparison, ContractChange};
use crate::facts::{Contract, FileEntry};

pub(super) fn comparisons(earlier: &[FileEntry], later: &[FileEntry]) -> Vec<Comparison> {
    pairs(known(earlier), known(later))
        .into_iter()
        .map(|(earlier, later)| comparison(earlier, later))
        .collect()
}

fn known(files: &[FileEntry]) -> Vec<Known<'_, Contract>> {
    let all = files.iter().flat_map(|file| file.facts.contracts.iter().map(move |document| (file, document)));
    all.map(|(file, document)| Known { document, path: &file.path, name: title(document) }).collect()
}

fn title(contract: &Contract) -> &str {
    contract.info.title.as_ref().map(|title| title.value.as_str()).unwrap_or_default()
}

fn comparison(earlier: &Contract, later: &Contract) -> Comparison {
    Comparison {
        name: title(later).to_owned(),
        place: later.place,
        earlier: earlier.place,
        earlier_version: earlier.info.version.clone(),
        later_version: later.info.version.clone(),
        changes: changes(earlier, later),
        cut: false,
    }
}

fn changes(earlier: &Contract, later: &Contract) -> Vec<ContractChange> {
    operations::changes(earlier, later)
}
