use crate::facts::{Facts, OutsideWork};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "blocking-call",
    item: "perf.blocking",
    severity: Severity::Medium,
    page: page!("blocking_call.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for call in facts.code().flat_map(|code| &code.outside) {
        if call.does == OutsideWork::Wait && !facts.is_tool(call.place.file) {
            let message = format!("all requests of the process stand still until `{}` is done", call.name);
            let severity = if call.light { Severity::Low } else { Severity::Medium };
            seen.violated(call.place, message).severity(severity);
        }
    }
}
