use crate::facts::{Facts, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::marked;

pub(super) static RULE: Rule = Rule {
    id: "repeated-name",
    item: "perf.query-shape",
    severity: Severity::High,
    page: page!("repeated_name.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    marked::tell_all(
        facts,
        seen,
        |query| {
            query.marks.iter().find_map(|mark| match mark {
                QueryMark::RepeatedRelation { name } => Some((
                    Confidence::High,
                    format!("calls two tables `{name}`: the database refuses the statement"),
                )),
                QueryMark::RepeatedResult { name } => Some((
                    Confidence::Medium,
                    format!("gives the view two columns called `{name}`: the database refuses the statement"),
                )),
                _ => None,
            })
        },
        |query| (!query.joins.is_empty()).then_some("each of its tables has a name of its own"),
        |count| format!("{count} statements call two tables or two columns by one name"),
    );
}
