//! The order in which files are applied: by path, numbers by their value.

use std::cmp::Ordering;
use std::collections::{HashMap, HashSet};

use crate::artifact::FileId;
use crate::collections::Sort;
use crate::facts::{AlterTable, FileEntry, History, SchemaChange, StepRole};

/// As [`in_order`], without files that only take a step back.
pub(super) fn ahead(files: &[FileEntry]) -> Vec<&FileEntry> {
    let back =
        |file: &&FileEntry| file.facts.migration.as_deref().is_some_and(|step| step.role == StepRole::Back);
    in_order(files).into_iter().filter(|file| !back(file)).collect()
}

/// What came before each statement; the types that columns had are left to the caller.
pub(super) fn history_of(files: &[&FileEntry]) -> History {
    let made = made(files);
    let last_steps = last_steps(files);
    let done = done(files, &last_steps, &made);
    History { made, last_steps, done, former_types: HashMap::new() }
}

/// The names of everything that is created, in lower case, and the files that create it.
fn made(files: &[&FileEntry]) -> HashMap<String, Vec<FileId>> {
    let mut made: HashMap<String, Vec<FileId>> = HashMap::new();
    for file in files {
        let names = file.facts.schema_changes.iter().filter_map(|change| match change {
            SchemaChange::CreateTable(table) => Some(&table.name),
            SchemaChange::CreateView(view) => Some(&view.name),
            SchemaChange::CreatePassing { name } | SchemaChange::RenameTable { to: name, .. } => Some(name),
            _ => None,
        });
        for name in names {
            let files = made.entry(name.to_lowercase()).or_default();
            if files.last() != Some(&file.id) {
                files.push(file.id);
            }
        }
    }
    made
}

/// Files with schema changes and steps of migrations, in the order in which they are applied.
pub(in crate::facts) fn in_order(files: &[FileEntry]) -> Vec<&FileEntry> {
    let counts = |file: &&FileEntry| !file.facts.schema_changes.is_empty() || file.facts.migration.is_some();
    let mut files: Vec<(String, &FileEntry)> =
        files.iter().filter(counts).map(|file| (key(file), file)).collect();
    files.order_by(|(one, _), (other, _)| natural(one, other));
    files.into_iter().map(|(_, file)| file).collect()
}

/// The path, so that numbers of several parts are compared part by part, and what is repeated comes last.
fn key(file: &FileEntry) -> String {
    let (folder, name) = file.path.rsplit_once('/').unwrap_or(("", &file.path));
    match file.facts.migration.as_deref() {
        Some(step) if step.role == StepRole::Repeated => format!("{folder}/~{name}"),
        Some(step) if step.version.contains(['.', '_']) => {
            let version = step.version.replace(['.', '_'], "\u{1}");
            format!("{folder}/{}", name.replacen(&step.version, &format!("{version}\0"), 1))
        }
        Some(step) if step.runner.is_some() && name.starts_with(['V', 'v']) => {
            format!("{folder}/{}", name.replacen(&step.version, &format!("{}\0", step.version), 1))
        }
        _ => file.path.clone(),
    }
}

/// Whether the files are steps of a history: at least two carry a number or a time at their front.
pub(super) fn is_history(files: &[&FileEntry]) -> bool {
    files.iter().filter(|file| is_step(&file.path)).take(2).count() == 2
}

/// The last step in each folder, where the files are steps of a history.
fn last_steps(files: &[&FileEntry]) -> HashSet<FileId> {
    let mut last: HashMap<&str, FileId> = HashMap::new();
    if is_history(files) {
        last.extend(files.iter().filter_map(|file| Some((history(&file.path)?, file.id))));
    }
    last.into_values().collect()
}

