use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, gather};

pub(super) static RULE: Rule = Rule {
    id: "sequential-await",
    item: "perf.algorithms",
    severity: Severity::Low,
    page: page!("sequential_await.md"),
    check,
};

/// Calls in a row that together take long.
const MANY: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    for group in facts.code().flat_map(|code| &code.serial) {
        let [first, second, others @ ..] = group.calls.as_slice() else { continue };
        if facts.is_tool(second.place.file) {
            continue;
        }
        let message = format!(
            "`{}` waits for `{}`, of which it needs nothing: {} round trips take as long as all of them together",
            second.value,
            first.value,
            group.calls.len()
        );
        let many = group.calls.len() >= MANY;
        let severity = if many { Severity::Medium } else { Severity::Low };
        let finding = seen.violated(second.place, message).severity(severity).confidence(Confidence::Medium);
        finding.related(first.place, "the call before it");
        for other in others {
            finding.related(other.place, format!("`{}` waits as well", other.value));
        }
    }
    gather::by_file(seen, |count| {
        format!("{count} groups of calls wait for each other and need nothing of each other")
    });
}
