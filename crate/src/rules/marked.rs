//! Tells of statements that go wrong in one way, one by one while they are few.

use super::gather::{self, Site};
use crate::facts::{Facts, Query};
use crate::finding::{Confidence, Seen};

/// Looks at every statement that runs again and again. `judge` says what is wrong with one and how sure that is;
/// where nothing is, `evidence` says why it is as it should be, for those that the rule is about.
pub(super) fn tell(
    facts: &Facts,
    seen: &mut Seen,
    judge: impl Fn(&Query) -> Option<(Confidence, String)>,
    evidence: impl Fn(&Query) -> Option<&'static str>,
    whole: impl Fn(usize) -> String,
) {
    tell_of(facts.lasting_queries(), seen, judge, evidence, whole);
}

/// As [`tell`], of statements that run once as well, unless they have run.
pub(super) fn tell_all(
    facts: &Facts,
    seen: &mut Seen,
    judge: impl Fn(&Query) -> Option<(Confidence, String)>,
    evidence: impl Fn(&Query) -> Option<&'static str>,
    whole: impl Fn(usize) -> String,
) {
    let open = |query: &&Query| !facts.catalog.history.done.contains(&query.place.file);
    tell_of(facts.queries().filter(open), seen, judge, evidence, whole);
}

fn tell_of<'q>(
    queries: impl Iterator<Item = &'q Query>,
    seen: &mut Seen,
    judge: impl Fn(&Query) -> Option<(Confidence, String)>,
    evidence: impl Fn(&Query) -> Option<&'static str>,
    whole: impl Fn(usize) -> String,
) {
    let mut sites = Vec::new();
    let mut met = 0;
    for query in queries {
        if let Some((confidence, message)) = judge(query) {
            let table = query.tables.first().map_or("", String::as_str);
            let label = format!("the statement on `{table}`");
            sites.push(Site { place: query.place, label, message, confidence, severity: None });
        } else if let Some(evidence) = evidence(query) {
            seen.met(query.place, || evidence);
            met += 1;
        }
    }
    gather::tell_few(seen, sites, met, whole);
}
