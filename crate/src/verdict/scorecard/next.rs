use std::cmp::Reverse;

use super::{Assessment, words};
use crate::collections::{BTreeSet, Sort};
use crate::facts::Artifact;
use crate::verdict::{ItemState, NextArtifact, ReportItem};

/// What every backend can have; of contracts, the kind that most have.
const ASKED_FOR: [Artifact; 4] =
    [Artifact::OpenApi, Artifact::Schema, Artifact::Code, Artifact::Configuration];

/// A system that has one of these need not have an OpenAPI document, nor the others.
const OTHER_CONTRACTS: [Artifact; 2] = [Artifact::GraphQl, Artifact::Protobuf];

/// For each artifact that is missing: how many items with rules it would show. The most useful first.
pub(super) fn next(
    assessments: &[Assessment<'_>],
    items: &[ReportItem],
    present: &BTreeSet<Artifact>,
) -> Vec<NextArtifact> {
    let unseen = || assessments.iter().zip(items).filter(|(_, item)| item.state == ItemState::NotSeen);
    let shown_by = |artifact: Artifact| {
        let mut then = present.clone();
        then.insert(artifact);
        let opens = |reach: &crate::rules::Reach| !reach.is_covered_by(present) && reach.is_covered_by(&then);
        unseen().filter(|(assessment, _)| opens(&assessment.reach)).count()
    };
    let has_contract = OTHER_CONTRACTS.iter().any(|contract| present.contains(contract));
    let asked_for = |artifact: &Artifact| !(has_contract && *artifact == Artifact::OpenApi);
    let missing = ASKED_FOR.into_iter().filter(|artifact| !present.contains(artifact) && asked_for(artifact));
    let mut next: Vec<_> = missing
        .map(|artifact| NextArtifact { add: words::artifact(artifact).to_owned(), items: shown_by(artifact) })
        .filter(|next| next.items > 0)
        .collect();
    next.order_by_key(|next| Reverse(next.items));
    next
}
