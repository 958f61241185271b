use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "reflected-html",
    item: "sec.xss",
    severity: Severity::High,
    page: page!("reflected_html.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::Html, |source, call| format!("{source} becomes markup in `{call}`"));
}
