//! Tells the values of a contract that differ from their own schema: together where they differ from the same
//! part of it, and as one finding where a document has many.

use crate::collections::{BTreeMap, BTreeSet, Sort};
use crate::facts::{Contract, Mismatch, MismatchKind, SchemaId, ValueDifference};
use crate::finding::{Finding, Seen};
use crate::rules::gather::count;

/// More causes than this are told as one finding.
const MOST_SINGLE: usize = 12;
/// Places that a finding names besides its first.
const MOST_RELATED: usize = 20;

/// Fitting values that weigh against those that differ. Where none differs, one stands for all: there are
/// hundreds in a document, and they would outweigh what else is judged of it.
const MOST_FITTING: usize = 20;
/// As many schemas that values differ from in the same words are one cause.
const MANY: usize = 3;

/// A value, and the first difference that it has from its schema.
type Case<'a> = (&'a Mismatch, &'a ValueDifference);

/// How a rule speaks of its values.
pub(super) struct Words {
    pub(super) kind: MismatchKind,
    /// The kind of value that may have it.
    pub(super) checked: MismatchKind,
    /// "example"
    pub(super) noun: &'static str,
    /// What is wrong with a number of values together: "do not fit their schema".
    pub(super) many: &'static str,
    /// What is right with one: "the example fits its schema".
    pub(super) fits: &'static str,
    pub(super) sentence: fn(&Mismatch, &ValueDifference) -> String,
}

pub(super) fn tell(contract: &Contract, seen: &mut Seen, words: &Words) {
    let causes = causes(contract, words);
    let fitting = contract.given.fitting.iter().filter(|(kind, _)| *kind == words.checked);
    for (_, place) in fitting.take(if causes.is_empty() { 1 } else { MOST_FITTING }) {
        seen.met(*place, || words.fits);
    }
    if causes.len() > MOST_SINGLE {
        tell_together(causes.into_iter().flatten().collect(), seen, words);
        return;
    }
    for cause in causes {
        let schemas: BTreeSet<SchemaId> = cause.iter().map(|(_, difference)| difference.schema).collect();
        if schemas.len() > 1 {
            tell_together(cause, seen, words);
        } else {
            tell_cause(contract, &cause, seen, words);
        }
    }
}

/// Values that differ from the same part of a schema have one cause, and so have those that differ from many
/// in the same words: texts without quotes.
fn causes<'a>(contract: &'a Contract, words: &Words) -> Vec<Vec<Case<'a>>> {
    let mut by_schema: BTreeMap<SchemaId, Vec<Case<'a>>> = BTreeMap::new();
    for mismatch in contract.given.mismatches.iter().filter(|mismatch| mismatch.kind == words.kind) {
        if let Some(first) = mismatch.differences.first() {
            by_schema.entry(first.schema).or_default().push((mismatch, first));
        }
    }
    let mut by_text: BTreeMap<&str, Vec<Vec<Case<'a>>>> = BTreeMap::new();
    for cause in by_schema.into_values() {
        let text = cause.first().map(|(_, difference)| difference.text.as_str()).unwrap_or_default();
        by_text.entry(text).or_default().push(cause);
    }
    let merged = by_text.into_values();
    merged.flat_map(|alike| if alike.len() >= MANY { vec![alike.concat()] } else { alike }).collect()
}

fn tell_cause(contract: &Contract, alike: &[Case<'_>], seen: &mut Seen, words: &Words) {
    let Some(((mismatch, first), others)) = alike.split_first() else { return };
    let mut message = (words.sentence)(mismatch, first);
    if !others.is_empty() {
        message = format!("{message}; {} others as well", others.len());
    }
    let finding = seen.violated(first.place, message).sites(alike.len());
    if let Some(schema) = contract.schema(first.schema).filter(|schema| schema.place != first.place) {
        finding.related(schema.place, "the schema says so");
    }
    for difference in mismatch.differences.iter().skip(1) {
        finding.related(difference.place, subject(difference, &difference.text));
    }
    relate(finding, others, words);
}

fn tell_together(mut all: Vec<Case<'_>>, seen: &mut Seen, words: &Words) {
    all.order_by_key(|(_, difference)| difference.place);
    let Some(((mismatch, first), others)) = all.split_first() else { return };
    let sentence = (words.sentence)(mismatch, first);
    let message = format!("{} {}; the first: {sentence}", count(all.len(), words.noun), words.many);
    let finding = seen.violated(first.place, message).sites(all.len());
    relate(finding, others, words);
}

fn relate(finding: &mut Finding, others: &[Case<'_>], words: &Words) {
    for (mismatch, difference) in others.iter().take(MOST_RELATED) {
        finding.related(difference.place, (words.sentence)(mismatch, difference));
    }
}

/// "`pets[0].name` is a number, not a text"; the value itself is "it".
pub(super) fn subject(difference: &ValueDifference, text: &str) -> String {
    if text.starts_with('`') {
        return text.to_owned();
    }
    match (difference.path.as_str(), &difference.shown) {
        ("", None) => format!("it {text}"),
        ("", Some(shown)) if &**shown == "null" => format!("it {text}"),
        ("", Some(shown)) => format!("`{shown}` {text}"),
        (path, Some(shown)) if &**shown == "null" => format!("`{path}` {text}"),
        (path, None) => format!("`{path}` {text}"),
        (path, Some(shown)) => format!("`{path}`, `{shown}`, {text}"),
    }
}

/// " of `name`", where the value belongs to something that has a name.
pub(super) fn of(mismatch: &Mismatch) -> String {
    if mismatch.owner.is_empty() { String::new() } else { format!(" of `{}`", mismatch.owner) }
}