/// The steps before the last one, where the history creates more tables than it changes without creating them.
fn done(
    files: &[&FileEntry],
    last: &HashSet<FileId>,
    made: &HashMap<String, Vec<FileId>>,
) -> HashSet<FileId> {
    if last.is_empty() {
        return HashSet::new();
    }
    let targets = files.iter().flat_map(|file| &file.facts.schema_changes).filter_map(target);
    let foreign: HashSet<String> =
        targets.map(|(_, name)| name.to_lowercase()).filter(|name| !made.contains_key(name)).collect();
    let whole = made.len() > foreign.len();
    let steps = files.iter().filter(|file| whole && is_step(&file.path) && !last.contains(&file.id));
    steps.map(|file| file.id).collect()
}

fn is_step(path: &str) -> bool {
    history(path).is_some()
}

/// The folder of the history that a step belongs to: a step is a file, or a folder with a file in it.
fn history(path: &str) -> Option<&str> {
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    if is_numbered(name) {
        return Some(folder);
    }
    let (above, name) = folder.rsplit_once('/').unwrap_or(("", folder));
    let number = !name.is_empty() && name.bytes().all(|byte| byte.is_ascii_digit());
    (number || is_numbered(name)).then_some(above)
}

fn is_numbered(name: &str) -> bool {
    let number = name.strip_prefix(['V', 'v']).unwrap_or(name);
    let digits = number.bytes().take_while(u8::is_ascii_digit).count();
    digits > 0 && number.as_bytes().get(digits).is_some_and(|byte| matches!(byte, b'_' | b'-' | b'.'))
}

/// Compares two paths: a run of digits counts as the number that it is.
fn natural(one: &str, other: &str) -> Ordering {
    let (mut left, mut right) = (one.as_bytes(), other.as_bytes());
    loop {
        match (left, right) {
            ([], []) => return one.cmp(other),
            ([], _) => return Ordering::Less,
            (_, []) => return Ordering::Greater,
            ([a, after_left @ ..], [b, after_right @ ..]) => {
                if a.is_ascii_digit() && b.is_ascii_digit() {
                    let (number, rest) = leading_number(left);
                    let (other_number, other_rest) = leading_number(right);
                    let by_value = number.len().cmp(&other_number.len()).then(number.cmp(other_number));
                    if by_value != Ordering::Equal {
                        return by_value;
                    }
                    (left, right) = (rest, other_rest);
                } else if a == b {
                    (left, right) = (after_left, after_right);
                } else {
                    return a.cmp(b);
                }
            }
        }
    }
}

/// The digits at the front without leading zeros, and what follows them.
fn leading_number(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| !byte.is_ascii_digit()).unwrap_or(bytes.len());
    let (number, rest) = bytes.split_at(end);
    let zeros = number.iter().take_while(|byte| **byte == b'0').count();
    (number.get(zeros..).unwrap_or_default(), rest)
}

/// The table that a change needs to exist. What takes something away from a table that is not there yet clears the
/// way for it, as dumps do: it waits for nothing.
pub(super) fn target(change: &SchemaChange) -> Option<(Option<&str>, &str)> {
    match change {
        SchemaChange::AlterTable {
            change: AlterTable::DropColumn(_) | AlterTable::DropConstraint(_) | AlterTable::DropPrimaryKey,
            ..
        } => None,
        SchemaChange::AlterTable { schema, name, .. } => Some((schema.as_deref(), name)),
        SchemaChange::CreateIndex { schema, table, .. } => Some((schema.as_deref(), table)),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_count_by_their_value() {
        let mut paths = ["m/10_c.sql", "m/2_b.sql", "m/001_a.sql"];
        paths.order_by(|one, other| natural(one, other));
        assert_eq!(paths, ["m/001_a.sql", "m/2_b.sql", "m/10_c.sql"]);
    }

    #[test]
    fn a_step_has_its_number_in_front() {
        assert!(is_step("migrations/20240102_users/up.sql"));
        assert!(is_step("V2__users.sql"));
        assert!(!is_step("db/schema.sql"));
        assert!(!is_step("2fa.sql"));
    }
}
