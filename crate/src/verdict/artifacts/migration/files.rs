//! The files of a migration, named and marked as its tool wants them.

use super::Suggested;
use super::units::{self, Continued, Unit};
use crate::facts::{Engine, Facts};
use crate::finding::Stage;
use crate::verdict::{ReportArtifact, ReportMigrationFile};

/// A file of one unit.
struct Part {
    path: String,
    text: String,
    /// It only takes the unit back.
    down: bool,
    language: &'static str,
}

/// How a tool's files are laid out.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// `0001_name.up.sql`, `0001_name.down.sql`; `marked` says that a file tells when it wants no transaction.
    Pair {
        marked: bool,
    },
    /// `V1__name.sql`, `U1__name.sql`
    Flyway,
    /// Up and down in one file, between marks.
    Goose,
    Dbmate,
    /// `name.sql`, which nothing takes back.
    Single,
    /// A folder with `up.sql` and `down.sql`
    Diesel,
    /// A folder with `migration.sql`, which nothing takes back.
    Prisma,
}

pub(in crate::verdict::artifacts) fn files(facts: &Facts, suggested: &Suggested) -> Vec<ReportArtifact> {
    let continued = Continued::of(facts, suggested);
    let known = continued.as_ref().and_then(|own| Some((own.runner?, shape(own)?)));
    let (units, shape) = match known {
        Some((runner, shape)) => (units::split(&suggested.scripts, runner), shape),
        None => (units::whole(&suggested.scripts), Shape::Pair { marked: false }),
    };
    let count = units.len();
    let mut files = Vec::new();
    for (step, unit) in (1_usize..).zip(&units) {
        let version = match &continued {
            Some(own) => own.version(step as u64),
            None => format!("{step:04}"),
        };
        let folder = continued.as_ref().map_or("migrations", |own| own.folder.trim_end_matches('/'));
        let folder = if folder.is_empty() { String::new() } else { format!("{folder}/") };
        let tool = known.map(|(runner, _)| runner.name);
        for part in parts(unit, shape, &folder, &version) {
            files.push(artifact(suggested, unit, part, (step, count), tool));
        }
    }
    files
}

fn shape(continued: &Continued<'_>) -> Option<Shape> {
    Some(match continued.runner?.name {
        "Flyway" => Shape::Flyway,
        "goose" => Shape::Goose,
        "dbmate" => Shape::Dbmate,
        "golang-migrate" => Shape::Pair { marked: false },
        "SQLx" if continued.pairs => Shape::Pair { marked: true },
        "SQLx" => Shape::Single,
        "Diesel" => Shape::Diesel,
        "Prisma Migrate" => Shape::Prisma,
        _ => return None,
    })
}

fn parts(unit: &Unit, shape: Shape, folder: &str, version: &str) -> Vec<Part> {
    let free = !unit.transaction;
    let (up, down) = (unit.up.trim_start(), unit.down.trim_start());
    let down = if down.is_empty() { "-- There is nothing to take back.\n" } else { down };
    let stem = format!("{folder}{version}_{}", unit.name);
    let alone = |text: String| vec![sql(format!("{stem}.sql"), text, false)];
    let mark = |mark: &'static str| if free { mark } else { "" };
    match shape {
        Shape::Pair { marked } => {
            let mark = mark(if marked { "-- no-transaction\n" } else { "" });
            vec![
                sql(format!("{stem}.up.sql"), format!("{mark}{up}"), false),
                sql(format!("{stem}.down.sql"), format!("{mark}{down}"), true),
            ]
        }
        Shape::Single => alone(format!("{}{up}", mark("-- no-transaction\n"))),
        Shape::Goose => alone(format!(
            "{}-- +goose Up\n{}\n-- +goose Down\n{}",
            mark("-- +goose NO TRANSACTION\n"),
            marked(up),
            marked(down)
        )),
        Shape::Dbmate => {
            let mark = mark(" transaction:false");
            alone(format!("-- migrate:up{mark}\n{up}\n-- migrate:down{mark}\n{down}"))
        }
        Shape::Flyway => {
            let forward = format!("{folder}V{version}__{}.sql", unit.name);
            let setting = setting(format!("{forward}.conf"), "executeInTransaction=false\n", "properties");
            let mut parts = vec![sql(forward, up.to_owned(), false)];
            parts.extend(free.then_some(setting));
            parts.push(sql(format!("{folder}U{version}__{}.sql", unit.name), down.to_owned(), true));
            parts
        }
        Shape::Diesel => {
            let setting = setting(format!("{stem}/metadata.toml"), "run_in_transaction = false\n", "toml");
            let mut parts = vec![sql(format!("{stem}/up.sql"), up.to_owned(), false)];
            parts.extend(free.then_some(setting));
            parts.push(sql(format!("{stem}/down.sql"), down.to_owned(), true));
            parts
        }
        Shape::Prisma => vec![sql(format!("{stem}/migration.sql"), up.to_owned(), false)],
    }
}

