use super::Remark;
use crate::Submission;
use crate::artifact::{FileId, Place, Span};
use crate::workspace::SubmittedFile;

/// Languages and dialects as they were recognised, and the folders that hold sources, tests and migrations.
pub(super) fn remarks(submission: &Submission<'_>) -> Vec<Remark> {
    let ids = submission.facts.files.iter().map(|file| file.id);
    ids.zip(submission.files()).flat_map(|(id, file)| of_file(id, &file)).collect()
}

fn of_file(id: FileId, file: &SubmittedFile<'_>) -> Vec<Remark> {
    let place = Place { file: id, span: Span::default() };
    let language = match (file.kind, file.language.as_deref()) {
        ("code", Some(language)) => Some(("language", language)),
        // Without a dialect, SQL names no database.
        ("sql", Some(dialect)) if dialect != "SQL" => Some(("database", dialect)),
        _ => None,
    };
    let language = language.map(|(topic, value)| Remark {
        topic,
        value: value.to_owned(),
        evidence: file.reason.to_owned(),
        place,
    });
    let folder = folder(file).map(|(topic, folder)| Remark {
        topic,
        value: folder.to_owned(),
        evidence: format!("holds `{}`", file.path),
        place,
    });
    language.into_iter().chain(folder).collect()
}

/// The folder that a file belongs to by its role, without what lies between the two.
fn folder<'a>(file: &SubmittedFile<'a>) -> Option<(&'static str, &'a str)> {
    let (folder, name) = file.path.rsplit_once('/')?;
    let up_to = |is_it: fn(&str) -> bool| outermost(folder, is_it);
    match file.kind {
        "sql" => up_to(|part| part.contains("migrat")).map(|folder| ("migration-folder", folder)),
        "code" => {
            let tests = up_to(|part| ["test", "tests", "__tests__", "spec"].contains(&part));
            let tests = tests.or_else(|| is_test(name).then_some(folder));
            let source = || up_to(|part| ["src", "app", "lib", "server"].contains(&part)).unwrap_or(folder);
            Some(tests.map_or_else(|| ("source-folder", source()), |tests| ("test-folder", tests)))
        }
        _ => None,
    }
}

/// A folder up to the first of its parts that is asked for.
fn outermost(folder: &str, is_it: fn(&str) -> bool) -> Option<&str> {
    let mut end = 0;
    for part in folder.split('/') {
        end += part.len();
        if is_it(part) {
            return folder.get(..end);
        }
        end += 1;
    }
    None
}

/// `users.test.ts`, `users.spec.js`
fn is_test(name: &str) -> bool {
    name.split('.').any(|part| part == "test" || part == "spec")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_folder_ends_with_the_part_that_is_asked_for() {
        assert_eq!(
            outermost("db/migrations/2024/a_migration", |part| part.contains("migrat")),
            Some("db/migrations")
        );
        assert_eq!(outermost("db/schema", |part| part.contains("migrat")), None);
    }
}
