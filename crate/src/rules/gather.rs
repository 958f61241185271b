//! Tells the violations of one document one by one while they are few, and as one finding where they have
//! one cause: nothing in the document has it, or so many sites lack it that a list would hide the rest.

use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::Operation;
use crate::finding::{Action, Confidence, Finding, Seen, Severity};

/// More sites than this are told as one finding.
const MOST_SINGLE: usize = 12;
/// As [`MOST_SINGLE`], where each has a cause of its own.
const MOST_FAULTS: usize = 60;
/// As [`MOST_SINGLE`], where each is mended by the same habit.
const FEW: usize = 3;
/// Places that a finding for many sites names.
const MOST_RELATED: usize = 20;
/// As [`MOST_RELATED`], where each place is a statement to write.
const MOST_LISTED: usize = 500;

pub(super) struct Site {
    pub(super) place: Place,
    /// The thing, as a list names it: "`GET /users`".
    pub(super) label: String,
    /// What is wrong with it, where it is told by itself.
    pub(super) message: String,
    pub(super) confidence: Confidence,
    /// Where it is not the rule's.
    pub(super) severity: Option<Severity>,
}

/// Tells the sites that violate a rule; `met` is how many sites of the same document are as they should be.
/// `whole` says what is wrong with a number of sites together.
pub(super) fn tell(seen: &mut Seen, sites: Vec<Site>, met: usize, whole: impl Fn(usize) -> String) {
    tell_past(MOST_SINGLE, seen, sites, met, whole, |_| None);
}

/// As [`tell`], of faults that each have a cause of their own: only very many are one finding.
pub(super) fn tell_faults(seen: &mut Seen, sites: Vec<Site>, whole: impl Fn(usize) -> String) {
    tell_past(MOST_FAULTS, seen, sites, 1, whole, |_| None);
}

/// As [`tell`], of sites that each cost little: only few are told one by one.
pub(super) fn tell_few(seen: &mut Seen, sites: Vec<Site>, met: usize, whole: impl Fn(usize) -> String) {
    tell_past(FEW, seen, sites, met, whole, |_| None);
}

/// As [`tell`]; `suggest` says what people may change at the sites of one finding.
pub(super) fn tell_suggesting(
    seen: &mut Seen,
    sites: Vec<Site>,
    met: usize,
    whole: impl Fn(usize) -> String,
    suggest: impl Fn(&[Place]) -> Option<Vec<Action>>,
) {
    tell_past(MOST_SINGLE, seen, sites, met, whole, suggest);
}

fn tell_past(
    most: usize,
    seen: &mut Seen,
    sites: Vec<Site>,
    met: usize,
    whole: impl Fn(usize) -> String,
    suggest: impl Fn(&[Place]) -> Option<Vec<Action>>,
) {
    let (doubtful, sure): (Vec<_>, Vec<_>) =
        sites.into_iter().partition(|site| site.confidence == Confidence::Low);
    for alike in [sure, doubtful] {
        let together = alike.len() > most || (met == 0 && alike.len() > 1);
        let findings = if together { alike.len() } else { 1 };
        for sites in alike.chunks(findings.max(1)) {
            let finding =
                if together { tell_together(seen, sites, &whole) } else { tell_single(seen, sites) };
            if let Some(finding) = finding {
                let places: Vec<_> = sites.iter().map(|site| site.place).collect();
                finding.overlay(suggest(&places).into_iter().flatten());
            }
        }
    }
}

fn tell_single<'s>(seen: &'s mut Seen, sites: &[Site]) -> Option<&'s mut Finding> {
    let site = sites.first()?;
    let finding = seen.violated(site.place, site.message.clone()).confidence(site.confidence);
    if let Some(severity) = site.severity {
        finding.severity(severity);
    }
    Some(finding)
}

fn tell_together<'s>(
    seen: &'s mut Seen,
    sites: &[Site],
    whole: &impl Fn(usize) -> String,
) -> Option<&'s mut Finding> {
    let (first, others) = sites.split_first()?;
    let finding = seen.violated(first.place, whole(sites.len()));
    let confidence = sites.iter().map(|site| site.confidence).max().unwrap_or(first.confidence);
    finding.confidence(confidence).sites(sites.len());
    if let Some(severity) = sites.iter().map(|site| site.severity).reduce(worst).flatten() {
        finding.severity(severity);
    }
    relate(finding, others);
    Some(finding)
}

/// The higher of two severities; the rule's own is the highest that its sites have.
fn worst(one: Option<Severity>, other: Option<Severity>) -> Option<Severity> {
    one.zip(other).map(|(one, other)| one.max(other))
}

