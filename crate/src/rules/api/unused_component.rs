use crate::artifact::FileId;
use crate::facts::{Facts, ProblemKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, problems};

pub(super) static RULE: Rule = Rule {
    id: "unused-component",
    item: "api.contract-valid",
    severity: Severity::Info,
    page: page!("unused_component.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts().filter(|contract| !is_used_elsewhere(facts, contract.place.file)) {
        let told = problems::tell(seen, contract, &[ProblemKind::UnusedComponent], |_| None);
        if told == 0 && contract.whole && !contract.operations.is_empty() && !contract.named.is_empty() {
            seen.met(contract.place, || "operations use what the document defines");
        }
    }
}

/// Whether other files of the submission refer to a file.
fn is_used_elsewhere(facts: &Facts, file: FileId) -> bool {
    let companions =
        facts.files.iter().filter(|other| other.id != file).flat_map(|other| &other.facts.companions);
    companions.filter_map(|companion| companion.read.as_ref()).any(|(read, _)| *read == file)
}
