use crate::facts::{Facts, Rewrite};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "stale-write",
    item: "data.concurrency",
    severity: Severity::Medium,
    page: page!("stale_write.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let rewrites = facts.code().flat_map(|code| &code.rewrites);
    // Nobody comes between what runs once, or by hand.
    let rewrites = rewrites.filter(|one| !facts.is_step(one.place.file) && !facts.is_tool(one.place.file));
    let (guarded, open): (Vec<_>, Vec<_>) = rewrites.partition(|one| one.guarded || is_versioned(facts, one));
    for one in &guarded {
        seen.met(one.place, || format!("nobody comes between the read of `{}` and this", one.field));
    }
    let sites = open.into_iter().map(|one| Site {
        place: one.place,
        label: format!("`{}`", one.field),
        message: format!(
            "writes a `{}` that is worked out of an earlier read: of two at once, one change is lost",
            one.field
        ),
        confidence: Confidence::Medium,
        severity: None,
    });
    gather::tell_few(seen, sites.collect(), guarded.len(), |count| {
        format!("{count} numbers are read, worked out and written back: of two changes at once, one is lost")
    });
}

/// Whether the table counts its versions, as mappers do for whoever writes.
fn is_versioned(facts: &Facts, one: &Rewrite) -> bool {
    let read = facts.queries().find(|query| query.place == one.read);
    let name = read.and_then(|query| query.tables.first()).unwrap_or(&one.table);
    let known = facts.catalog.table(None, name);
    known.is_some_and(|table| {
        table.columns.iter().any(|column| {
            let name = column.name.to_ascii_lowercase();
            name.contains("version") || name == "revision" || name == "etag"
        })
    })
}
