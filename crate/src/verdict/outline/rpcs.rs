//! The services of protobuf definitions as callers use them.

use super::inline::{code, count};
use super::material::Material;
use super::page::Page;
use crate::facts::proto::{Payload, Rpc, Service};

/// Services that are shown, and rpcs of each.
const MOST_SERVICES: usize = 8;
const MOST_RPCS: usize = 12;
/// Characters of a comment that are shown.
const LONGEST: usize = 100;

/// Says whether there was something to write.
pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) -> bool {
    let services: Vec<&Service> =
        material.facts.proto_files().flat_map(|(_, _, file)| &file.services).collect();
    if services.is_empty() {
        return false;
    }
    if services.len() > MOST_SERVICES {
        page.paragraph(&format!("{MOST_SERVICES} of {} of protobuf.", count(services.len(), "service")));
    }
    for service in services.into_iter().take(MOST_SERVICES) {
        page.heading(&code(&service.full_name));
        page.sources.place(service.name.place, service.full_name.clone());
        let all = service.rpcs.len();
        if all > MOST_RPCS {
            page.paragraph(&format!("{MOST_RPCS} of {}.", count(all, "rpc")));
        }
        page.fence("proto", &declaration(service));
    }
    true
}

fn declaration(service: &Service) -> String {
    let rpcs: Vec<String> = service.rpcs.iter().take(MOST_RPCS).map(rpc).collect();
    format!("service {} {{\n{}\n}}", service.name.value, rpcs.join("\n"))
}

fn rpc(rpc: &Rpc) -> String {
    let payload = |payload: &Payload| {
        let stream = if payload.stream { "stream " } else { "" };
        format!("{stream}{}", payload.type_.value)
    };
    let line =
        format!("  rpc {}({}) returns ({});", rpc.name.value, payload(&rpc.request), payload(&rpc.response));
    match rpc.doc.as_deref().map(first_sentence) {
        Some(doc) => format!("  // {doc}\n{line}"),
        None => line,
    }
}

fn first_sentence(doc: &str) -> String {
    let sentence = doc.split(". ").next().unwrap_or(doc);
    match sentence.char_indices().nth(LONGEST) {
        None => sentence.to_owned(),
        Some((end, _)) => format!("{}…", sentence.get(..end).unwrap_or_default()),
    }
}
