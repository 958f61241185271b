//! Tells the changes between two versions of a contract: one by one while they are few, those of one kind
//! together where they are many.

use crate::facts::{Artifact, ChangeKind, Comparison, ContractChange, Facts, Impact};
use crate::finding::{Finding, Seen, Severity};

/// More changes of one kind than this are told as one finding.
const MOST_SINGLE: usize = 12;
/// Places that a finding names.
const MOST_RELATED: usize = 20;

/// Says that the earlier version is missing, where there is only one version of the contracts.
pub(super) fn need_earlier_version(facts: &Facts, seen: &mut Seen) {
    let kinds = [Artifact::OpenApi, Artifact::GraphQl, Artifact::Protobuf, Artifact::Events];
    if facts.comparisons().next().is_none() && kinds.into_iter().any(|kind| facts.has(kind)) {
        seen.not_seen(
            "the earlier version of the contract, in a folder `before/` beside `after/` or as the baseline",
        );
    }
}

/// One finding for each change of an impact, or for each kind of change where there are many.
pub(super) fn tell(
    seen: &mut Seen,
    comparison: &Comparison,
    impact: Impact,
    severity: impl Fn(&ContractChange) -> Severity,
) {
    for kind in ChangeKind::ALL {
        let changes: Vec<_> = comparison.of(impact).filter(|change| change.kind == kind).collect();
        if changes.len() <= MOST_SINGLE {
            for change in changes {
                let finding = seen.violated(change.place, change.message.clone());
                finding.severity(severity(change));
                relate(finding, change);
            }
        } else if let Some((first, others)) = changes.split_first() {
            let message =
                format!("{} {}, the first of them: {}", changes.len(), name(kind, impact), first.message);
            let finding = seen.violated(first.place, message);
            let worst = changes.iter().map(|change| severity(change)).max();
            finding.severity(worst.unwrap_or(severity(first))).sites(changes.len());
            for other in others.iter().take(MOST_RELATED) {
                finding.related(other.place, other.message.clone());
            }
        }
    }
}

fn relate(finding: &mut Finding, change: &ContractChange) {
    if let Some(earlier) = change.earlier {
        finding.related(earlier, "the earlier version");
    }
    for reached in change.reached_from.iter().take(MOST_RELATED) {
        finding.related(reached.place, reached.value.clone());
    }
}

fn name(kind: ChangeKind, impact: Impact) -> &'static str {
    match kind {
        ChangeKind::Removed => "things were removed",
        ChangeKind::Added => "things were added that callers do not expect",
        ChangeKind::Renamed => "names changed",
        ChangeKind::Requiredness if impact == Impact::Breaking => {
            "things that were optional are required, or the reverse"
        }
        ChangeKind::Requiredness => "things changed between optional and required",
        ChangeKind::Type => "types changed",
        ChangeKind::Nullability => "values changed in whether they may be null",
        ChangeKind::Values => "sets of values changed",
        ChangeKind::Bounds => "bounds changed",
        ChangeKind::Default => "defaults changed",
        ChangeKind::Security => "operations changed in what they ask of callers' credentials",
        ChangeKind::Server => "servers changed",
        ChangeKind::Encoding => "encodings changed",
        ChangeKind::Deprecated => "things were deprecated",
    }
}
