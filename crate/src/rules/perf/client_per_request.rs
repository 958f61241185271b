use crate::facts::{Facts, OutsideWork};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "client-per-request",
    item: "perf.connection-pooling",
    severity: Severity::Medium,
    page: page!("client_per_request.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for call in facts.code().flat_map(|code| &code.outside) {
        if call.does == OutsideWork::Client {
            let message = format!(
                "each request makes its own connections (`{}`) instead of taking one from a pool",
                call.name
            );
            seen.violated(call.place, message);
        }
    }
}
