use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{Site, count, tell};

pub(super) static RULE: Rule = Rule {
    id: "unnamed-message",
    item: "api.events",
    severity: Severity::Low,
    page: page!("unnamed_message.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let mut named = 0;
        let mut sites = Vec::new();
        for message in contract.used() {
            if message.name.is_empty() {
                sites.push(Site {
                    place: message.place,
                    label: "a message".to_owned(),
                    message: "the message has neither a name nor an id".to_owned(),
                    confidence: Confidence::High,
                    severity: None,
                });
            } else {
                named += 1;
                seen.met(message.place, || format!("{} has a name", message.label()));
            }
        }
        tell(seen, sites, named, |number| {
            format!("{} have neither a name nor an id", count(number, "message"))
        });
    }
}
