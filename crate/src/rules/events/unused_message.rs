use crate::collections::BTreeSet;
use crate::facts::{EventContract, Facts, Message};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "unused-message",
    item: "api.events",
    severity: Severity::Info,
    page: page!("unused_message.md"),
    check,
};

/// Messages that a finding names besides its first.
const MOST_RELATED: usize = 20;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts() {
        // What only defines is there for others.
        let used = contract.used();
        if !contract.whole || used.is_empty() || facts.refers_to(contract.place.file) {
            continue;
        }
        tell(contract, &used, seen);
    }
}

fn tell(contract: &EventContract, used: &[&Message], seen: &mut Seen) {
    let used: BTreeSet<_> = used.iter().map(|message| message.place).collect();
    let mut unused = contract.messages.iter().filter(|message| !used.contains(&message.place));
    let Some(first) = unused.next() else {
        seen.met(contract.place, || "channels carry every message of the document");
        return;
    };
    let others: Vec<&Message> = unused.collect();
    let rest = match others.len() {
        0 => String::new(),
        more => format!(", nor {}", count(more, "other message")),
    };
    let finding = seen.violated(first.place, format!("no channel carries {}{rest}", first.label()));
    finding.confidence(Confidence::Medium).sites(others.len() + 1);
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, other.label());
    }
}
