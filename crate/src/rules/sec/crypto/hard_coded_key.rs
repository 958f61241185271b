use crate::artifact::{FileId, Place};
use crate::collections::BTreeSet;
use crate::facts::{Facts, SecurityUse, UseKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "hard-coded-key",
    item: "sec.secrets",
    severity: Severity::High,
    page: page!("hard_coded_key.md"),
    check,
};

const KINDS: &[UseKind] =
    &[UseKind::TokenIssue, UseKind::TokenCheck, UseKind::Cipher, UseKind::Signature, UseKind::Session];

fn check(facts: &Facts, seen: &mut Seen) {
    let mut told: BTreeSet<(FileId, String)> = BTreeSet::new();
    for kind in KINDS {
        for one in facts.uses(*kind) {
            let side = if *kind == UseKind::Session { "secret" } else { "key" };
            if !one.said.contains_key(side) {
                continue;
            }
            match one.literal(side) {
                Some((text, place)) if !text.trim().is_empty() => {
                    let known = facts.secrets().any(|secret| overlap(secret.place, place));
                    if !known && told.insert((place.file, text.to_owned())) {
                        report(seen, *kind, one, place);
                    }
                }
                _ if !one.lacks(side) => {
                    seen.met(one.place, || format!("`{}` takes its key from elsewhere", one.name));
                }
                _ => {}
            }
        }
    }
}

/// A secret that another rule tells.
fn overlap(one: Place, other: Place) -> bool {
    one.file == other.file && one.span.start < other.span.end && other.span.start < one.span.end
}

fn report(seen: &mut Seen, kind: UseKind, one: &SecurityUse, place: Place) {
    let message = format!("the key that `{}` is given stands in the source", one.name);
    let finding = seen.violated(place, message);
    if place != one.place {
        finding.related(one.place, "where it is used");
    }
    // Some protocols fix the key of a step in public.
    if kind == UseKind::Signature {
        finding.confidence(Confidence::Medium);
    }
}
