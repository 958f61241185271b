use super::given::{self, Words};
use crate::facts::{Facts, MismatchKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "impossible-enum-value",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("impossible_enum_value.md"),
    check,
};

static WORDS: Words = Words {
    kind: MismatchKind::Permitted,
    checked: MismatchKind::Permitted,
    noun: "`enum`",
    many: "hold values of another type",
    fits: "the values of `enum` have the type of their schema",
    sentence: |mismatch, difference| {
        let of = given::of(mismatch);
        format!("a value of the `enum`{of} can never occur: {}", difference.text)
    },
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.shapes() {
        given::tell(contract, seen, &WORDS);
    }
}
