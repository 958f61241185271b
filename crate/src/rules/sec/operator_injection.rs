use super::flow;
use crate::facts::{Facts, OPERATOR_FILTER, SinkKind, TechnologyRole};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "operator-injection",
    item: "sec.nosql-injection",
    severity: Severity::Critical,
    page: page!("operator_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    if !facts.technologies().any(|one| one.name == OPERATOR_FILTER) {
        // A schema that turns objects away may stand before any of the handlers.
        let validates = facts.technologies().any(|one| one.role == TechnologyRole::Validation);
        let most = if validates { Confidence::Low } else { Confidence::High };
        flow::report_at_most(facts, seen, SinkKind::DocumentFilter, most, |source, call| {
            format!("{source} may be an object with operators, which `{call}` carries out")
        });
    }
    flow::report(facts, seen, SinkKind::DocumentScript, |source, call| {
        format!("{source} becomes a part of the script or filter text of `{call}`")
    });
}
