use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "server-side-request-forgery",
    item: "sec.ssrf",
    severity: Severity::High,
    page: page!("server_side_request_forgery.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::OutgoingUrl, |source, call| {
        format!("{source} chooses the address that `{call}` calls")
    });
}
