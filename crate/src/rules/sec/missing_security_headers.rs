use crate::facts::{Facts, GuardKind};
use crate::finding::{Seen, Severity};
use crate::rules::{Rule, lacking};

pub(super) static RULE: Rule = Rule {
    id: "missing-security-headers",
    item: "sec.headers",
    severity: Severity::Medium,
    page: page!("missing_security_headers.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let without = "answers carry no security headers: nothing here sets them";
    if let Some(guard) = lacking::guard(facts, seen, GuardKind::SecurityHeaders, without) {
        seen.met(guard.place, || format!("`{}` sets security headers", guard.name));
    }
}
