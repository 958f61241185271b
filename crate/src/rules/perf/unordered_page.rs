use crate::facts::{Facts, QueryMark, QueryOrigin};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "unordered-page",
    item: "perf.query-shape",
    severity: Severity::Medium,
    page: page!("unordered_page.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut pages, mut parts, mut met) = (Vec::new(), Vec::new(), 0);
    for query in facts.lasting_queries().filter(|query| query.origin != QueryOrigin::Statement) {
        if query.marks.contains(&QueryMark::OrderedPage) {
            seen.met(query.place, || "the order says which rows it takes");
            met += 1;
        }
        let table = query.tables.first().map_or("", String::as_str);
        let label = format!("`{table}`");
        let place = query.place;
        let severity = Some(Severity::Low);
        if query.marks.contains(&QueryMark::UnorderedRanking) {
            let message =
                format!("numbers rows of `{table}` in no order: which is the first is left to chance");
            let label = label.clone();
            parts.push(Site { place, label, message, confidence: Confidence::Medium, severity });
        }
        if !query.marks.contains(&QueryMark::UnorderedPage) {
            continue;
        }
        if query.offset.is_some() {
            let message = format!("pages through `{table}` in no order: rows may come twice or not at all");
            pages.push(Site { place, label, message, confidence: Confidence::High, severity: None });
        } else {
            let message = format!("takes some rows of `{table}` in no order: which ones is left to chance");
            parts.push(Site { place, label, message, confidence: Confidence::Medium, severity });
        }
    }
    gather::tell_few(seen, pages, met, |count| {
        format!("{count} statements page through rows in no order: some may come twice or not at all")
    });
    gather::tell_few(seen, parts, met, |count| {
        format!("{count} statements take some rows in no order: which ones is left to chance")
    });
}
