use crate::facts::{Facts, QueryMark, QueryOrigin};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "lost-order",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("lost_order.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell(
        facts,
        seen,
        |query| {
            query.marks.contains(&QueryMark::LostOrder).then(|| {
                let message = if query.origin == QueryOrigin::View {
                    "sorts a view, whose order nothing promises to those who read it"
                } else {
                    "sorts rows within a subquery, and the statement around it does not keep the order"
                };
                (Confidence::Medium, message.to_owned())
            })
        },
        |query| (query.origin == QueryOrigin::View).then_some("leaves the order to those who read it"),
        |count| format!("{count} statements sort rows within views and subqueries, where the order is lost"),
    );
}
