use crate::collections::BTreeMap;
use crate::facts::{Facts, Query, QueryMark, QueryOrigin, QueryVerb};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "insert-without-columns",
    item: "perf.query-shape",
    severity: Severity::Low,
    page: page!("insert_without_columns.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut listless: BTreeMap<&str, Vec<&Query>> = BTreeMap::new();
    // The rows of a dump go into the tables that the dump creates, those of a routine often into its own.
    let inserts = |query: &&Query| query.verb == QueryVerb::Insert && query.origin == QueryOrigin::Code;
    for query in facts.queries().filter(inserts) {
        let Some(table) = query.tables.first() else { continue };
        if query.marks.contains(&QueryMark::NoColumnList) {
            listless.entry(table).or_default().push(query);
        } else {
            seen.met(query.place, || format!("names the columns of `{table}` that it fills"));
        }
    }
    for (table, queries) in listless {
        let Some((first, others)) = queries.split_first() else { continue };
        let message = format!(
            "fills `{table}` by the order of its columns: one column more, and it fails or mixes them up"
        );
        let finding = seen.violated(first.place, message).confidence(Confidence::High).sites(queries.len());
        for other in others.iter().take(20) {
            finding.related(other.place, "and here");
        }
    }
}
