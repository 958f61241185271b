use crate::collections::BTreeSet;
use crate::facts::{Facts, PredicateRole, Query, QueryColumn, QueryMark, QueryOrigin};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "ungrouped-column",
    item: "perf.query-shape",
    severity: Severity::Medium,
    page: page!("ungrouped_column.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for query in facts.lasting_queries() {
        let groups = query.marks.iter().filter_map(|mark| match mark {
            QueryMark::Ungrouped { columns, by } => Some((columns, by)),
            _ => None,
        });
        for (columns, by) in groups {
            judge(facts, query, columns, by, seen);
        }
    }
}

fn judge(facts: &Facts, query: &Query, columns: &[QueryColumn], by: &[QueryColumn], seen: &mut Seen) {
    let known =
        |column: &QueryColumn| column.table.as_deref().and_then(|name| facts.catalog.table(None, name));
    // A database that checks groups refuses what is not settled, so that it is never run.
    let file = facts.files.iter().find(|file| file.id == query.place.file);
    let own = file.and_then(|file| file.facts.engine);
    let mut engines = columns.iter().chain(by).filter_map(known).filter_map(|table| table.engine).chain(own);
    if engines.any(|engine| !engine.groups_loosely) {
        return;
    }
    let settled = settled(facts, query, by);
    let open = columns.iter().find(|column| {
        // Of a table that is not seen, a key may be among the columns.
        let table = known(column).map(|table| table.name.to_lowercase());
        let key = |own: &QueryColumn| own.column.to_lowercase().ends_with("id");
        match table {
            Some(table) => !settled.contains(&table),
            // A name that stands alone in a routine may be a variable.
            None => query.origin != QueryOrigin::Routine && !by.iter().any(key) && column.column != "*",
        }
    });
    let Some(column) = open else {
        seen.met(query.place, || "what it groups by settles every result");
        return;
    };
    let message = if by.is_empty() {
        format!(
            "shows `{}` beside an aggregate over all rows: which row it is from is left to chance",
            column.column
        )
    } else {
        format!(
            "shows `{}`, which may differ within a group: which value it is is left to chance",
            column.column
        )
    };
    seen.violated(query.place, message).confidence(Confidence::Medium);
}

/// The tables of which one row belongs to each group, in lower case.
fn settled(facts: &Facts, query: &Query, by: &[QueryColumn]) -> BTreeSet<String> {
    let mut settled: BTreeSet<String> = BTreeSet::new();
    let lower =
        |column: &QueryColumn| Some((column.table.as_ref()?.to_lowercase(), column.column.to_lowercase()));
    let mut columns: BTreeSet<(String, String)> = by.iter().filter_map(lower).collect();
    let fixed = query.predicates.iter().filter(|own| own.equality && own.role == PredicateRole::Equal);
    columns.extend(
        fixed.filter_map(|own| Some((own.table.as_ref()?.to_lowercase(), own.column.to_lowercase()))),
    );
    for _ in 0..query.tables.len().min(8) {
        for name in &query.tables {
            let Some(table) = facts.catalog.table(None, name) else { continue };
            let own = name.to_lowercase();
            if table.holds_key(&|column| columns.contains(&(own.clone(), column.to_lowercase()))) {
                settled.insert(own);
            }
        }
        for [one, other] in &query.joins {
            let (Some(one), Some(other)) = (lower(one), lower(other)) else { continue };
            for (from, to) in [(&one, &other), (&other, &one)] {
                if settled.contains(&from.0) || columns.contains(from) {
                    columns.insert(to.clone());
                }
            }
        }
    }
    settled
}
