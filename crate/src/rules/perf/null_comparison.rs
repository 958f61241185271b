use crate::facts::{Facts, Flaw, QueryMark};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, bodies};

pub(super) static RULE: Rule = Rule {
    id: "null-comparison",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("null_comparison.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.queries() {
        if query.marks.contains(&QueryMark::ComparedWithNull) {
            let table = query.tables.first().map(|table| format!(" of `{table}`")).unwrap_or_default();
            let message = format!("a comparison with NULL is never true: no row{table} passes it");
            seen.violated(query.place, message);
        } else if query.filtered {
            seen.met(query.place, || "compares nothing with NULL");
        }
    }
    for (name, flaw) in bodies::flaws(facts) {
        if flaw.kind == Flaw::TestsForNull {
            let message = format!("a comparison with NULL is never true: `{name}` never takes this way");
            seen.violated(flaw.place, message);
        }
    }
}
