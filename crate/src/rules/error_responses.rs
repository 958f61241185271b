//! Declares error responses where operations lack them: by the reference that their siblings have, where that
//! is certain, or as a suggestion.

use super::overlay::{self, ErrorBody};
use crate::artifact::{FileId, Value};
use crate::collections::{BTreeMap, Sort};
use crate::facts::{Contract, Operation, Response};
use crate::finding::{Action, Edit, Finding, Fix};

/// An operation with the statuses that it should answer with.
type Lacking<'a> = (&'a Operation, Vec<&'a str>);

/// What the operations of a contract answer each status with.
#[derive(Default)]
pub(super) struct Usual<'a> {
    files: BTreeMap<FileId, BTreeMap<&'a str, Answers<'a>>>,
}

/// The answers of one status.
#[derive(Default)]
struct Answers<'a> {
    all: usize,
    /// By reference: how many, and one of them.
    shared: BTreeMap<&'a str, (usize, &'a Response)>,
}

impl<'a> Answers<'a> {
    /// The reference that most of them are given by.
    fn first(&self) -> Option<(&'a str, usize, &'a Response)> {
        let most = self.shared.iter().max_by_key(|(_, (count, _))| *count);
        most.map(|(reference, (count, response))| (*reference, *count, *response))
    }

    /// The reference that at least three of four are given by, two at least.
    fn custom(&self) -> Option<(&'a str, &'a Response)> {
        let (reference, count, response) = self.first()?;
        (count >= 2 && count * 4 >= self.all * 3).then_some((reference, response))
    }
}

impl<'a> Usual<'a> {
    pub(super) fn of(contract: &'a Contract) -> Self {
        let mut usual = Self::default();
        for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
            let statuses = usual.files.entry(operation.place.file).or_default();
            for response in operation.responses.iter().filter(|response| response.is_error()) {
                let answers = statuses.entry(response.status.as_str()).or_default();
                answers.all += 1;
                if let Some(reference) = response.reference.as_deref() {
                    answers.shared.entry(reference).or_insert((0, response)).0 += 1;
                }
            }
        }
        usual
    }

    fn answers(&self, operation: &Operation, status: &str) -> Option<&Answers<'a>> {
        self.files.get(&operation.place.file)?.get(status)
    }

    /// That of two statuses which the siblings of an operation rather answer with.
    pub(super) fn either<'s>(&self, operation: &Operation, codes: [&'s str; 2]) -> &'s str {
        let [first, second] = codes;
        let number = |status| self.answers(operation, status).map_or(0, |answers| answers.all);
        if number(second) > number(first) { second } else { first }
    }

    /// Whether at least three of four operations answer with a status; `of` is how many there are to compare.
    pub(super) fn is_custom(&self, operation: &Operation, status: &str, of: usize) -> bool {
        self.answers(operation, status).is_some_and(|answers| answers.all * 4 >= of * 3)
    }

    /// The reference that stands for a status, where an operation with it says no less about its errors than it
    /// does without.
    fn certain(&self, operation: &Operation, status: &str) -> Option<&'a str> {
        let (reference, response) = self.answers(operation, status)?.custom()?;
        let told = |response: &Response| response.media.iter().any(|media| media.schema.is_some());
        let loose = operation.responses.iter().any(|own| own.is_error() && !told(own));
        (told(response) || loose).then_some(reference)
    }
}

/// Gives a finding its edits where siblings show what belongs there, and else what people may decide on.
/// `custom` says that what lacks is the exception.
pub(super) fn mend(
    finding: &mut Finding,
    contract: &Contract,
    usual: &Usual<'_>,
    lacking: &[Lacking<'_>],
    custom: bool,
) {
    if lacking.len() > overlay::MOST_OPERATIONS || lacking.iter().any(|(_, statuses)| statuses.is_empty()) {
        return;
    }
    match fix(usual, lacking).filter(|_| custom) {
        Some(fix) => finding.fix(fix),
        None => finding.overlay(suggestion(contract, usual, lacking).into_iter().flatten()),
    };
}

fn fix(usual: &Usual<'_>, lacking: &[Lacking<'_>]) -> Option<Fix> {
    let mut edits: Vec<Edit> = Vec::new();
    for (operation, statuses) in lacking {
        let slot = operation.slots.responses?;
        let mut members = Vec::new();
        for status in statuses {
            members.push((*status, Value::reference(usual.certain(operation, status)?)));
        }
        edits.push(Edit { place: slot.place, text: slot.members(&members) });
    }
    edits.order_by_key(|edit| edit.place);
    edits.dedup_by_key(|edit| edit.place);
    let title = match lacking {
        [(_, statuses)] => format!("Declare {} as the others do", statuses.join(", ")),
        _ => format!("Refer to the shared error responses at {} operations", lacking.len()),
    };
    Some(Fix { title, edits, code: None })
}

/// What a status is called, and what it says.
fn words(status: &str) -> Option<(&'static str, &'static str)> {
    Some(match status {
        "400" => ("BadRequest", "The request is not valid"),
        "401" => ("Unauthorized", "It is not known who is calling"),
        "403" => ("Forbidden", "The caller may not do this"),
        "404" => ("NotFound", "There is no such item"),
        "422" => ("UnprocessableContent", "What the request holds is not valid"),
        "default" => ("Error", "Any other error"),
        _ => return None,
    })
}

/// Each response once, and a reference to it at each operation; none where an operation cannot be named.
pub(super) fn suggestion(
    contract: &Contract,
    usual: &Usual<'_>,
    lacking: &[Lacking<'_>],
) -> Option<Vec<Action>> {
    let mut shared: BTreeMap<&str, Action> = BTreeMap::new();
    let mut actions = Vec::new();
    let (schema, body) = overlay::error_body(contract);
    for (operation, statuses) in lacking {
        let path = overlay::path(contract, operation).filter(|_| operation.responses_place.is_some())?;
        let mut members = Vec::new();
        for status in statuses {
            let known = usual.answers(operation, status).and_then(Answers::first);
            let reference = if let Some((reference, ..)) = known {
                reference.to_owned()
            } else {
                let (name, said) = words(status)?;
                if !contract.shared_responses.iter().any(|known| known == name) {
                    shared.entry(name).or_insert_with(|| described(contract, name, said, &body));
                }
                overlay::response_pointer(contract, name)
            };
            members.push(((*status).to_owned(), Value::reference(reference)));
        }
        let path = [path.as_slice(), &["responses"]].concat();
        let what = format!("Declare {} at `{}`", statuses.join(", "), operation.label());
        actions.push(overlay::update(&path, what, Value::Map(members)));
    }
    let schema = schema.filter(|_| !shared.is_empty());
    Some(schema.into_iter().chain(shared.into_values()).chain(actions).collect())
}

fn described(contract: &Contract, name: &str, said: &str, body: &ErrorBody<'_>) -> Action {
    let content = overlay::content(contract, None, body);
    let response = Value::map([("description", Value::text(said)), content]);
    overlay::shared_response(contract, name, response)
}
