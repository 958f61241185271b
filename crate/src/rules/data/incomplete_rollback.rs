use crate::collections::BTreeSet;

use crate::facts::{AlterTable, Facts, FileEntry, SchemaChange, StepHistory, WayBack};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site};

pub(super) static RULE: Rule = Rule {
    id: "incomplete-rollback",
    item: "data.migrations-reversible",
    severity: Severity::Low,
    page: page!("incomplete_rollback.md"),
    check,
};

/// Names in a message.
const MOST_NAMED: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    for history in &facts.histories.all {
        let (mut sites, mut met) = (Vec::new(), 0);
        for file in history.steps.iter().filter_map(|id| facts.file(*id)) {
            let Some((back, left)) = judged(facts, history, file) else { continue };
            if left.is_empty() {
                met += 1;
                seen.met(back.place, || "takes back what the step makes");
                continue;
            }
            let last = history.steps.last() == Some(&file.id);
            sites.push(Site {
                place: back.place,
                label: named(&left),
                message: format!("the way back leaves {}", named(&left)),
                confidence: Confidence::Medium,
                severity: last.then_some(Severity::Medium),
            });
        }
        gather::tell_few(seen, sites, met, |count| {
            format!("{count} ways back leave something of their step")
        });
    }
}

/// The way back of a step, and what it leaves; none where that cannot be told.
fn judged<'a>(
    facts: &'a Facts,
    history: &StepHistory,
    file: &'a FileEntry,
) -> Option<(&'a WayBack, Vec<String>)> {
    let back = history.back_of(facts, file)?.facts.migration.as_deref()?.way_back.as_ref()?;
    // What it does beside is not seen through: bodies, and whole schemas that go.
    let opaque = back.changes.iter().any(|change| match change {
        SchemaChange::CreateRoutine(_) => true,
        SchemaChange::DropObject { what, .. } => ["schema", "database", "owned"].contains(&what.as_str()),
        _ => false,
    });
    if opaque || back.statements == 0 || back.statements > back.changes.len() * 4 {
        return None;
    }
    let (there, again) = (Net::of(&file.facts.schema_changes), Net::of(&back.changes));
    if there.made.is_empty() && there.added.is_empty() {
        return None;
    }
    let tables = there.made.difference(&again.gone).map(|table| format!("table `{table}`"));
    let columns = there.added.iter().filter(|(table, column)| {
        let rebuilt = [&again.gone, &again.made, &again.rebuilt, &there.rebuilt, &there.gone];
        !again.removed.contains(&(table.clone(), column.clone()))
            && !rebuilt.iter().any(|tables| tables.contains(table))
    });
    let columns = columns.map(|(table, column)| format!("column `{column}` of `{table}`"));
    Some((back, tables.chain(columns).collect()))
}

/// What statements do in the end, by names in lower case.
#[derive(Default)]
struct Net {
    made: BTreeSet<String>,
    gone: BTreeSet<String>,
    /// Tables that went and came again.
    rebuilt: BTreeSet<String>,
    added: BTreeSet<(String, String)>,
    removed: BTreeSet<(String, String)>,
}

impl Net {
    fn of(changes: &[SchemaChange]) -> Self {
        let mut net = Self::default();
        for change in changes {
            match change {
                SchemaChange::CreateTable(table) => net.make(&table.name),
                SchemaChange::DropTable { name, .. } => net.remove(name),
                SchemaChange::RenameTable { name, to, .. } => {
                    net.remove(name);
                    net.make(to);
                }
                SchemaChange::AlterTable { name, change, .. } => match change {
                    AlterTable::AddColumn(column) => net.add(name, &column.name),
                    AlterTable::DropColumn(column) => net.drop(name, column),
                    AlterTable::RenameColumn { from, to } => {
                        net.drop(name, from);
                        net.add(name, to);
                    }
                    _ => {}
                },
                _ => {}
            }
        }
        let Self { made, gone, rebuilt, added, .. } = &mut net;
        // Columns of a table that is new come and go with it.
        added.retain(|(table, _)| !made.contains(table) && !gone.contains(table) && !rebuilt.contains(table));
        net
    }

    fn make(&mut self, table: &str) {
        let table = table.to_lowercase();
        if self.gone.remove(&table) {
            self.rebuilt.insert(table);
        } else {
            self.made.insert(table);
        }
    }

    fn remove(&mut self, table: &str) {
        let table = table.to_lowercase();
        if !self.made.remove(&table) {
            self.gone.insert(table);
        }
    }

    fn add(&mut self, table: &str, column: &str) {
        let column = (table.to_lowercase(), column.to_lowercase());
        if !self.removed.remove(&column) {
            self.added.insert(column);
        }
    }

    fn drop(&mut self, table: &str, column: &str) {
        let column = (table.to_lowercase(), column.to_lowercase());
        if !self.added.remove(&column) {
            self.removed.insert(column);
        }
    }
}

fn named(left: &[String]) -> String {
    let first: Vec<&str> = left.iter().take(MOST_NAMED).map(String::as_str).collect();
    match left.len().saturating_sub(MOST_NAMED) {
        0 => first.join(", "),
        more => format!("{} and {more} more", first.join(", ")),
    }
}
