use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unrestricted-upload",
    item: "sec.path-traversal",
    severity: Severity::Medium,
    page: page!("unrestricted_upload.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::StoredName, |source, call| {
        format!("{source}, with its ending, names the file that `{call}` stores")
    });
}
