//! OpenAPI 2.0 to 3.2, in JSON and YAML.

mod document;
mod forest;
mod keywords;
mod location;
mod nearest;
mod nullable;
mod object;
mod objects;
mod operation;
mod parameter;
mod payload;
mod pointer;
mod reader;
mod reference;
mod said;
mod sample;
mod schema;
mod security;
mod swagger;
mod template;
mod values;
mod version;

use crate::artifact::{Companions, Source};
use crate::extract::tree::{Fault, NodeId, Tree};
use crate::facts::{Companion, Coverage, FileFacts, Technology, TechnologyRole};

use forest::Forest;
use reader::{Reader, clipped};
use version::Version;

pub(super) fn read<'a>(source: &Source<'a>, companions: &'a dyn Companions, facts: &mut FileFacts) {
    let forest = Forest::read(source, companions);
    facts.coverage = forest.texts.first().map(|text| coverage(source, &text.faults)).unwrap_or_default();
    let Some(root) = forest.root() else {
        facts.coverage = Coverage { notes: std::mem::take(&mut facts.coverage.notes), ..Coverage::default() };
        facts.coverage.note(None, "there is no object to read an API description from");
        return;
    };
    let tree = &forest.tree;
    let (at, written, version) = version(tree, root, &mut facts.coverage);
    let mut reader = Reader::new(&forest, root, version);
    let place = at.map_or_else(|| reader.node_place(root), |at| reader.key_place(at));
    let contract = reader.document(place, written, &mut facts.coverage);
    facts.companions = companions_of(&reader);
    facts.technologies.push(Technology {
        role: TechnologyRole::Contract,
        name: version.name().to_owned(),
        place,
        evidence: match at {
            Some(at) => format!("`{}: {}`", tree.key(at).unwrap_or_default(), clipped(&contract.version)),
            None => "its fields are those of an API description".to_owned(),
        },
    });
    facts.contracts.push(contract);
}

/// The files that were asked for, and what was read of those that something was needed from.
fn companions_of(reader: &Reader<'_>) -> Vec<Companion> {
    let read = |part: usize| {
        let text = reader.forest.texts.get(part)?;
        Some((text.source.file, coverage(&text.source, &text.faults)))
    };
    let needed = |part: Option<usize>| part.filter(|part| reader.reached.contains(part));
    let companion = |(path, part): (&str, Option<usize>)| Companion {
        path: path.to_owned(),
        read: needed(part).and_then(read),
    };
    reader.forest.asked().map(companion).collect()
}

fn coverage(source: &Source<'_>, faults: &[Fault]) -> Coverage {
    let mut coverage = Coverage::read();
    for fault in faults {
        let place = source.place(fault.span.start as usize, fault.span.end as usize);
        if fault.lost {
            coverage.missed(Some(place), fault.text.clone());
        } else {
            coverage.note(Some(place), fault.text.clone());
        }
    }
    coverage
}

/// The member that says which version it is, what it says, and as which version the document is read.
fn version(tree: &Tree<'_>, root: NodeId, coverage: &mut Coverage) -> (Option<NodeId>, String, Version) {
    let member = |name| tree.member(root, name);
    let old = member("swagger");
    let at = member("openapi").or(old);
    let written = at.and_then(|at| tree.written(at)).unwrap_or_default().to_owned();
    let version = Version::named(&written).unwrap_or_else(|| {
        let assumed =
            if old.is_some() || member("definitions").is_some() { Version::V2 } else { Version::V31 };
        let says = if written.is_empty() {
            "the document does not say which version of OpenAPI it follows".to_owned()
        } else {
            format!("`{}` is not a version of OpenAPI that is known", clipped(&written))
        };
        coverage.note(None, format!("{says}; it is read as {}", assumed.name()));
        assumed
    });
    (at, written, version)
}

#[cfg(test)]
mod class_tests;
#[cfg(test)]
mod exposure_tests;
#[cfg(test)]
mod tests;
