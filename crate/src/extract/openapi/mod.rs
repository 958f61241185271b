//! OpenAPI 2.0 to 3.2, in JSON and YAML.

mod ambiguity;
mod anchors;
mod applies;
pub(super) mod asyncapi;
mod beside;
mod burden;
mod check;
mod component;
mod document;
mod encoding;
mod expression;
mod forest;
mod forms;
mod head;
mod keyword_form;
mod keywords;
mod leaning;
mod link;
mod location;
mod media_name;
mod nearest;
mod nullable;
mod object;
mod objects;
mod once;
mod operation;
mod parameter;
mod parameter_form;
mod path_form;
mod payload;
mod pointer;
mod reader;
mod reference;
mod ring;
mod said;
mod sample;
mod schema;
mod security;
mod server;
mod swagger;
mod template;
mod unused;
mod values;
mod version;
mod walk;

use crate::artifact::{Companions, Source};
use crate::extract::tree::{self, Fault};
use crate::facts::{Companion, Coverage, FileFacts, Status, Technology, TechnologyRole};

use forest::Forest;
use head::Head;
use reader::{Reader, clipped};

pub(super) fn read<'a>(source: &Source<'a>, companions: &'a dyn Companions, facts: &mut FileFacts) {
    let documents = tree::documents(source.text);
    let [_, _, ..] = documents.as_slice() else { return read_document(source, companions, facts) };
    facts.coverage = Coverage::read();
    let mut skipped = 0;
    for (start, end) in documents {
        let text = source.slice(start, end);
        let part = Source { text, offset: source.offset + start, ..*source };
        let mut own = FileFacts::default();
        if head::is_description(text) {
            read_document(&part, companions, &mut own);
        }
        if own.contracts.is_empty() {
            skipped += 1;
            continue;
        }
        if own.coverage.status != Status::Read {
            facts.coverage.status = own.coverage.status;
        }
        facts.coverage.notes.append(&mut own.coverage.notes);
        facts.companions.append(&mut own.companions);
        facts.absorb(own);
    }
    if facts.contracts.is_empty() {
        facts.coverage = Coverage::not_read("none of its documents is an API description");
    } else if skipped > 0 {
        facts.coverage.missed(None, format!("documents in the file that are no API description: {skipped}"));
    }
}

fn read_document<'a>(source: &Source<'a>, companions: &'a dyn Companions, facts: &mut FileFacts) {
    let forest = Forest::read(source, companions);
    facts.coverage = forest.texts.first().map(|text| coverage(source, &text.faults)).unwrap_or_default();
    let Some(root) = forest.root() else {
        facts.coverage = Coverage { notes: std::mem::take(&mut facts.coverage.notes), ..Coverage::default() };
        facts.coverage.note(None, "there is no object to read an API description from");
        return;
    };
    let tree = &forest.tree;
    let head = Head::read(tree, root, &mut facts.coverage);
    let at = head.at;
    let mut reader = Reader::new(&forest, root, &head);
    let place = at.map_or_else(|| reader.node_place(root), |at| reader.key_place(at));
    let contract = reader.document(place, head.written, &mut facts.coverage);
    facts.companions = companions_of(&reader);
    facts.technologies.push(Technology {
        role: TechnologyRole::Contract,
        name: head.version.name().to_owned(),
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

#[cfg(test)]
mod class_tests;
#[cfg(test)]
mod exposure_tests;
#[cfg(test)]
mod tests;
