use crate::facts::{Facts, UseKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "timing-unsafe-comparison",
    item: "sec.crypto",
    severity: Severity::Medium,
    page: page!("timing_unsafe_comparison.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for one in facts.uses(UseKind::Signature).filter(|one| one.is("compared", "plainly")) {
        let message =
            format!("what `{}` gives is compared in a time that tells how much of it was right", one.name);
        let place = one.literal("compared").map_or(one.place, |(_, place)| place);
        seen.violated(place, message).related(one.place, "what is compared");
    }
}
