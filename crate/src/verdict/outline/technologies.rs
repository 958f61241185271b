//! The technologies that were seen, each once: from code and manifests, and from what the files themselves are.

use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::facts::TechnologyRole;
use crate::workspace::{Submission, SubmittedFile};

pub(super) struct SeenTechnology<'a> {
    pub(super) role: TechnologyRole,
    pub(super) name: String,
    /// In words, as plain text: "imports `pg`".
    pub(super) evidence: String,
    /// The file that shows it first.
    pub(super) path: &'a str,
    pub(super) place: Option<Place>,
    /// No file of the running system shows it.
    pub(super) only_in_tests: bool,
}

/// By role, then in the order in which they were seen. Where one is seen outside of tests, that is its evidence.
pub(super) fn technologies<'a>(submission: &Submission<'a>) -> Vec<SeenTechnology<'a>> {
    let mut known: BTreeMap<String, usize> = BTreeMap::new();
    let mut all: Vec<SeenTechnology<'a>> = Vec::new();
    let stated = submission.facts.technologies().map(|technology| {
        let path = submission.locate(technology.place).map(|(file, _)| file.path).unwrap_or_default();
        SeenTechnology {
            role: technology.role,
            name: technology.name.clone(),
            evidence: technology.evidence.clone(),
            path,
            place: Some(technology.place),
            only_in_tests: !submission.facts.serves(technology.place.file),
        }
    });
    for technology in stated.chain(submission.files().filter_map(|file| of_file(&file))) {
        let at = *known.entry(technology.name.to_lowercase()).or_insert(all.len());
        match all.get_mut(at) {
            Some(first) if first.only_in_tests && !technology.only_in_tests => *first = technology,
            Some(_) => {}
            None => all.push(technology),
        }
    }
    all.order_by_key(|technology| technology.role);
    all
}

/// What a file that was read shows by being what it is.
fn of_file<'a>(file: &SubmittedFile<'a>) -> Option<SeenTechnology<'a>> {
    let name = file.language.clone()?;
    let role = match file.kind {
        "sql" if name != "SQL" => TechnologyRole::Database,
        "code" => TechnologyRole::Language,
        _ => return None,
    };
    Some(SeenTechnology {
        role,
        name,
        evidence: file.reason.to_owned(),
        path: file.path,
        place: None,
        only_in_tests: false,
    })
}
