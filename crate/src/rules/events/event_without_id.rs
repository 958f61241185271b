use super::envelope::Wanted;
use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "event-without-id",
    item: "rel.messaging",
    severity: Severity::Medium,
    page: page!("event_without_id.md"),
    check,
};

const WANTED: Wanted = Wanted {
    field: |envelope| envelope.id,
    has: |id, message| format!("`{id}` tells {message} from others"),
    lacks: "has no id: who receives it twice cannot tell",
    lack: "have no id: who receives one twice cannot tell",
};

fn check(facts: &Facts, seen: &mut Seen) {
    WANTED.check_delivered(facts, seen);
}
