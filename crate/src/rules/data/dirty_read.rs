use crate::facts::{Facts, Flaw, QueryMark};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, bodies, gather};

pub(super) static RULE: Rule = Rule {
    id: "dirty-read",
    item: "data.transactions",
    severity: Severity::Medium,
    page: page!("dirty_read.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut places = Vec::new();
    for query in facts.lasting_queries().filter(|query| query.marks.contains(&QueryMark::DirtyRead)) {
        let table = query.tables.first().map_or("", String::as_str);
        places.push((query.place, format!("`{table}`")));
    }
    for (name, flaw) in bodies::flaws(facts) {
        if flaw.kind == Flaw::ReadsUncommitted {
            places.push((flaw.place, format!("whatever `{name}` asks for")));
        }
    }
    let finding = gather::at_places(seen, &places, |count, table| {
        let others = if count > 1 {
            format!(", as {} more do", gather::count(count - 1, "statement"))
        } else {
            String::new()
        };
        format!("reads rows of {table} that others have not committed{others}")
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}
