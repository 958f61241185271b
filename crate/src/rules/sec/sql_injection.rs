use super::flow;
use crate::artifact::{Place, Span};
use crate::collections::BTreeSet;
use crate::facts::{Facts, QueryOrigin, QueryVerb, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "sql-injection",
    item: "sec.sql-injection",
    severity: Severity::Critical,
    page: page!("sql_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let reached: BTreeSet<_> =
        facts.flows().filter(|flow| flow.sink == SinkKind::SqlText).map(|flow| flow.call.place).collect();
    for query in facts.queries() {
        let known = query.origin == QueryOrigin::Code && query.verb != QueryVerb::Unknown;
        let end = Place { file: query.place.file, span: Span::new(query.place.span.end as usize, 0) };
        if known && reached.range(query.place..end).next().is_none() {
            seen.met(query.place, || "nothing that a caller sends becomes part of this statement's text");
        }
    }
    flow::report(facts, seen, SinkKind::SqlText, |source, call| {
        format!("{source} becomes part of the SQL text of `{call}`")
    });
}
