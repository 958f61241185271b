//! What a path says of a migration: its tool, its number, and whether it is the way back.

use super::table;
use crate::facts::{Migration, Runner, StepRole};

/// The words that name a way back.
const BACK: &[&str] = &["down", "rollback", "revert", "undo"];

/// Whether a file is the way back of a migration, by its name: `down.sql`, `003_users.down.sql`, `U3__users.sql`.
pub(in crate::extract::sql) fn takes_back(path: &str) -> bool {
    let path = path.to_ascii_lowercase();
    let mut folders = path.rsplit('/');
    let name = folders.next().unwrap_or_default();
    let name = name.strip_suffix(".sql").unwrap_or(name);
    let ends = BACK.iter().any(|word| {
        name == *word
            || name.strip_suffix(word).is_some_and(|rest| rest.ends_with(['.', '_', '-']))
            || name.strip_prefix(word).is_some_and(|rest| rest.starts_with(['.', '_', '-']))
            || name.contains(&format!(".{word}."))
    });
    ends || flyway(name).is_some_and(|(kind, ..)| kind == 'u')
        || folders.any(|folder| ["down", "rollback", "rollbacks", "revert", "undo"].contains(&folder))
}

/// A path without what tells the way forward from the way back: `m/*/1_users.sql`.
pub(in crate::extract::sql) fn pair(path: &str) -> String {
    let path = path.to_ascii_lowercase();
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", &path));
    let way = |word: &&str| *word == "up" || *word == "deploy" || BACK.contains(word) || *word == "rollbacks";
    let folders = folder.split('/').map(|folder| if way(&folder) { "*" } else { folder });
    let stem = file.strip_suffix(".sql").unwrap_or(file);
    let stem = match flyway(stem) {
        Some((_, version, _)) => version.to_owned(),
        None => stem.split(['.', '_', '-']).filter(|word| !way(word)).collect::<Vec<_>>().join("."),
    };
    format!("{}/{stem}", folders.collect::<Vec<_>>().join("/"))
}

/// The step that a file is by its path; none where the path shows no step.
pub(in crate::extract::sql) fn step(path: &str) -> Option<Migration> {
    let (folder, file) = path.rsplit_once('/').unwrap_or(("", path));
    let lower = file.to_ascii_lowercase();
    let stem = lower.strip_suffix(".sql").unwrap_or(&lower);
    let role = if takes_back(path) { StepRole::Back } else { StepRole::Forward };
    if let Some((kind, version, title)) = flyway(stem) {
        let role = if kind == 'r' { StepRole::Repeated } else { role };
        let shape = if kind == 'r' { "R__name" } else { "V1__name" };
        return Some(Migration {
            evidence: format!("`{file}` is named like `{shape}.sql`"),
            role,
            ..named(folder, version, title, Some(&table::FLYWAY))
        });
    }
    let (above, parent) = folder.rsplit_once('/').unwrap_or(("", folder));
    // A step may be a folder with a file in it.
    if let Some((version, title)) = numbered(parent).filter(|_| ["up", "down", "migration"].contains(&stem)) {
        let runner = match stem {
            "migration" => &table::PRISMA,
            _ if version.len() == 13 && version.bytes().all(|byte| byte.is_ascii_digit()) => &table::HASURA,
            _ => &table::DIESEL,
        };
        let evidence = format!("`{parent}/{file}` is a folder with its step");
        return Some(Migration { evidence, role, ..named(above, version, title, Some(runner)) });
    }
    let (version, title) = numbered(stem).or_else(|| (whole_number(stem)).then_some((stem, "")))?;
    let in_folder = |wanted: &str| folder == wanted || folder.ends_with(&format!("/{wanted}"));
    let runner: Option<&'static Runner> = if in_folder("supabase/migrations") {
        Some(&table::SUPABASE)
    } else if title.is_empty() && folder.contains("evolutions/") {
        Some(&table::PLAY)
    } else {
        None
    };
    let title = title.split('.').next().unwrap_or_default();
    let evidence = if runner.is_some() {
        format!("`{file}` lies in `{folder}`")
    } else {
        format!("`{file}` begins with a number")
    };
    Some(Migration { evidence, role, ..named(folder, version, title, runner) })
}

