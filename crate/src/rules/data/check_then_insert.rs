use crate::facts::{Facts, Query, QueryColumns, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "check-then-insert",
    item: "data.concurrency",
    severity: Severity::Medium,
    page: page!("check_then_insert.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut doubled, mut failing, mut met) = (Vec::new(), Vec::new(), 0);
    for query in facts.lasting_queries() {
        for mark in &query.marks {
            match mark {
                QueryMark::InsertedUnlessFound(looked) => {
                    let site = looked_for(facts, query, looked);
                    if site.severity.is_some() { failing.push(site) } else { doubled.push(site) }
                }
                QueryMark::UnlockedMerge { table } => {
                    let message = format!(
                        "`MERGE` into `{table}` takes no lock on what it does not find: two at once both insert"
                    );
                    let label = format!("`MERGE` into `{table}`");
                    let confidence = Confidence::Medium;
                    doubled.push(Site { place: query.place, label, message, confidence, severity: None });
                }
                QueryMark::Upsert => {
                    seen.met(query.place, || "inserts or updates in one step");
                    met += 1;
                }
                _ => {}
            }
        }
    }
    gather::tell_few(seen, doubled, met, |count| {
        format!(
            "{count} statements look for a row before they insert it: two at once both find nothing and insert"
        )
    });
    gather::tell_few(seen, failing, met, |count| {
        format!(
            "{count} statements look for a row before they insert it: of two at once, the later one fails"
        )
    });
}

/// Of low severity where a key keeps the second row out.
fn looked_for(facts: &Facts, query: &Query, looked: &QueryColumns) -> Site {
    let named = looked.columns.join("`, `");
    let known = facts.catalog.table(None, &looked.table);
    let among = |own: &String| looked.columns.iter().any(|column| column.eq_ignore_ascii_case(own));
    let unique = known.is_some_and(|table| table.holds_key(&among));
    let ending = match (unique, known) {
        (true, _) => "and the later one fails",
        (false, Some(_)) => "and no key keeps the second row out",
        (false, None) => "and both add a row unless a key keeps the second out",
    };
    Site {
        place: query.place,
        label: format!("`{}`", looked.table),
        message: format!(
            "looks for `{named}` in `{}` before it inserts: two at once both find nothing, {ending}",
            looked.table
        ),
        confidence: if known.is_some() { Confidence::High } else { Confidence::Medium },
        severity: unique.then_some(Severity::Low),
    }
}
