//! Two versions of an OpenAPI document.

mod operations;
mod parameters;
mod payloads;
mod security;
mod servers;
mod tally;

use super::pairing::{Known, pairs};
use super::schemas::{Comparer, Schemas};
use super::{ChangeKind, Comparison, ContractChange, Impact};
use crate::facts::{Contract, FileEntry, Located, Operation};

use tally::Tally;

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

/// The changes of what does not stand in schemas, and the schemas that are still to be compared.
struct Changes<'a> {
    earlier: &'a Contract,
    later: &'a Contract,
    whole: Vec<ContractChange>,
    /// Those of operations, which many may share.
    tally: Tally,
    comparer: Comparer<'a>,
    /// A part of the paths stands in the address of the server in the other version.
    prefix_moved: bool,
}

fn comparison(earlier: &Contract, later: &Contract) -> Comparison {
    let mut changes = Changes {
        earlier,
        later,
        whole: Vec::new(),
        tally: Tally::default(),
        comparer: Comparer::new(schemas(earlier), schemas(later)),
        prefix_moved: false,
    };
    changes.operations();
    changes.servers();
    let Changes { mut whole, tally, comparer, .. } = changes;
    whole.extend(tally.changes());
    let (of_schemas, cut) = comparer.changes();
    whole.extend(of_schemas);
    Comparison {
        name: title(later).to_owned(),
        place: later.place,
        earlier: earlier.place,
        earlier_version: earlier.info.version.clone(),
        later_version: later.info.version.clone(),
        changes: whole,
        cut: cut || !earlier.whole || !later.whole,
    }
}

fn schemas(contract: &Contract) -> Schemas<'_> {
    Schemas::new(&contract.schemas, &contract.named)
}

/// An operation in both versions.
struct Pair<'a> {
    before: &'a Operation,
    after: &'a Operation,
}

impl Pair<'_> {
    fn label(&self) -> Located<String> {
        Located { value: format!("`{}`", self.after.label()), place: self.after.place }
    }
}
