//! What holds for every score, tried on random mixtures of the examples on the rules' pages.

use super::scorecard;
use crate::Submission;
use crate::artifact::{File, Place};
use crate::facts::Facts;
use crate::finding::{Confidence, Evidence, Finding, Seen, Severity};
use crate::rules::{self, Example, Observed, Page};
use crate::verdict::{ItemState, Scorecard};
use crate::workspace::Workspace;

const ROUNDS: usize = 60;

/// Numbers that look random and are the same on each run (`SplitMix64`).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mixed = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        let mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        usize::try_from((mixed ^ (mixed >> 31)) % bound.max(1) as u64).unwrap_or_default()
    }
}

/// A submission with what the rules said of it.
struct Review {
    workspace: Workspace,
    facts: Facts,
    observed: Vec<Observed>,
}

impl Review {
    fn of(workspace: Workspace) -> Self {
        let facts = workspace.facts();
        let observed = rules::check(&facts);
        Self { workspace, facts, observed }
    }

    /// Some examples, each in a folder of its own.
    fn random(random: &mut Random, examples: &[Example]) -> Self {
        let mut workspace = Workspace::default();
        for folder in 0..=random.below(12) {
            let Some(example) = examples.get(random.below(examples.len())) else { continue };
            for file in &example.files {
                workspace.set_file(File::new(format!("{folder}/{}", file.path), &*file.text));
            }
        }
        Self::of(workspace)
    }

    fn scorecard(&self) -> Scorecard {
        scorecard(&Submission::of(&self.workspace, &self.facts), &self.observed)
    }

    /// Takes out one finding at random, with the number of the rule that made it.
    fn take_finding(&mut self, random: &mut Random) -> Option<(usize, Finding)> {
        let rules = 0..self.observed.len();
        let found: Vec<_> = rules.filter(|at| !self.observed[*at].seen.violated.is_empty()).collect();
        let at = *found.get(random.below(found.len()))?;
        let violated = &mut self.observed[at].seen.violated;
        let finding = violated.swap_remove(random.below(violated.len()));
        Some((at, finding))
    }

    fn seen(&mut self, at: usize) -> &mut Seen {
        &mut self.observed[at].seen
    }

    fn some_place(&self) -> Option<Place> {
        let contracts = self.facts.contracts().map(|contract| contract.place);
        let tables = self.facts.tables().map(|table| table.place);
        contracts.chain(tables).chain(self.facts.routes.iter().map(|route| route.place)).next()
    }
}

fn examples() -> Vec<Example> {
    let pages = rules::all().map(|rule| Page::read(rule.page.markdown));
    pages.flat_map(|page| page.bad.into_iter().chain(page.good)).collect()
}

/// A score can be compared only with a score: below the threshold there is none.
fn assert_not_lower(after: &Scorecard, before: &Scorecard) {
    if let (Some(after), Some(before)) = (after.score, before.score) {
        assert!(after >= before, "the score fell from {before} to {after}");
    }
    if let (Some(after), Some(before)) = (&after.grade, &before.grade) {
        assert!(after <= before, "the grade fell from {before} to {after}");
    }
    for (after, before) in after.items.iter().zip(&before.items) {
        if let (Some(better), Some(worse)) = (after.score, before.score) {
            assert!(better >= worse, "{} fell from {worse} to {better}", after.id);
        }
    }
}

#[test]
fn a_fixed_finding_never_lowers_a_score() {
    let (mut random, examples) = (Random(1), examples());
    for _ in 0..ROUNDS {
        let mut review = Review::random(&mut random, &examples);
        let mut before = review.scorecard();
        while let Some((at, finding)) = review.take_finding(&mut random) {
            if random.below(2) == 0 {
                let evidence = Evidence { place: finding.place, text: "mended".to_owned() };
                review.seen(at).met.push(evidence);
            }
            let after = review.scorecard();
            assert_not_lower(&after, &before);
            before = after;
        }
    }
}

#[test]
fn an_added_finding_never_raises_a_score() {
    let severities = [Severity::Info, Severity::Low, Severity::Medium, Severity::High, Severity::Critical];
    let (mut random, examples) = (Random(2), examples());
    for _ in 0..ROUNDS {
        let mut review = Review::random(&mut random, &examples);
        let Some(place) = review.some_place() else { continue };
        let before = review.scorecard();
        let at = random.below(review.observed.len());
        let severity = severities[random.below(severities.len())];
        review.seen(at).violated(place, "one more").severity(severity);
        assert_not_lower(&before, &review.scorecard());
    }
}

#[test]
fn a_finding_of_low_confidence_changes_no_score() {
    let (mut random, examples) = (Random(3), examples());
    for _ in 0..ROUNDS {
        let mut review = Review::random(&mut random, &examples);
        let Some(place) = review.some_place() else { continue };
        let before = review.scorecard();
        let at = random.below(review.observed.len());
        review.seen(at).violated(place, "perhaps").severity(Severity::Critical).confidence(Confidence::Low);
        let after = review.scorecard();
        assert_eq!((after.score, after.grade, after.areas), (before.score, before.grade, before.areas));
    }
}

#[test]
fn a_file_changes_only_the_items_whose_rules_see_something_in_it() {
    let (mut random, examples) = (Random(4), examples());
    for _ in 0..ROUNDS {
        let mut review = Review::random(&mut random, &examples);
        let before = review.scorecard();
        for text in ["Notes of a meeting.", "{\"colour\": \"blue\"}", "name: nothing\nvalue: 1\n"] {
            review.workspace.set_file(File::new(format!("notes/{}", text.len()), text));
        }
        assert_eq!(Review::of(review.workspace).scorecard(), before);
    }
}

#[test]
fn an_artifact_without_sites_turns_not_seen_into_not_applicable_and_nothing_else() {
    let (mut random, examples) = (Random(5), examples());
    for _ in 0..ROUNDS {
        let mut review = Review::random(&mut random, &examples);
        let before = review.scorecard();
        review.workspace.set_file(File::new("empty/add.sql", "SELECT 1;"));
        review.workspace.set_file(File::new("empty/add.js", "export const add = (a, b) => a + b;"));
        let after = Review::of(review.workspace).scorecard();
        assert_eq!((after.score, &after.areas), (before.score, &before.areas));
        for (after, before) in after.items.iter().zip(&before.items) {
            let opened = (before.state, after.state) == (ItemState::NotSeen, ItemState::NotApplicable);
            assert!(opened || after.state == before.state, "{} is {:?}", after.id, after.state);
            assert_eq!(after.terms, before.terms);
        }
    }
}
