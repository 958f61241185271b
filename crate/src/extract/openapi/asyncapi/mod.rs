//! `AsyncAPI` 2 and 3. Its schemas and references are those of `OpenAPI` 3.1, so its reader reads them.

mod bindings;
mod channels;
mod document;
mod forms;
mod messages;
mod objects;
mod operations;
mod schemes;
mod servers;

use super::forest::Forest;
use super::head::Head;
use super::reader::{Reader, clipped};
use super::version::Version;
use super::{companions_of, coverage};
use crate::artifact::{Companions, Source};
use crate::extract::tree::Shape;
use crate::facts::{Coverage, FileFacts, Technology, TechnologyRole};

pub(in crate::extract) fn read<'a>(
    source: &Source<'a>,
    companions: &'a dyn Companions,
    facts: &mut FileFacts,
) {
    let forest = Forest::read(source, companions);
    facts.coverage = forest.texts.first().map(|text| coverage(source, &text.faults)).unwrap_or_default();
    let Some(root) = forest.root() else {
        facts.coverage = Coverage { notes: std::mem::take(&mut facts.coverage.notes), ..Coverage::default() };
        facts.coverage.note(None, "there is no object to read an AsyncAPI document from");
        return;
    };
    let tree = &forest.tree;
    let at = tree.member(root, "asyncapi");
    let written = at.and_then(|at| tree.written(at)).unwrap_or_default().to_owned();
    if written.starts_with("1.") || written == "1" {
        facts.coverage = Coverage::not_read("AsyncAPI 1 is not read: the document must be of version 2 or 3");
        return;
    }
    let version = version(&written, tree.member(root, "operations").is_some(), &mut facts.coverage);
    let head = Head { at, written, version, piece: false, paths: None };
    let mut reader = Reader::new(&forest, root, &head);
    let place = at.map_or_else(|| reader.node_place(root), |at| reader.key_place(at));
    let contract = reader.event_document(place, head.written, &mut facts.coverage);
    facts.companions = companions_of(&reader);
    facts.technologies.push(Technology {
        role: TechnologyRole::Contract,
        name: version.name().to_owned(),
        place,
        evidence: format!("`asyncapi: {}`", clipped(&contract.version)),
    });
    for message in &contract.messages {
        if let Some(format) = &message.foreign_format {
            let text = format!(
                "the payload of {} is `{}`, which is not read",
                message.label(),
                clipped(&format.value)
            );
            let own = format.place.file == source.file;
            facts.coverage.note(Some(format.place).filter(|_| own), text);
        }
    }
    facts.events.push(contract);
}

fn version(written: &str, has_operations: bool, coverage: &mut Coverage) -> Version {
    match written.split('.').next() {
        Some("2") => Version::Events2,
        Some("3") => Version::Events3,
        _ => {
            let assumed = if has_operations { Version::Events3 } else { Version::Events2 };
            let text = format!(
                "`{}` is not a version of AsyncAPI that is known; it is read as {}",
                clipped(written),
                assumed.name()
            );
            coverage.note(None, text);
            assumed
        }
    }
}

impl Reader<'_> {
    /// Whether an object says something of a kind to people.
    fn is_described(&self, id: crate::extract::tree::NodeId) -> bool {
        let says = |name| {
            let member = self.tree.member(id, name);
            member.is_some_and(|member| {
                self.tree.shape(member) == Shape::Text && self.tree.text(member) != Some("")
            })
        };
        says("description") || says("summary") || says("title")
    }
}

#[cfg(test)]
mod tests;