fn named(folder: &str, version: &str, title: &str, runner: Option<&'static Runner>) -> Migration {
    Migration {
        runner,
        history: folder.to_owned(),
        version: version.to_owned(),
        title: title.to_owned(),
        ..Migration::default()
    }
}

/// `v1_2__name`, `u3__name`, `r__name`: the letter, the version and the name.
fn flyway(stem: &str) -> Option<(char, &str, &str)> {
    let kind = stem.chars().next().filter(|kind| ['v', 'u', 'r', 'b'].contains(kind))?;
    let (version, title) = stem.get(1..)?.split_once("__")?;
    let numbers = !version.is_empty()
        && version.starts_with(|first: char| first.is_ascii_digit())
        && version.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.' || byte == b'_' || byte == b'-');
    (numbers || (kind == 'r' && version.is_empty())).then_some((kind, version, title))
}

/// `20240102_name`, `2019-02-26-002946_name`, `0001-name`, `0001.name`: the number and the name.
fn numbered(stem: &str) -> Option<(&str, &str)> {
    let parts = |byte: u8| byte.is_ascii_digit() || byte == b'-';
    let mut end = stem.bytes().take_while(u8::is_ascii_digit).count();
    // A date has its parts between hyphens.
    let date = stem.bytes().take_while(|byte| parts(*byte)).count();
    if end == 4 && stem.get(4..5) == Some("-") && date >= 10 {
        end = stem.get(..date)?.trim_end_matches('-').len();
    }
    let rest = stem.get(end..)?;
    let cut = rest.starts_with(['_', '-', '.']);
    (end > 0 && cut).then(|| (stem.get(..end).unwrap_or_default(), rest.get(1..).unwrap_or_default()))
}

fn whole_number(stem: &str) -> bool {
    !stem.is_empty() && stem.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(path: &str) -> (Option<&'static str>, String, String) {
        let step = step(path).unwrap_or_default();
        (step.runner.map(|runner| runner.name), step.version, step.title)
    }

    fn is(path: &str, runner: Option<&'static str>, version: &str, title: &str) {
        assert_eq!(read(path), (runner, version.to_owned(), title.to_owned()), "{path}");
    }

    #[test]
    fn a_path_shows_the_tool_and_the_number() {
        is("db/V1_2__add_users.sql", Some("Flyway"), "1_2", "add_users");
        is("m/2019-02-26-002946_users/up.sql", Some("Diesel"), "2019-02-26-002946", "users");
        is("m/default/1620000000000_users/down.sql", Some("Hasura"), "1620000000000", "users");
        is(
            "prisma/migrations/20240102030405_users/migration.sql",
            Some("Prisma Migrate"),
            "20240102030405",
            "users",
        );
        is("supabase/migrations/20240102030405_users.sql", Some("Supabase CLI"), "20240102030405", "users");
        is("db/000001_users.up.sql", None, "000001", "users");
        is("conf/evolutions/default/1.sql", Some("Play evolutions"), "1", "");
        is("db/schema.sql", None, "", "");
        is("db/views.sql", None, "", "");
    }

    #[test]
    fn the_way_back_has_its_word() {
        assert!(takes_back("m/1_users/down.sql") && takes_back("m/1_users.down.sql"));
        assert!(takes_back("m/1_users.down.fizz.sql") && takes_back("m/U1__users.sql"));
        assert_eq!(pair("m/1_users.up.sql"), pair("m/1_users.down.sql"));
        assert_eq!(pair("m/1_users/up.sql"), pair("m/1_users/down.sql"));
        assert_eq!(pair("m/up/1_users.sql"), pair("m/down/1_users.sql"));
        assert_eq!(pair("m/V1__users.sql"), pair("m/U1__users.sql"));
        assert!(!takes_back("m/1_users.up.sql") && !takes_back("m/downtown.sql"));
    }
}
