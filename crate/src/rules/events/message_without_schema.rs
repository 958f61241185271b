use crate::facts::{Facts, Message};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{Site, count, tell};

pub(super) static RULE: Rule = Rule {
    id: "message-without-schema",
    item: "api.events",
    severity: Severity::Medium,
    page: page!("message_without_schema.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let used = contract.used();
        let (with, without): (Vec<&Message>, Vec<&Message>) =
            used.into_iter().partition(|message| has_schema(message));
        for message in &with {
            seen.met(message.place, || format!("{} says what it holds", message.label()));
        }
        let sites = without.iter().map(|message| Site {
            place: message.place,
            label: message.label(),
            message: format!("{} does not say what it holds", message.label()),
            confidence: Confidence::High,
            severity: None,
        });
        tell(seen, sites.collect(), with.len(), |number| {
            format!("{} do not say what they hold", count(number, "message"))
        });
    }
}

fn has_schema(message: &Message) -> bool {
    message.payload.is_some() || message.foreign_format.is_some() || message.unread
}
