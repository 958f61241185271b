//! Holds the scorecard: the checklist is whole, and every score can be worked out again from the report.

use std::collections::BTreeSet;

use archwright::rules::{self, Area, Page};
use archwright::{File, ItemState, Project, review};
use serde_json::Value;

const ITEMS: usize = 129;
const FEWEST_JUDGED: u32 = 5;

/// Every bad and every good example of every page, each in a folder of its own.
fn all_examples() -> Project {
    let mut files = Vec::new();
    for rule in rules::all() {
        let page = Page::read(rule.page.markdown);
        for (number, example) in page.bad.iter().chain(&page.good).enumerate() {
            let file = |file: &rules::ExampleFile| {
                File::new(format!("{}/{number}/{}", rule.id, file.path), &*file.text)
            };
            files.extend(example.files.iter().map(file));
        }
    }
    Project { files }
}

fn scorecard(project: &Project) -> Value {
    serde_json::to_value(&review(project).report().scorecard).expect("a scorecard is JSON")
}

fn list<'a>(value: &'a Value, key: &str) -> &'a Vec<Value> {
    value[key].as_array().unwrap_or_else(|| panic!("`{key}` is a list"))
}

fn number(value: &Value, key: &str) -> f64 {
    value[key].as_f64().unwrap_or_else(|| panic!("`{key}` is a number"))
}

/// `None` where nothing was judged.
fn mean(parts: &[(f64, f64)]) -> Option<f64> {
    let weights: f64 = parts.iter().map(|(weight, _)| weight).sum();
    let sum: f64 = parts.iter().map(|(weight, score)| weight * score).sum();
    (weights > 0.0).then(|| sum / weights)
}

fn item_score(item: &Value) -> Option<f64> {
    let terms = list(item, "terms");
    let met: f64 = terms.iter().map(|term| number(term, "weight") * number(term, "met")).sum();
    let violated: f64 = terms.iter().map(|term| number(term, "weight") * number(term, "violated")).sum();
    (met + violated > 0.0).then(|| 100.0 * met / (met + violated))
}

fn area_score(card: &Value, area: &Value) -> Option<f64> {
    let items = list(card, "items").iter().filter(|item| item["area"] == area["id"]);
    let scores = items.filter_map(|item| Some((number(item, "weight"), item_score(item)?)));
    mean(&scores.collect::<Vec<_>>())
}

/// Scores are shown with one decimal.
fn assert_shows(shown: &Value, score: Option<f64>, what: &str) {
    match (shown.as_f64(), score) {
        (None, None) => {}
        (Some(shown), Some(score)) if (shown - score).abs() <= 0.05 + 1e-9 => {}
        _ => panic!("{what} shows {shown}, and its terms give {score:?}"),
    }
}

#[test]
fn the_checklist_has_all_its_items_once() {
    let ids: BTreeSet<_> = rules::items().map(|item| item.id).collect();
    assert_eq!((rules::items().count(), ids.len()), (ITEMS, ITEMS));
}

#[test]
fn an_item_belongs_to_the_area_that_its_id_names() {
    for item in rules::items() {
        let area = item.id.split('.').next();
        assert_eq!(area, Some(item.area.id()), "{}", item.id);
        assert!((1..=5).contains(&item.weight), "{} has weight {}", item.id, item.weight);
        assert!(item.question.ends_with('?'), "{} asks nothing", item.id);
    }
    for area in Area::ALL {
        assert!(rules::items().any(|item| item.area == area), "{} has no item", area.id());
    }
}

#[test]
fn every_rule_names_an_item_of_the_checklist() {
    let ids: BTreeSet<_> = rules::items().map(|item| item.id).collect();
    for rule in rules::all() {
        assert!(ids.contains(rule.item), "{} names `{}`, which is no item", rule.id, rule.item);
    }
}

#[test]
fn every_item_has_a_rule_or_says_why_not() {
    let judged: BTreeSet<_> = rules::all().map(|rule| rule.item).collect();
    for item in rules::items().filter(|item| !judged.contains(item.id)) {
        assert!(item.unjudged.ends_with('.'), "{} has no rule and does not say why", item.id);
    }
}

#[test]
fn every_score_can_be_worked_out_from_the_report() {
    let card = scorecard(&all_examples());
    let mut areas = Vec::new();
    for item in list(&card, "items") {
        assert_shows(&item["score"], item_score(item), &item["id"].to_string());
    }
    for area in list(&card, "areas") {
        let score = area_score(&card, area);
        assert_shows(&area["score"], score, &area["id"].to_string());
        areas.extend(score.map(|score| (number(area, "weight"), score)));
    }
    let judged = number(&card["coverage"], "judged");
    let whole = mean(&areas).filter(|_| judged >= f64::from(FEWEST_JUDGED));
    assert_shows(&card["score"], whole, "the whole");
}

#[test]
fn what_is_counted_agrees_with_what_is_listed() {
    let report = review(&all_examples()).report().clone();
    let card = &report.scorecard;
    assert_eq!((card.items.len(), card.coverage.total), (ITEMS, ITEMS));
    let judged = card.items.iter().filter(|item| item.score.is_some()).count();
    assert_eq!(card.coverage.judged, judged);
    assert_eq!(card.areas.iter().map(|area| area.judged).sum::<usize>(), judged);
    for item in &card.items {
        let found = report.findings.iter().filter(|finding| finding.item == item.id);
        let sites: usize = found.map(|finding| finding.sites).sum();
        assert_eq!(item.violated, sites, "{} counts the sites of its findings", item.id);
        assert!(item.evidence.len() <= 20, "{} shows too much evidence", item.id);
        assert!(!item.reason.is_empty(), "{} gives no reason", item.id);
    }
}

#[test]
fn an_empty_submission_passes_nothing() {
    let card = review(&Project::default()).report().scorecard.clone();
    assert_eq!((card.score, card.grade, card.coverage.judged), (None, None, 0));
    assert!(card.grade_reason.is_some());
    assert!(card.items.iter().all(|item| item.state == ItemState::NotSeen));
}

#[test]
fn what_to_add_is_named_with_the_number_of_items_that_it_shows() {
    let with_rules: BTreeSet<_> = rules::all().map(|rule| rule.item).collect();
    let card = review(&Project::default()).report().scorecard.clone();
    let next = &card.coverage.next;
    assert!(next.iter().any(|next| next.add == "the schema or migrations"));
    assert!(next.iter().all(|next| (1..=with_rules.len()).contains(&next.items)));
    assert!(next.is_sorted_by_key(|next| std::cmp::Reverse(next.items)));
}

#[test]
fn there_is_a_score_from_five_judged_items_on() {
    let mut judged = BTreeSet::new();
    let examples = all_examples().files.into_iter().map(|file| Project { files: vec![file] });
    for project in examples.chain([all_examples()]) {
        let card = review(&project).report().scorecard.clone();
        let enough = card.coverage.judged >= FEWEST_JUDGED as usize;
        assert_eq!((card.score.is_some(), card.grade.is_some()), (enough, enough));
        assert!(enough || card.grade_reason.is_some_and(|reason| reason.contains("Too little was seen")));
        judged.insert(enough);
    }
    assert!(judged.contains(&false), "no example is too small for a grade");
}
