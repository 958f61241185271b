use crate::facts::{Facts, OutsideWork};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "server-without-timeout",
    item: "sec.abuse-limits",
    severity: Severity::Medium,
    page: page!("server_without_timeout.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for call in facts.code().flat_map(|code| &code.outside) {
        match call.bounded {
            Some(true) if call.does == OutsideWork::Server => {
                seen.met(call.place, || "a caller that sends nothing is hung up on");
            }
            Some(false) if call.does == OutsideWork::Server => {
                let message = "a caller that sends its request byte by byte keeps its connection for good";
                seen.violated(call.place, message).confidence(Confidence::Medium);
            }
            _ => {}
        }
    }
}
