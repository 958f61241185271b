//! OpenAPI 2.0 to 3.2, in JSON and YAML.

mod document;
mod keywords;
mod nearest;
mod object;
mod objects;
mod operation;
mod parameter;
mod payload;
mod pointer;
mod reader;
mod said;
mod sample;
mod schema;
mod security;
mod swagger;
mod template;
mod values;
mod version;

use crate::artifact::Source;
use crate::extract::tree::{self, NodeId, Shape, Tree};
use crate::facts::{Coverage, FileFacts, Technology, TechnologyRole};

use reader::{Reader, clipped};
use version::Version;

pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) {
    let tree = tree::read(source.text);
    facts.coverage = coverage(source, &tree);
    let Some(root) = tree.root().filter(|root| tree.shape(*root) == Shape::Map) else {
        facts.coverage = Coverage { notes: std::mem::take(&mut facts.coverage.notes), ..Coverage::default() };
        facts.coverage.note(None, "there is no object to read an API description from");
        return;
    };
    let (at, written, version) = version(&tree, root, &mut facts.coverage);
    let mut reader = Reader::new(*source, &tree, root, version);
    let place = at.map_or_else(|| reader.node_place(root), |at| reader.place(tree.key_span(at)));
    let contract = reader.document(place, written);
    for outside in &reader.outside {
        facts.coverage.missed(
            Some(outside.place),
            format!("`{}` leads out of this document and is not followed", clipped(&outside.value)),
        );
    }
    if reader.left_out > 0 {
        let text = format!("the document is too large: {} operations are left out", reader.left_out);
        facts.coverage.missed(None, text);
    }
    if reader.undecided {
        let text = "what the document lacks is not judged: it may stand in the part that was not read";
        facts.coverage.note(None, text);
    }
    if reader.room == 0 {
        let text = "what schemas repeat by way of aliases is too much: a part of it is left out";
        facts.coverage.missed(None, text.to_owned());
    }
    if reader.untold > 0 {
        let text = format!("{} more problems of the document are not listed", reader.untold);
        facts.coverage.note(None, text);
    }
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

fn coverage(source: &Source<'_>, tree: &Tree<'_>) -> Coverage {
    let mut coverage = Coverage::read();
    for fault in &tree.faults {
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
mod tests;
