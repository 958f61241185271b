use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "escaping-archive-entry",
    item: "sec.path-traversal",
    severity: Severity::High,
    page: page!("escaping_archive_entry.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::ArchivePath, |source, call| {
        format!("{source} is chosen by whoever made the archive, and names the file that `{call}` writes")
    });
}
