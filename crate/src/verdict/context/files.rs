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

fn folder<'a>(file: &SubmittedFile<'a>) -> Option<(&'static str, &'a str)> {
    let (folder, name) = file.path.rsplit_once('/')?;
    let within = |words: &[&str]| folder.split('/').any(|part| words.contains(&part));
    match file.kind {
        "sql" if folder.contains("migrat") => Some(("migration-folder", folder)),
        "code" if within(&["test", "tests", "__tests__", "spec"]) || is_test(name) => {
            Some(("test-folder", folder))
        }
        "code" => Some(("source-folder", folder)),
        _ => None,
    }
}

/// `users.test.ts`, `users.spec.js`
fn is_test(name: &str) -> bool {
    name.split('.').any(|part| part == "test" || part == "spec")
}
