//! The channels of messages: who sends what, and how it is kept in order and answered.

use super::inline::{code, count, listed};
use super::interfaces::brokers;
use super::material::Material;
use super::page::Page;
use crate::facts::{Channel, EventAction, EventContract, EventOperation};

/// Documents, and channels of each, that are shown.
const MOST_DOCUMENTS: usize = 8;
const MOST_CHANNELS: usize = 20;

/// Says whether there was something to write.
pub(super) fn write(material: &Material<'_>, page: &mut Page<'_>) -> bool {
    let mut written = false;
    for contract in
        material.facts.event_contracts().filter(|own| !own.channels.is_empty()).take(MOST_DOCUMENTS)
    {
        let title = contract.info.title.as_ref().map_or("Messages", |title| &title.value);
        page.heading(&code(title));
        page.paragraph(&format!("{} over {}.", count(contract.channels.len(), "channel"), brokers(contract)));
        page.sources.place(contract.place, title.to_owned());
        let channels = contract.channels.iter().enumerate().take(MOST_CHANNELS);
        let rows: Vec<[String; 4]> = channels.map(|(at, channel)| row(contract, at, channel)).collect();
        page.table(["Channel", "The application", "Messages", "Key, group, answer"], &rows);
        if let Some(more @ 1..) = contract.channels.len().checked_sub(MOST_CHANNELS) {
            page.paragraph(&format!("And {}.", count(more, "more channel")));
        }
        written = true;
    }
    written
}

fn row(contract: &EventContract, at: usize, channel: &Channel) -> [String; 4] {
    let operations: Vec<&EventOperation> =
        contract.operations.iter().filter(|operation| operation.channel == Some(at)).collect();
    let does = |action: EventAction| operations.iter().any(|operation| operation.action == action);
    let does = match (does(EventAction::Send), does(EventAction::Receive)) {
        (true, true) => "sends and receives",
        (true, false) => "sends",
        (false, true) => "receives",
        (false, false) => match contract.operations.iter().find(|own| own.reply_channel == Some(at)) {
            Some(EventOperation { action: EventAction::Receive, .. }) => "answers",
            Some(EventOperation { action: EventAction::Send, .. }) => "is answered",
            None => "has no operation",
        },
    };
    let messages: Vec<String> = channel
        .messages
        .iter()
        .filter_map(|at| contract.messages.get(*at))
        .map(|message| if message.name.is_empty() { "no name".to_owned() } else { code(&message.name) })
        .collect();
    let name = channel.address.as_deref().unwrap_or(&channel.name.value);
    [code(name), does.to_owned(), listed(&messages, 5), details(contract, channel, &operations)]
}

fn details(contract: &EventContract, channel: &Channel, operations: &[&EventOperation]) -> String {
    let mut said = Vec::new();
    let mut messages = channel.messages.iter().filter_map(|at| contract.messages.get(*at));
    if messages.any(|message| message.bindings.iter().any(|binding| binding.says("key"))) {
        said.push("key stated");
    }
    if operations.iter().any(|operation| operation.bindings.iter().any(|binding| binding.says("groupId"))) {
        said.push("consumer group stated");
    }
    if operations.iter().any(|operation| operation.has_reply) {
        said.push("answered");
    }
    if said.is_empty() { "none seen".to_owned() } else { said.join(", ") }
}
