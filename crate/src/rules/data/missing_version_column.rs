use crate::facts::{Column, Facts, Table, TypeFamily};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "missing-version-column",
    item: "data.concurrency",
    severity: Severity::Medium,
    page: page!("missing_version_column.md"),
    check,
};

/// What several requests change at once, each from what it has read.
const CONTENDED: &[&str] = &[
    "balance",
    "stock",
    "inventory",
    "on_hand",
    "quantity_available",
    "available_quantity",
    "credit",
    "seats_left",
    "remaining",
];
/// So many tables with a version show that it is the way in which updates are kept apart.
const FEWEST: usize = 2;

fn check(facts: &Facts, seen: &mut Seen) {
    let versioned: Vec<(&Table, &Column)> = tables::all(facts)
        .filter_map(|table| Some((table, table.columns.iter().find(|column| is_version(table, column))?)))
        .collect();
    for (table, column) in &versioned {
        seen.met(column.place, || {
            format!("an update of `{}` can tell whether another came before it", table.name)
        });
    }
    for table in tables::all(facts) {
        let past = [
            "history",
            "log",
            "entry",
            "transaction",
            "snapshot",
            "archive",
            "event",
            "movement",
            "item",
            "line",
        ];
        let Some(contended) = table.columns.iter().find(|column| is_contended(column)) else { continue };
        if tables::says(&table.name, &past) {
            continue;
        }
        if table.columns.iter().any(|column| is_version(table, column)) {
            continue;
        }
        let Some((_, example)) = versioned.first().filter(|_| versioned.len() >= FEWEST) else {
            ask(table, contended, seen);
            continue;
        };
        let message = format!(
            "two updates at once of `{}` of `{}` can undo each other: it has no `{}` as {} other tables have",
            contended.name,
            table.name,
            example.name,
            versioned.len()
        );
        let finding = seen.violated(table.place, message).confidence(Confidence::Medium);
        finding.related(contended.place, "what they change").related(example.place, "a table that has one");
        let text = format!(
            "ALTER TABLE {} ADD COLUMN {} integer NOT NULL DEFAULT 0;",
            table.spelled(),
            example.name
        );
        finding.fix(tables::fix(format!("Give `{}` a version", table.name), text));
    }
}

fn ask(table: &Table, contended: &Column, seen: &mut Seen) {
    let text = format!(
        "Is `{}` of `{}` changed by one statement (`SET {} = {} - 1`), under a lock, or from what was read before? Only the last needs a version column.",
        contended.name, table.name, contended.name, contended.name
    );
    seen.question(Some(contended.place), text);
}

/// `lock_version`, `row_version`, or a `version` that each row has and that nothing else is unique with.
fn is_version(table: &Table, column: &Column) -> bool {
    let name = column.words().join("_");
    let stamped = ["rowversion", "timestamp"].contains(&column.type_.text.to_lowercase().as_str());
    let counted = matches!(column.type_.family, TypeFamily::Integer { .. }) && !column.nullable;
    let keyed =
        table.primary_key.iter().chain(&table.uniques).any(|key| tables::has(&key.columns, &column.name));
    match name.as_str() {
        "lock_version" | "row_version" | "rowversion" | "optlock" | "opt_lock" | "concurrency_stamp" => {
            counted || stamped || tables::is_text(column) || column.type_.family == TypeFamily::Binary
        }
        "version" => counted && !keyed && column.default.is_some(),
        _ => false,
    }
}

fn is_contended(column: &Column) -> bool {
    let number =
        matches!(column.type_.family, TypeFamily::Integer { .. } | TypeFamily::Decimal | TypeFamily::Money);
    let words = column.words();
    let name = words.join("_");
    let last = words.last().map(String::as_str).unwrap_or_default();
    // What is wanted, or was, is not what changes.
    let fixed = [
        "target",
        "threshold",
        "min",
        "minimum",
        "max",
        "maximum",
        "initial",
        "opening",
        "previous",
        "old",
        "new",
        "before",
        "after",
        "limit",
        "low",
        "closing",
        "starting",
        "ending",
    ];
    let fixed = words.iter().any(|word| fixed.contains(&word.as_str()));
    number && !fixed && column.computed.is_none() && (CONTENDED.contains(&name.as_str()) || last == "balance")
}
