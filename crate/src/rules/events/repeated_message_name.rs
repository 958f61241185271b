use crate::collections::BTreeMap;
use crate::facts::{EventContract, Facts, Message, SchemaId};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "repeated-message-name",
    item: "api.events",
    severity: Severity::Low,
    page: page!("repeated_message_name.md"),
    check,
};

/// References from one to the next that are followed.
const MOST_REFERENCES: usize = 32;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        let mut first: BTreeMap<&str, &Message> = BTreeMap::new();
        for message in contract.used().into_iter().filter(|message| message.states_name) {
            match first.get(message.name.as_str()) {
                None => {
                    first.insert(&message.name, message);
                    seen.met(message.place, || format!("`{}` is the name of one message", message.name));
                }
                Some(known) if differs(contract, known, message) => {
                    let text =
                        format!("`{}` is the name of two messages that hold different things", message.name);
                    let finding = seen.violated(message.place, text).confidence(Confidence::Medium);
                    finding.related(known.place, "the other message of the name");
                }
                Some(_) => {}
            }
        }
    }
}

/// Two entries that lead to one schema are one message, written twice.
fn differs(contract: &EventContract, one: &Message, other: &Message) -> bool {
    holds(contract, one) != holds(contract, other) && !one.unread && !other.unread
}

/// The schema that a message's references lead to.
fn holds(contract: &EventContract, message: &Message) -> Option<SchemaId> {
    let next = |id: &SchemaId| contract.schema(*id).and_then(|schema| schema.refers_to);
    std::iter::successors(message.payload, next).take(MOST_REFERENCES).last()
}
