use super::brokers::redelivers;
use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{Site, count, tell};

pub(super) static RULE: Rule = Rule {
    id: "event-without-time",
    item: "rel.event-design",
    severity: Severity::Low,
    page: include_str!("event_without_time.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let Some(confidence) = redelivers(contract) else { continue };
        let mut known = 0;
        let mut sites = Vec::new();
        for message in contract.used() {
            let envelope = contract.envelope(message);
            if let Some(time) = envelope.time {
                known += 1;
                seen.met(message.place, format!("`{time}` says when {} was", message.label()));
            } else if envelope.whole {
                sites.push(Site {
                    place: message.place,
                    label: message.label(),
                    message: format!("{} does not say when it happened", message.label()),
                    confidence,
                    severity: None,
                });
            }
        }
        tell(seen, sites, known, |number| {
            format!("{} do not say when they happened", count(number, "message"))
        });
    }
}