fn relate(finding: &mut Finding, others: &[Site]) {
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, other.label.clone());
    }
}

/// Always one finding for a document, at the first of the places; nothing where there is none.
pub(super) fn at_places<'a>(
    seen: &'a mut Seen,
    places: &[(Place, String)],
    message: impl FnOnce(usize, &str) -> String,
) -> Option<&'a mut Finding> {
    at_most_places(MOST_RELATED, seen, places, message)
}

/// As [`at_places`], naming every place of a schema: each of them is to be changed by a statement of its own.
pub(super) fn listed<'a>(
    seen: &'a mut Seen,
    places: &[(Place, String)],
    message: impl FnOnce(usize, &str) -> String,
) -> Option<&'a mut Finding> {
    at_most_places(MOST_LISTED, seen, places, message)
}

fn at_most_places<'a>(
    most: usize,
    seen: &'a mut Seen,
    places: &[(Place, String)],
    message: impl FnOnce(usize, &str) -> String,
) -> Option<&'a mut Finding> {
    let ((first, label), others) = places.split_first()?;
    let finding = seen.violated(*first, message(places.len(), label));
    finding.sites(places.len());
    for (place, label) in others.iter().take(most) {
        finding.related(*place, label.clone());
    }
    Some(finding)
}

/// Statements to write, as one text.
pub(super) fn statements(texts: impl Iterator<Item = String>) -> String {
    texts.take(MOST_LISTED).collect::<Vec<_>>().join("\n")
}

/// Tells what a rule found more than twice in one file as one finding, at the first of the places; what is as sure
/// and weighs as much is of one kind.
pub(super) fn by_file(seen: &mut Seen, whole: impl Fn(usize) -> String) {
    let mut kinds = BTreeMap::new();
    let mut groups: Vec<Vec<Finding>> = Vec::new();
    for finding in std::mem::take(&mut seen.violated) {
        let kind = (finding.place.file, finding.severity, finding.confidence);
        let at = *kinds.entry(kind).or_insert(groups.len());
        match groups.get_mut(at) {
            Some(group) => group.push(finding),
            None => groups.push(vec![finding]),
        }
    }
    for group in groups {
        if group.len() < FEW {
            seen.violated.extend(group);
        } else {
            seen.violated.extend(merged(group, &whole));
        }
    }
}

fn merged(alike: Vec<Finding>, whole: &impl Fn(usize) -> String) -> Option<Finding> {
    let mut alike = alike.into_iter();
    let mut all = alike.next()?;
    for other in alike {
        all.sites += other.sites;
        if all.related.len() < MOST_RELATED {
            all.related(other.place, other.message);
        }
        if let (Some(fix), Some(more)) = (&mut all.fix, other.fix) {
            fix.edits.extend(more.edits);
            if let (Some(code), Some(more)) = (&mut fix.code, more.code) {
                code.text = format!("{}\n\n{}", code.text, more.text);
            }
        }
        all.migrations.extend(other.migrations);
    }
    all.message = whole(all.sites);
    Some(all)
}

/// Whether so many sites are told as one finding.
pub(super) fn is_too_many(sites: usize) -> bool {
    sites > MOST_SINGLE
}

/// "1 operation", "3 operations", "2 indexes".
pub(super) fn count(number: usize, noun: &str) -> String {
    let ending = if noun.ends_with('x') { "es" } else { "s" };
    if number == 1 { format!("1 {noun}") } else { format!("{number} {noun}{ending}") }
}

/// "1 other operation does", "3 other operations do".
pub(super) fn others_do(number: usize, noun: &str) -> String {
    format!("{} {}", count(number, noun), if number == 1 { "does" } else { "do" })
}

/// The first of some operations and the number of the others: "`GET /users` and 3 other operations".
pub(super) fn named(operations: &[&Operation]) -> String {
    let first = operations.first().map(|first| format!("`{}`", first.label())).unwrap_or_default();
    match operations.len() {
        0 | 1 => first,
        all => format!("{first} and {}", count(all - 1, "other operation")),
    }
}

/// One finding for some operations, at the first; none where there are none.
pub(super) fn together<'s>(
    seen: &'s mut Seen,
    operations: &[&Operation],
    message: impl FnOnce(String) -> String,
) -> Option<&'s mut Finding> {
    let (first, others) = operations.split_first()?;
    let finding = seen.violated(first.place, message(named(operations))).sites(operations.len());
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, format!("`{}`", other.label()));
    }
    Some(finding)
}
