//! What to do when load grows, a release goes wrong, or callers see errors: steps that fit what was seen.

use super::inline::{code, count, listed};
use super::material::Material;
use super::page::Page;
use crate::facts::{AlterTable, SchemaChange, TechnologyRole as Role};

pub(super) fn runbooks(material: &Material<'_>, page: &mut Page<'_>) {
    page.heading("Runbook: scaling out");
    page.steps(&scaling(material));
    page.heading("Runbook: rolling back");
    page.steps(&rolling_back(material));
    page.heading("Runbook: incident");
    page.steps(&incident(material));
}

fn database<'m>(material: &'m Material<'_>) -> Option<&'m str> {
    material.in_role(Role::Database).next().map(|seen| seen.name.as_str())
}

fn is_database(material: &Material<'_>, name: &str) -> bool {
    material.in_role(Role::Database).any(|seen| seen.name.eq_ignore_ascii_case(name))
}

fn scaling(material: &Material<'_>) -> Vec<String> {
    let mut steps = vec![
        "Read p95 latency, errors and CPU of service and data store first; add instances only where the service itself is the limit.".to_owned(),
    ];
    if is_database(material, "PostgreSQL") {
        steps.push("Keep instances × pool size below `max_connections`; past that, put a pooler in transaction mode in between.".to_owned());
    } else if let Some(name) = database(material) {
        steps.push(format!("Keep instances × pool size below the connection limit of {}.", code(name)));
    } else {
        steps.push(
            "The data store was not told apart: find its connection limit before adding instances."
                .to_owned(),
        );
    }
    let growing: Vec<String> = material
        .groups
        .iter()
        .filter(|group| {
            group.item.starts_with("perf.") || matches!(group.item, "api.pagination" | "data.fk-indexes")
        })
        .take(3)
        .map(|group| format!("{} ({})", group.title, group.extent()))
        .collect();
    if !growing.is_empty() {
        steps.push(format!("Mend first what more instances make worse: {}.", growing.join("; ")));
    }
    if material.has_code() && material.in_role(Role::Cache).next().is_none() {
        steps.push("No shared cache was seen: check that sessions, counters and limits do not live in the process before a second instance starts.".to_owned());
    }
    steps.push("Double the load in steps and hold each for 10 minutes; stop when a target of the acceptance section is missed.".to_owned());
    steps
}

fn rolling_back(material: &Material<'_>) -> Vec<String> {
    let mut steps = vec!["Deploy the previous image or tag; do not build again.".to_owned()];
    steps.push(schema_step(material));
    if is_database(material, "PostgreSQL") {
        steps.push("Before any schema change on live tables: `SET lock_timeout = '2s'`, indexes with `CREATE INDEX CONCURRENTLY`, constraints `NOT VALID` and then `VALIDATE CONSTRAINT`.".to_owned());
    } else if is_database(material, "MySQL") {
        steps.push("Before any schema change on live tables: ask for `ALGORITHM=INPLACE, LOCK=NONE`, so that the statement fails rather than blocks; set `lock_wait_timeout`.".to_owned());
    } else if is_database(material, "SQL Server") {
        steps.push("Before any schema change on live tables: `SET LOCK_TIMEOUT 2000`, and indexes with `ONLINE = ON` where the edition has it.".to_owned());
    } else if is_database(material, "SQLite") {
        steps.push(
            "A schema change locks the whole file: stop writers, copy the file, then change it.".to_owned(),
        );
    }
    steps.push(
        "Confirm with the test commands of the section before, then with the error rate over 15 minutes."
            .to_owned(),
    );
    steps
}

fn schema_step(material: &Material<'_>) -> String {
    if !material.has_tables() {
        return "No schema was seen: check whether the release changed one, and whether the previous version runs on it.".to_owned();
    }
    if !material.facts.catalog.migrated {
        return "The schema was seen as a whole, not as migrations: agree how a change is taken back before the next one is made.".to_owned();
    }
    let changes = material.submission.files().flat_map(|file| &file.facts.schema_changes);
    match changes.filter(|change| loses_data(change)).count() {
        0 => "Run the down step of the last migration on a copy first; none of those seen drops a table or column.".to_owned(),
        lost => format!(
            "Run the down step of the last migration on a copy first; {} of those seen drop a table or column, which only a backup brings back.",
            count(lost, "statement")
        ),
    }
}

fn loses_data(change: &SchemaChange) -> bool {
    matches!(
        change,
        SchemaChange::DropTable { .. } | SchemaChange::AlterTable { change: AlterTable::DropColumn(_), .. }
    )
}

fn incident(material: &Material<'_>) -> Vec<String> {
    let logging: Vec<String> = material.in_role(Role::Logging).map(|seen| code(&seen.name)).collect();
    let look = if logging.is_empty() {
        "no logging library was seen, so find out where the process writes to".to_owned()
    } else {
        format!("logs come from {}", listed(&logging, 3))
    };
    let mut steps = vec![
        "Name one person who leads and one who writes down what is done and when.".to_owned(),
        format!("Find the first failing request by its correlation id: {look}."),
    ];
    if is_database(material, "PostgreSQL") {
        steps.push("See what the database waits for: `SELECT pid, state, wait_event, query FROM pg_stat_activity WHERE state <> 'idle' ORDER BY query_start;`".to_owned());
    } else if is_database(material, "MySQL") {
        steps.push("See what the database waits for: `SHOW FULL PROCESSLIST;` and `SELECT * FROM sys.innodb_lock_waits;`".to_owned());
    } else if is_database(material, "MongoDB") {
        steps.push(
            "See what the database works on: `db.currentOp({ active: true, secs_running: { $gt: 5 } })`."
                .to_owned(),
        );
    }
    if material.groups.iter().any(|group| group.item == "sec.secrets" || group.item == "integ.credentials") {
        steps.push("Secrets stand in files: treat them as known, replace each at its provider, then remove it from history.".to_owned());
    }
    if material.groups.iter().any(|group| group.item.ends_with("-injection") && group.is_weighty()) {
        steps.push("Injection was found: keep the database's logs, and look for statements that the code does not write.".to_owned());
    }
    steps.push(
        "Stop the damage first (roll back, or turn the feature off); look for the cause after.".to_owned(),
    );
    steps.push(
        "Within two days: a timeline, the cause, and the rule or test that would have caught it.".to_owned(),
    );
    steps
}
