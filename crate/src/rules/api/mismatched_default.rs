use super::given::{self, Words};
use crate::facts::{Facts, MismatchKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "mismatched-default",
    item: "api.contract-valid",
    severity: Severity::Low,
    page: page!("mismatched_default.md"),
    check,
};

static WORDS: Words = Words {
    kind: MismatchKind::Default,
    checked: MismatchKind::Default,
    noun: "default",
    many: "do not fit their schema",
    fits: "the default fits its schema",
    sentence: |mismatch, difference| {
        let of = given::of(mismatch);
        format!("the default{of} does not fit its schema: {}", given::subject(difference, &difference.text))
    },
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.shapes() {
        given::tell(contract, seen, &WORDS);
    }
}
