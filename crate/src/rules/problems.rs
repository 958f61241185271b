//! Tells what the reading of a contract found wrong with it: problems that say the same are one finding.

use super::corrected;
use crate::collections::BTreeMap;
use crate::facts::{Contract, ContractProblem, ProblemKind};
use crate::finding::{Confidence, Seen, Severity};

/// Places that one finding names besides its first.
const MOST_RELATED: usize = 20;

/// Tells the problems of some kinds; returns how many there are.
pub(super) fn tell(
    seen: &mut Seen,
    contract: &Contract,
    kinds: &[ProblemKind],
    severity: impl Fn(&ContractProblem) -> Option<Severity>,
) -> usize {
    tell_all(seen, contract.problems.iter().filter(|problem| kinds.contains(&problem.kind)), severity)
}

/// Tells problems; returns how many there are.
pub(super) fn tell_all<'f>(
    seen: &mut Seen,
    problems: impl Iterator<Item = &'f ContractProblem>,
    severity: impl Fn(&ContractProblem) -> Option<Severity>,
) -> usize {
    let mut alike: BTreeMap<&str, Vec<&ContractProblem>> = BTreeMap::new();
    for problem in problems {
        alike.entry(&problem.message).or_default().push(problem);
    }
    let mut told = 0;
    for (message, problems) in alike {
        told += problems.len();
        tell_alike(seen, message, &problems, &severity);
    }
    told
}

fn tell_alike(
    seen: &mut Seen,
    message: &str,
    problems: &[&ContractProblem],
    severity: impl Fn(&ContractProblem) -> Option<Severity>,
) {
    let Some((first, others)) = problems.split_first() else { return };
    let sites = problems.iter().map(|problem| problem.sites).sum();
    let message = if sites > 1 { format!("{message} ({sites} places)") } else { message.to_owned() };
    let finding = seen.violated(first.place, message);
    finding.sites(sites);
    if let Some(severity) = severity(first) {
        finding.severity(severity);
    }
    if first.kind == ProblemKind::AbsentFile {
        finding.confidence(Confidence::Medium);
    }
    // Each place alike has its own correction: all of them together mend the one cause.
    let corrections: Option<Vec<_>> = problems.iter().map(|problem| problem.correction.as_ref()).collect();
    if let Some(corrections) = corrections {
        finding.fix(corrected::fix(corrections));
    }
    for related in &first.related {
        finding.related(related.place, related.value.clone());
    }
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.place, "the same here");
    }
}
