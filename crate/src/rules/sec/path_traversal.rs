use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "path-traversal",
    item: "sec.path-traversal",
    severity: Severity::High,
    page: page!("path_traversal.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::FilePath, |source, call| {
        format!("{source} chooses the file that `{call}` opens")
    });
}