fn sql(path: String, text: String, down: bool) -> Part {
    Part { path, text, down, language: "sql" }
}

/// What tells the tool how to apply the file that it stands beside.
fn setting(path: String, text: &str, language: &'static str) -> Part {
    Part { path, text: text.to_owned(), down: false, language }
}

/// goose takes a semicolon for the end of a statement, but between these marks.
fn marked(text: &str) -> String {
    let mut out = String::new();
    let mut statement = String::new();
    let mut quoted = false;
    for line in text.lines() {
        statement.push_str(line);
        statement.push('\n');
        quoted ^= line.matches("$$").count() % 2 == 1;
        if line.ends_with(';') && !quoted {
            if statement.contains("$$") {
                out.extend(["-- +goose StatementBegin\n", &statement, "-- +goose StatementEnd\n"]);
            } else {
                out.push_str(&statement);
            }
            statement.clear();
        }
    }
    out + &statement
}

fn artifact(
    suggested: &Suggested,
    unit: &Unit,
    part: Part,
    (step, count): (usize, usize),
    tool: Option<&str>,
) -> ReportArtifact {
    let phase = if unit.stage.expands() { "expand" } else { "contract" };
    let owners = unit.owners.iter().filter(|_| !part.down).filter_map(|at| suggested.proposals.get(*at));
    let mut settles: Vec<String> = Vec::new();
    for own in owners {
        let settled = format!("{}: {}", own.rule, own.message);
        if settles.last() != Some(&settled) {
            settles.push(settled);
        }
    }
    let back = if part.down { ", taken back" } else { "" };
    let head = head(suggested.engine, unit, part.down, tool);
    let comment =
        if part.language == "sql" && tool.is_none() { format!("-- {head}\n\n") } else { String::new() };
    ReportArtifact {
        id: "migration".to_owned(),
        title: format!("Migration, step {step} of {count}: {}{back}", unit.stage.name().replace('_', " ")),
        description: head,
        path: part.path,
        language: part.language.to_owned(),
        text: comment + &part.text,
        migration: Some(ReportMigrationFile {
            database: suggested.engine.name.to_owned(),
            step,
            phase: phase.to_owned(),
            down: part.down,
            transaction: unit.transaction,
            settles,
        }),
    }
}

fn head(engine: &Engine, unit: &Unit, down: bool, tool: Option<&str>) -> String {
    let when = match (down, unit.stage) {
        (true, _) => "Takes the step of the same number back.",
        (false, Stage::Remove) => "Contracts: apply it once no program uses what it removes.",
        (false, Stage::Unindex) => "Contracts: other indexes find the same rows.",
        (false, Stage::Fill) => "Expands: writes rows some at a time, and can be run again where it stopped.",
        (false, Stage::Validate) => "Expands: reads all rows while they are used.",
        (false, _) => "Expands: programs that run need no change.",
    };
    let with = tool.map(|tool| format!(" with {tool}")).unwrap_or_default();
    let how = if unit.transaction { "Run it in one transaction." } else { "Open no transaction around it." };
    format!("For {}{with}. {when} {how}", engine.name)
}
