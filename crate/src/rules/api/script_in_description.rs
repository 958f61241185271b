use crate::artifact::Place;
use crate::facts::{Contract, Facts};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "script-in-description",
    item: "sec.xss",
    severity: Severity::Low,
    page: page!("script_in_description.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// What runs in a page that shows a text as markup.
const SCRIPTS: [&str; 6] = ["<script", "javascript:", "onerror=", "onload=", "<iframe", "eval("];

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut places: Vec<(Place, String)> = Vec::new();
    if let Some(text) = &contract.info.description
        && let Some(script) = script(&text.value)
    {
        places.push((text.place, format!("`{script}` in the description of the contract")));
    }
    for operation in &contract.operations {
        let texts = [&operation.summary, &operation.description];
        if let Some(script) = texts.into_iter().flatten().find_map(|text| script(text)) {
            places
                .push((operation.place, format!("`{script}` in the description of `{}`", operation.label())));
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("a description holds a script: {first}"),
        _ => format!("{number} descriptions hold scripts: {first}"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::Medium);
    }
}

/// A script that stands in a text itself; in code spans and fences it is shown, not run.
fn script(text: &str) -> Option<&'static str> {
    let open: String = text.split('`').step_by(2).collect::<Vec<_>>().join(" ").to_ascii_lowercase();
    SCRIPTS.into_iter().find(|script| open.contains(script))
}
