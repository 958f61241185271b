use crate::facts::{Contract, Facts, SchemaId, is_unanchored};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unanchored-pattern",
    item: "sec.input-validation",
    severity: Severity::Low,
    page: page!("unanchored_pattern.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut anchored = None;
    for (number, schema) in (0..).zip(&contract.schemas) {
        let Some(pattern) = schema.pattern.as_deref().filter(|_| schema.values.is_none()) else { continue };
        let bounds_already = schema.format.as_deref().is_some_and(|format| format != "password");
        if bounds_already || contract.exposure().requests(SchemaId(number)).count == 0 {
            continue;
        }
        if !is_unanchored(pattern) {
            if pattern.starts_with('^') && pattern.ends_with('$') {
                anchored = anchored.or(Some(schema.place));
            }
            continue;
        }
        let label = contract.label(SchemaId(number));
        let shown: String = pattern.chars().take(60).collect();
        sites.push(Site {
            place: schema.place,
            message: format!("the pattern of {label} fits every text that holds a fitting part: `{shown}`"),
            label,
            confidence: Confidence::High,
            severity: None,
        });
    }
    if let Some(place) = anchored {
        seen.met(place, || "its pattern holds for the whole text");
    }
    gather::tell(seen, sites, usize::from(anchored.is_some()), |number| {
        format!("{} of inputs fit every text that holds a fitting part", count(number, "pattern"))
    });
}
