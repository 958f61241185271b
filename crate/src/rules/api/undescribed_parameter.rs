use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Parameter, ParameterLocation, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "undescribed-parameter",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("undescribed_parameter.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let own = contract.operations.iter().filter(|operation| !operation.webhook);
    let parameters: BTreeMap<Place, &Parameter> =
        own.flat_map(|operation| &operation.parameters).map(|own| (own.place, own)).collect();
    let mut places = Vec::new();
    for (place, parameter) in &parameters {
        if parameter.described {
            seen.met(*place, || format!("`{}` is described", parameter.name));
        } else if !says_itself(parameter) {
            places.push((*place, format!("`{}`", parameter.name)));
        }
    }
    let finding = gather::at_places(seen, &places, |number, first| match number {
        _ if number > 1 && number == parameters.len() => {
            format!("none of the {number} parameters has a description")
        }
        1 => format!("the parameter {first} has no description"),
        _ => format!("{number} of {} parameters have no description, {first} first", parameters.len()),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}

/// `/pets/{petId}` needs no words to say which pet is meant.
fn says_itself(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Path
        && words(&parameter.name).last().is_some_and(|last| matches!(last.as_str(), "id" | "uuid"))
}
