use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet, Sort};
use crate::facts::{Contract, Facts, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "undeclared-tag",
    item: "api.documentation",
    severity: Severity::Info,
    page: page!("undeclared_tag.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let declared: BTreeSet<&str> = contract.tags.iter().map(|tag| tag.name.value.as_str()).collect();
    let mut used: BTreeMap<&str, Place> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|operation| !operation.webhook) {
        for tag in &operation.tags {
            let known = used.entry(tag).or_insert(operation.place);
            *known = (*known).min(operation.place);
        }
    }
    let mut first_spelling: BTreeMap<String, &str> = BTreeMap::new();
    let mut places: Vec<(Place, String)> = Vec::new();
    for (tag, place) in &used {
        let other = *first_spelling.entry(plain(tag)).or_insert(tag);
        if other != *tag {
            places.push((*place, format!("`{tag}` is also written `{other}`")));
        } else if !declared.is_empty() && !declared.contains(tag) {
            places.push((*place, format!("`{tag}` is not declared")));
        } else {
            seen.met(*place, || format!("the tag `{tag}` groups operations"));
        }
    }
    let anywhere: BTreeSet<&str> =
        contract.operations.iter().flat_map(|operation| &operation.tags).map(String::as_str).collect();
    let unused =
        contract.tags.iter().filter(|tag| !used.is_empty() && !anywhere.contains(tag.name.value.as_str()));
    places.extend(
        unused.map(|tag| (tag.name.place, format!("`{}` is declared and used nowhere", tag.name.value))),
    );
    places.order();
    let finding = gather::at_places(seen, &places, |number, first| match number {
        1 => format!("a tag does not fit the others: {first}"),
        _ => format!("{number} tags do not fit the others: {first}"),
    });
    if let Some(finding) = finding {
        finding.confidence(Confidence::High);
    }
}
