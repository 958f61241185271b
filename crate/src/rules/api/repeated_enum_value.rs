use super::given::{self, Words};
use crate::facts::{Facts, MismatchKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "repeated-enum-value",
    item: "api.contract-valid",
    severity: Severity::Low,
    page: page!("repeated_enum_value.md"),
    check,
};

static WORDS: Words = Words {
    kind: MismatchKind::Repeated,
    checked: MismatchKind::Permitted,
    noun: "`enum`",
    many: "hold a value twice",
    fits: "each value of `enum` stands once",
    sentence: |mismatch, difference| {
        let of = given::of(mismatch);
        format!("in the `enum`{of} {}", difference.text)
    },
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.shapes() {
        given::tell(contract, seen, &WORDS);
    }
}
