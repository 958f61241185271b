use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "prototype-pollution",
    item: "sec.code-injection",
    severity: Severity::High,
    page: page!("prototype_pollution.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let what = |source: &str, call: &str| {
        format!("{source} chooses the properties that `{call}` sets, and can reach what all objects share")
    };
    for (place, flows) in flow::by_place(facts, SinkKind::PropertyName) {
        // Packages that do it have been mended: it depends on the version.
        let by_package = flows.iter().all(|flow| !flow.call.value.contains('['));
        if let Some(finding) = flow::tell(seen, place, &flows, what)
            && by_package
        {
            finding.severity(Severity::Medium).confidence(Confidence::Medium);
        }
    }
}
