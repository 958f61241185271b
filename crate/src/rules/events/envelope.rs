//! Tells which messages have a field of the envelope, and which lack it.

use super::brokers::redelivers;
use crate::facts::{EventContract, EventEnvelope, Facts, Message};
use crate::finding::{Confidence, Seen};
use crate::rules::gather::{Site, count, tell};

/// One field of the envelope, and the words for having and lacking it.
pub(super) struct Wanted {
    pub(super) field: fn(EventEnvelope) -> Option<String>,
    /// The name of the field, the message.
    pub(super) has: fn(&str, &str) -> String,
    /// What one message lacks, behind its name.
    pub(super) lacks: &'static str,
    /// What several messages lack, behind their number.
    pub(super) lack: &'static str,
}

impl Wanted {
    /// Looks at every message that its broker may deliver again.
    pub(super) fn check_delivered(&self, facts: &Facts, seen: &mut Seen) {
        for contract in facts.event_contracts().filter(|contract| contract.whole) {
            if let Some(confidence) = redelivers(contract) {
                look(contract, contract.used(), (confidence, self), seen);
            }
        }
    }
}

pub(super) fn look<'a>(
    contract: &EventContract,
    messages: impl IntoIterator<Item = &'a Message>,
    (confidence, wanted): (Confidence, &Wanted),
    seen: &mut Seen,
) {
    let mut known = 0;
    let mut sites = Vec::new();
    for message in messages {
        let envelope = contract.envelope(message);
        let whole = envelope.whole;
        if let Some(name) = (wanted.field)(envelope) {
            known += 1;
            seen.met(message.place, || (wanted.has)(&name, &message.label()));
        } else if whole {
            sites.push(Site {
                place: message.place,
                label: message.label(),
                message: format!("{} {}", message.label(), wanted.lacks),
                confidence,
                severity: None,
            });
        }
    }
    tell(seen, sites, known, |number| format!("{} {}", count(number, "message"), wanted.lack));
}
