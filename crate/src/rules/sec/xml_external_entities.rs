use super::flow;
use crate::facts::{Facts, SinkKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "xml-external-entities",
    item: "sec.code-injection",
    severity: Severity::High,
    page: page!("xml_external_entities.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::XmlEntities, |source, call| {
        format!("`{call}` follows the external entities that {source} names")
    });
}
