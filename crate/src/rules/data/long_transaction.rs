use super::{live, transaction};
use crate::artifact::Place;
use crate::facts::{
    AlterTable, Facts, FileEntry, Query, QueryOrigin, QueryVerb, RunStep, SchemaChange, StepKind, Within,
};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "long-transaction",
    item: "data.migrations-locks",
    severity: Severity::Medium,
    page: page!("long_transaction.md"),
    check,
};

/// A table that nobody else can use until the transaction ends.
struct Lock<'a> {
    table: &'a str,
    place: Place,
    within: Within<'a>,
}

/// What takes the longer the more rows there are.
struct Work<'a> {
    table: &'a str,
    what: &'static str,
    place: Place,
    /// It is told by another rule where the locked table is its own.
    elsewhere: bool,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for file in &facts.files {
        if live::likely_engine(facts, file).is_none_or(|engine| !engine.locks_for_index) {
            continue;
        }
        let mut locks: Vec<Lock<'_>> = Vec::new();
        let mut held = None;
        for (step, within) in facts.transactions(file) {
            if let Some(within) = within {
                locks.retain(|lock| lock.within.number == within.number);
                let works = works(file, step);
                held = held.or_else(|| works.into_iter().find_map(|work| waits(facts, file, &locks, work)));
                locks.extend(locked(file, step).map(|(table, place)| Lock { table, place, within }));
                // More than a person reads; one is enough to tell.
                locks.truncate(100);
            }
        }
        match held {
            Some((table, place, within, work, confidence)) => {
                let message = format!(
                    "nobody uses `{table}` while {} `{}`: its lock is held until the transaction ends, and {}",
                    work.what,
                    work.table,
                    transaction::reason(within)
                );
                let finding = seen.violated(work.place, message);
                finding.confidence(confidence).related(place, format!("`{table}` is locked from here on"));
                transaction::relate(finding, within);
            }
            None => {
                if let Some(lock) = locks.first().filter(|_| locks.len() > 1) {
                    seen.met(lock.place, || "nothing that takes long runs under its lock");
                }
            }
        }
    }
}

/// The first table that stays locked during the work.
fn waits<'a>(
    facts: &Facts,
    file: &FileEntry,
    locks: &[Lock<'a>],
    work: Work<'a>,
) -> Option<(&'a str, Place, Within<'a>, Work<'a>, Confidence)> {
    let busy = live::certainty(facts, work.table, file.id)?;
    let lock = locks.iter().find_map(|lock| {
        let same = lock.table.eq_ignore_ascii_case(work.table);
        let certainty = live::certainty(facts, lock.table, file.id).filter(|_| !same || !work.elsewhere)?;
        Some((lock, certainty.min(busy).min(transaction::certainty(lock.within))))
    });
    lock.map(|(lock, confidence)| (lock.table, lock.place, lock.within, work, confidence))
}

fn changes<'a>(file: &'a FileEntry, step: &'a RunStep) -> &'a [SchemaChange] {
    match &step.kind {
        StepKind::Changes(range) => file.facts.schema_changes.get(range.clone()).unwrap_or_default(),
        _ => &[],
    }
}

/// The tables that a statement needs for itself.
fn locked<'a>(file: &'a FileEntry, step: &'a RunStep) -> impl Iterator<Item = (&'a str, Place)> {
    changes(file, step).iter().filter_map(|change| match change {
        SchemaChange::AlterTable { change: AlterTable::Validate(_) | AlterTable::Describe(_), .. } => None,
        SchemaChange::AlterTable { name, place, .. }
        | SchemaChange::RenameTable { name, place, .. }
        | SchemaChange::DropTable { name, place, .. } => Some((name.as_str(), *place)),
        _ => None,
    })
}

fn works<'a>(file: &'a FileEntry, step: &'a RunStep) -> Vec<Work<'a>> {
    if let StepKind::Rows(at) = &step.kind {
        return file.facts.queries.get(*at).and_then(rewritten).into_iter().collect();
    }
    let work = changes(file, step).iter().filter_map(|change| match change {
        SchemaChange::CreateIndex { table, index, .. } if !index.online => {
            Some(Work { table, what: "an index is built on", place: index.place, elsewhere: false })
        }
        SchemaChange::AlterTable { name, change, place, .. } => {
            let checked = matches!(change, AlterTable::AddForeignKey(key) if key.validated && !key.inline)
                || matches!(change, AlterTable::Validate(_));
            checked.then_some(Work {
                table: name,
                what: "rows are checked of",
                place: *place,
                elsewhere: true,
            })
        }
        _ => None,
    });
    work.collect()
}

/// A statement that writes every row.
fn rewritten(query: &Query) -> Option<Work<'_>> {
    let all = query.origin == QueryOrigin::Statement
        && matches!(query.verb, QueryVerb::Update | QueryVerb::Delete)
        && !query.filtered
        && !query.bounded;
    let table = query.tables.first().filter(|_| all)?;
    Some(Work { table, what: "every row is written of", place: query.place, elsewhere: true })
}
