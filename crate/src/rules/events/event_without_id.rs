use super::brokers::redelivers;
use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{Site, count, tell};

pub(super) static RULE: Rule = Rule {
    id: "event-without-id",
    item: "rel.messaging",
    severity: Severity::Medium,
    page: include_str!("event_without_id.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let Some(confidence) = redelivers(contract) else { continue };
        let mut known = 0;
        let mut sites = Vec::new();
        for message in contract.used() {
            let envelope = contract.envelope(message);
            if let Some(id) = envelope.id {
                known += 1;
                seen.met(message.place, format!("`{id}` tells {} from others", message.label()));
            } else if envelope.whole {
                sites.push(Site {
                    place: message.place,
                    label: message.label(),
                    message: format!("{} has no id: who receives it twice cannot tell", message.label()),
                    confidence,
                    severity: None,
                });
            }
        }
        tell(seen, sites, known, |number| {
            format!("{} have no id: who receives one twice cannot tell", count(number, "message"))
        });
    }
}
