//! What the sites of all rules come to: a score for each item, area and the whole, with every term of it.
//!
//! A file that no rule of an item has anything to say about leaves the item as it is; only `not-seen`
//! becomes `not-applicable` where the file shows that there is nothing to look at.

mod arithmetic;
mod grade;
mod item;
mod next;
#[cfg(test)]
mod properties;
mod words;

use super::{ItemCoverage, ReportArea, ReportItem, Scorecard};
use crate::Submission;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::Artifact;
use crate::rules::{Area, Item, Observed, Reach, items};
use arithmetic::{rounded, share, weighted_mean};

/// An item with all that its rules said.
struct Assessment<'a> {
    item: &'static Item,
    observed: Vec<&'a Observed>,
    reach: Reach,
}

impl Assessment<'_> {
    fn has_rules(&self) -> bool {
        !self.observed.is_empty()
    }
}

pub(super) fn scorecard(submission: &Submission<'_>, observed: &[Observed]) -> Scorecard {
    let present = submission.facts.files.iter().flat_map(|file| file.artifacts.iter().copied()).collect();
    let assessments = assessments(observed);
    let report_item = |assessment| item::item(submission, assessment, &present);
    let items: Vec<_> = assessments.iter().map(report_item).collect();
    let judged = items.iter().filter(|item| item.score.is_some()).count();
    let areas = Area::ALL.map(|area| report_area(area, &items));
    let score = whole(&items).filter(|_| judged >= grade::FEWEST_JUDGED).map(rounded);
    let grade = grade::grade(score, judged, items.len(), observed);
    Scorecard {
        score,
        grade: grade.letter,
        grade_reason: grade.reason,
        coverage: coverage(&assessments, &items, &present),
        areas: areas.into(),
        items,
    }
}

fn assessments(observed: &[Observed]) -> Vec<Assessment<'_>> {
    let mut by_item: BTreeMap<&str, Vec<&Observed>> = BTreeMap::new();
    for observed in observed {
        by_item.entry(observed.rule.item).or_default().push(observed);
    }
    items()
        .map(|item| {
            let observed = by_item.remove(item.id).unwrap_or_default();
            let reach = Reach::of(observed.iter().map(|observed| observed.rule));
            Assessment { item, observed, reach }
        })
        .collect()
}

fn coverage(
    assessments: &[Assessment<'_>],
    items: &[ReportItem],
    present: &BTreeSet<Artifact>,
) -> ItemCoverage {
    let judged = items.iter().filter(|item| item.score.is_some()).count();
    ItemCoverage { judged, total: items.len(), next: next::next(assessments, items, present) }
}

fn report_area(area: Area, items: &[ReportItem]) -> ReportArea {
    let own = || items.iter().filter(|item| item.area == area.id());
    ReportArea {
        id: area.id().to_owned(),
        title: area.title().to_owned(),
        score: area_share(area, items).map(rounded),
        weight: area.weight(),
        judged: own().filter(|item| item.score.is_some()).count(),
        total: own().count(),
    }
}

fn area_share(area: Area, items: &[ReportItem]) -> Option<f64> {
    let own = items.iter().filter(|item| item.area == area.id());
    weighted_mean(own.filter_map(|item| Some((item.weight, share(&item.terms)?))))
}

fn whole(items: &[ReportItem]) -> Option<f64> {
    weighted_mean(Area::ALL.into_iter().filter_map(|area| Some((area.weight(), area_share(area, items)?))))
}
