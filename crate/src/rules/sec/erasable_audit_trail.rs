use crate::facts::{Action, Facts, Table, words};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "erasable-audit-trail",
    item: "sec.audit-log",
    severity: Severity::High,
    page: page!("erasable_audit_trail.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| is_trail(table)) {
        let erasing = table.foreign_keys.iter().find(|key| key.on_delete == Some(Action::Cascade));
        match erasing {
            Some(key) => {
                let message = format!(
                    "deleting a row of `{}` deletes what `{}` recorded about it",
                    key.table, table.name
                );
                seen.violated(key.place, message).related(table.place, "the record");
            }
            None => seen.met(table.place, || format!("`{}` keeps what happened", table.name)),
        }
    }
}

/// A record of who did what: `audit_logs`, `access_log`, `login_history`, `security_events`.
fn is_trail(table: &Table) -> bool {
    let words = words(&table.name);
    let has = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    let dated = table.columns.iter().any(tables::is_time);
    let kept = has(&["log", "logs", "event", "events", "history", "entries", "trail", "record", "records"]);
    dated
        && (has(&["audit", "audits"])
            || (kept && has(&["access", "activity", "security", "login", "signin"])))
}
