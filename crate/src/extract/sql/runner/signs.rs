//! Files beside the migrations that show how they are run: settings, and lists of what a program is made with.

use super::table;
use crate::artifact::Source;
use crate::facts::{FileFacts, Runner, RunnerSign};

/// A manifest is not read further than this for the names of tools.
const MOST_BYTES: usize = 400_000;

/// Names of packages that run migrations, in manifests.
const PACKAGES: &[(&str, &Runner)] = &[
    ("pressly/goose", &table::GOOSE),
    ("rubenv/sql-migrate", &table::SQL_MIGRATE),
    ("golang-migrate/migrate", &table::GOLANG_MIGRATE),
    ("gobuffalo/pop", &table::POP),
    ("mattermost/morph", &table::MORPH),
    ("jackc/tern", &table::TERN),
    ("amacneil/dbmate", &table::DBMATE),
    ("diesel_migrations", &table::DIESEL),
    ("\"drizzle-kit\"", &table::DRIZZLE),
    ("\"node-pg-migrate\"", &table::NODE_PG_MIGRATE),
    ("yoyo-migrations", &table::YOYO),
];

/// Files that only one tool has, by the end of their path.
const FILES: &[(&str, &Runner)] = &[
    ("diesel.toml", &table::DIESEL),
    ("flyway.conf", &table::FLYWAY),
    ("flyway.toml", &table::FLYWAY),
    ("migration_lock.toml", &table::PRISMA),
    ("meta/_journal.json", &table::DRIZZLE),
    ("drizzle.config.ts", &table::DRIZZLE),
    ("atlas.sum", &table::ATLAS),
    ("tern.conf", &table::TERN),
    ("supabase/config.toml", &table::SUPABASE),
];

/// Notes what a file that is no SQL shows of migrations.
pub(in crate::extract) fn read_signs(source: &Source<'_>, facts: &mut FileFacts) {
    let path = source.path.to_ascii_lowercase();
    let name = path.rsplit('/').next().unwrap_or_default();
    let mut sign = |runner: &'static Runner, evidence: String, step: Option<String>, opts_out: bool| {
        let place = source.place(0, 0);
        facts.runner_signs.push(RunnerSign { runner, evidence, place, step, opts_out });
    };
    let named = FILES.iter().find(|(file, _)| path == *file || path.ends_with(&format!("/{file}")));
    if let Some((file, runner)) = named {
        sign(runner, format!("there is `{file}`"), None, false);
    }
    if name == "metadata.toml" && says(source.text, "run_in_transaction", '=', "false") {
        let folder = source.path.rsplit_once('/').map(|(folder, _)| format!("{folder}/"));
        sign(&table::DIESEL, "`metadata.toml` says so".to_owned(), folder, true);
    }
    if let Some(script) = source.path.strip_suffix(".conf").filter(|_| name.ends_with(".sql.conf")) {
        let opts_out = says(source.text, "executeInTransaction", '=', "false");
        sign(
            &table::FLYWAY,
            "its script configuration says so".to_owned(),
            Some(script.to_owned()),
            opts_out,
        );
    }
    if name == "flyway.conf" && says(source.text, "flyway.executeInTransaction", '=', "false") {
        sign(&table::FLYWAY, "`flyway.conf` says so".to_owned(), Some(String::new()), true);
    }
    let manifest = ["go.mod", "cargo.toml", "package.json", "pyproject.toml", "requirements.txt"];
    if manifest.contains(&name) {
        let text = source.text.get(..MOST_BYTES).unwrap_or(source.text);
        for (package, runner) in PACKAGES.iter().filter(|(package, _)| text.contains(package)) {
            sign(runner, format!("`{name}` names `{}`", package.trim_matches('"')), None, false);
        }
        if name == "cargo.toml" && text.lines().any(|line| line.trim_start().starts_with("sqlx")) {
            sign(&table::SQLX, "`Cargo.toml` names `sqlx`".to_owned(), None, false);
        }
    }
}

/// Whether a line gives a setting this value.
fn says(text: &str, setting: &str, between: char, value: &str) -> bool {
    text.lines().filter_map(|line| line.split_once(between)).any(|(name, given)| {
        name.trim() == setting
            && given.split('#').next().unwrap_or_default().trim().eq_ignore_ascii_case(value)
    })
}
