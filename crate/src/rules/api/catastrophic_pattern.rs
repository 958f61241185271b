use crate::facts::{Contract, Facts, SchemaId, SinkKind, is_catastrophic};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};
use crate::rules::sec::flow;

pub(super) static RULE: Rule = Rule {
    id: "catastrophic-pattern",
    item: "sec.input-validation",
    severity: Severity::Medium,
    page: page!("catastrophic_pattern.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    flow::report(facts, seen, SinkKind::BacktrackingText, |source, call| {
        format!("`{call}` takes exponential time on texts that do not fit, and {source} is any text")
    });
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut harmless = None;
    for (number, schema) in (0..).zip(&contract.schemas) {
        let Some(pattern) = schema.pattern.as_deref() else { continue };
        let reached = contract.exposure().requests(SchemaId(number));
        if reached.count == 0 {
            continue;
        }
        if !is_catastrophic(pattern) {
            harmless = harmless.or(Some(schema.place));
            continue;
        }
        let label = contract.label(SchemaId(number));
        let shown: String = pattern.chars().take(80).collect();
        sites.push(Site {
            place: schema.place,
            message: format!(
                "the pattern of {label} takes exponential time on texts that do not fit: `{shown}`"
            ),
            label,
            confidence: Confidence::Medium,
            severity: reached.public.map(|_| Severity::High),
        });
    }
    if let Some(place) = harmless {
        seen.met(place, || "its pattern repeats nothing that repeats itself");
    }
    gather::tell(seen, sites, 1, |number| {
        format!("{} of inputs take exponential time on texts that do not fit", count(number, "pattern"))
    });
}
