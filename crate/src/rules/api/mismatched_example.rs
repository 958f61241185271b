use super::given::{self, Words};
use crate::facts::{Facts, MismatchKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "mismatched-example",
    item: "api.documentation",
    severity: Severity::Low,
    page: page!("mismatched_example.md"),
    check,
};

static WORDS: Words = Words {
    kind: MismatchKind::Example,
    checked: MismatchKind::Example,
    noun: "example",
    many: "do not fit their schema",
    fits: "the example fits its schema",
    sentence: |mismatch, difference| {
        let of = given::of(mismatch);
        format!("the example{of} does not fit its schema: {}", given::subject(difference, &difference.text))
    },
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.shapes() {
        given::tell(contract, seen, &WORDS);
    }
}
