use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "ldap-injection",
    item: "sec.code-injection",
    severity: Severity::High,
    page: page!("ldap_injection.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::LdapFilter, |source, call| {
        format!("{source} becomes a part of what `{call}` asks the directory")
    });
}
