use super::envelope::Wanted;
use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "event-without-time",
    item: "rel.event-design",
    severity: Severity::Low,
    page: page!("event_without_time.md"),
    check,
};

const WANTED: Wanted = Wanted {
    field: |envelope| envelope.time,
    has: |time, message| format!("`{time}` says when {message} was"),
    lacks: "does not say when it happened",
    lack: "do not say when they happened",
};

fn check(facts: &Facts, seen: &mut Seen) {
    WANTED.check_delivered(facts, seen);
}
