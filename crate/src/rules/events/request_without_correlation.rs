use super::envelope::{Wanted, look};
use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{EventContract, Facts, Message};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "request-without-correlation",
    item: "rel.event-design",
    severity: Severity::Medium,
    page: page!("request_without_correlation.md"),
    check,
};

/// Messages with a correlation id, from which on it is the habit of the document.
const HABIT: usize = 3;

const WANTED: Wanted = Wanted {
    field: |envelope| envelope.correlation,
    has: |id, message| format!("`{id}` ties {message} to what it belongs to"),
    lacks: "has nothing that ties its answer to it",
    lack: "have nothing that ties their answers to them",
};
const AMONG_OTHERS: Wanted = Wanted {
    lacks: "has no correlation id, as most messages of the document have",
    lack: "have no correlation id, as most messages of the document have",
    ..WANTED
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.event_contracts().filter(|contract| contract.whole) {
        let requests = requests(contract);
        look(contract, requests.values().copied(), (Confidence::Medium, &WANTED), seen);
        // Where some messages are asked for, the others answer nothing: a heartbeat belongs to no request.
        if !requests.is_empty() {
            continue;
        }
        let others = contract.used();
        let with = others.iter().filter(|message| contract.envelope(message).correlation.is_some()).count();
        if with >= HABIT && with * 2 > others.len() {
            look(contract, others, (Confidence::Medium, &AMONG_OTHERS), seen);
        }
    }
}

/// Messages that are answered.
fn requests(contract: &EventContract) -> BTreeMap<Place, &Message> {
    let carried = contract.carried().filter(|(operation, _)| operation.has_reply);
    carried.map(|(_, message)| (message.place, message)).collect()
}
