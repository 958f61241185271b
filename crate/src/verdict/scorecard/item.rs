use super::Assessment;
use super::arithmetic::{rounded, share, site_weight};
use super::words::{artifacts, count};
use crate::Submission;
use crate::collections::BTreeSet;
use crate::facts::{Artifact, Diagnostic};
use crate::finding::{Confidence, Evidence};
use crate::rules::{Item, Observed};
use crate::verdict::ranges::located;
use crate::verdict::{ItemState, ReportCode, ReportEvidence, ReportItem, ReportQuestion, Term};

/// How many of each kind of remark are told for one item.
const MOST_TOLD: usize = 20;

pub(super) fn item(
    submission: &Submission<'_>,
    assessment: &Assessment<'_>,
    present: &BTreeSet<Artifact>,
) -> ReportItem {
    let item = assessment.item;
    let terms: Vec<Term> = assessment.observed.iter().map(|observed| term(observed)).collect();
    let (state, reason) = state(assessment, &terms, present);
    ReportItem {
        id: item.id.to_owned(),
        area: item.area.id().to_owned(),
        title: item.title.to_owned(),
        question: item.question.to_owned(),
        standards: item.standards.iter().map(|&standard| standard.to_owned()).collect(),
        weight: item.weight,
        state,
        reason,
        score: share(&terms).map(rounded),
        met: terms.iter().map(|term| term.met).sum(),
        violated: assessment.observed.iter().map(|observed| violated(observed)).sum(),
        evidence: evidence(submission, assessment),
        questions: questions(submission, assessment),
        needed: needed(assessment),
        terms,
    }
}

fn term(observed: &Observed) -> Term {
    Term {
        rule: observed.rule.id.to_owned(),
        weight: site_weight(observed.rule.severity),
        met: observed.seen.met.len(),
        violated: violated(observed) - doubtful(observed),
    }
}

/// The sites that are not as they should be; a finding may stand for several.
fn violated(observed: &Observed) -> usize {
    observed.seen.violated.iter().map(|finding| finding.sites).sum()
}

fn doubtful(observed: &Observed) -> usize {
    let doubtful = observed.seen.violated.iter().filter(|finding| finding.confidence == Confidence::Low);
    doubtful.map(|finding| finding.sites).sum()
}

/// The state, and in words what decided it.
fn state(assessment: &Assessment<'_>, terms: &[Term], present: &BTreeSet<Artifact>) -> (ItemState, String) {
    let met: usize = terms.iter().map(|term| term.met).sum();
    let violated: usize = terms.iter().map(|term| term.violated).sum();
    let doubtful: usize = assessment.observed.iter().map(|observed| doubtful(observed)).sum();
    if met + violated > 0 {
        return judged(met, violated, doubtful);
    }
    if doubtful > 0 {
        let reason = format!(
            "{} found with low confidence: look for yourself, the score leaves that out.",
            count(doubtful, "place")
        );
        return (ItemState::Question, reason);
    }
    unjudged(assessment, present)
}

fn judged(met: usize, violated: usize, doubtful: usize) -> (ItemState, String) {
    let places = count(met + violated, "place");
    let (mut state, mut reason) = match (met, violated) {
        (1, 0) => (ItemState::Met, "The one place that this is about is as it should be.".to_owned()),
        (_, 0) => (ItemState::Met, format!("All {places} are as they should be.")),
        (0, 1) => {
            (ItemState::Violated, "The one place that this is about is not as it should be.".to_owned())
        }
        (0, _) => (ItemState::Violated, format!("None of {places} is as it should be.")),
        _ => (ItemState::Partial, format!("{met} of {places} are as they should be.")),
    };
    if doubtful > 0 {
        let more = if doubtful == 1 { "One more may not be" } else { &format!("{doubtful} more may not be") };
        reason = format!("{reason} {more}: found with low confidence, the score leaves that out.");
        if state == ItemState::Met {
            state = ItemState::Partial;
        }
    }
    (state, reason)
}

fn unjudged(assessment: &Assessment<'_>, present: &BTreeSet<Artifact>) -> (ItemState, String) {
    let seen = || assessment.observed.iter().map(|observed| &observed.seen);
    if !assessment.has_rules() {
        return (ItemState::NotSeen, assessment.item.unjudged.to_owned());
    }
    if let Some(question) = seen().find_map(|seen| seen.questions.first()) {
        return (ItemState::Question, question.text.clone());
    }
    if let Some(needed) = seen().find_map(|seen| seen.not_seen.first()) {
        return (ItemState::NotSeen, format!("Add {needed}."));
    }
    if assessment.reach.is_covered_by(present) {
        let looked_at = assessment.reach.ways.iter().filter(|way| way.is_subset(present)).flatten().copied();
        let looked_at = artifacts(&looked_at.collect(), " and ");
        return (ItemState::NotApplicable, format!("Nothing in {looked_at} that this is about."));
    }
    (ItemState::NotSeen, format!("Nothing here shows it: add {}.", missing(assessment, present)))
}

/// "the API contract, or the schema or migrations and the application code"
fn missing(assessment: &Assessment<'_>, present: &BTreeSet<Artifact>) -> String {
    let ways = assessment.reach.ways.iter().map(|way| way.difference(present).copied().collect());
    let ways: BTreeSet<String> = ways.map(|way| artifacts(&way, " and ")).collect();
    ways.into_iter().collect::<Vec<_>>().join(", or ")
}

/// Some from each rule, so that one with a thousand sites leaves room for the others.
fn evidence(submission: &Submission<'_>, assessment: &Assessment<'_>) -> Vec<ReportEvidence> {
    let showing = assessment.observed.iter().filter(|observed| !observed.seen.met.is_empty());
    let each = MOST_TOLD / showing.clone().count().clamp(1, MOST_TOLD);
    let told = showing.flat_map(|observed| observed.seen.met.iter().take(each)).take(MOST_TOLD);
    let report = |evidence: &Evidence| {
        let (path, range) = located(submission, evidence.place)?;
        Some(ReportEvidence { path, range, text: evidence.text.clone() })
    };
    told.filter_map(report).collect()
}

fn questions(submission: &Submission<'_>, assessment: &Assessment<'_>) -> Vec<ReportQuestion> {
    let asked = assessment.observed.iter().flat_map(|observed| &observed.seen.questions);
    asked
        .take(MOST_TOLD)
        .map(|question| {
            let (path, range) = question.place.and_then(|place| located(submission, place)).unzip();
            ReportQuestion { text: question.text.clone(), code: None, path, range }
        })
        .chain(of_running_database(submission, assessment.item))
        .collect()
}

/// What no file tells, with the statement that the database answers it to.
fn of_running_database(submission: &Submission<'_>, item: &Item) -> Vec<ReportQuestion> {
    let told = submission.facts.diagnostics().filter(|diagnostic| diagnostic.item == item.id);
    let question = |diagnostic: &Diagnostic| ReportQuestion {
        text: diagnostic.asks.to_owned(),
        code: Some(ReportCode { language: "sql".to_owned(), text: diagnostic.sql.to_owned() }),
        path: None,
        range: None,
    };
    told.map(question).collect()
}

fn needed(assessment: &Assessment<'_>) -> Vec<String> {
    let named = assessment.observed.iter().flat_map(|observed| &observed.seen.not_seen);
    named.collect::<BTreeSet<_>>().into_iter().take(MOST_TOLD).cloned().collect()
}
