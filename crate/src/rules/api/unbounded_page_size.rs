use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Method, Operation, Parameter};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unbounded-page-size",
    item: "api.pagination",
    severity: Severity::Low,
    page: page!("unbounded_page_size.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    for (place, (parameter, operations)) in sizes(contract) {
        let Some(first) = operations.first() else { continue };
        if is_bounded(contract, parameter) {
            met += 1;
            seen.met(place, || format!("`{}` of `{}` has a maximum", parameter.name, first.label()));
            continue;
        }
        let others = match operations.len() {
            1 => String::new(),
            many => format!(" and {}", count(many - 1, "other operation")),
        };
        sites.push(Site {
            place,
            message: format!("`{}` of `{}`{others} has no maximum", parameter.name, first.label()),
            label: format!("`{}` of `{}`", parameter.name, first.label()),
            confidence: Confidence::Medium,
            severity: None,
        });
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} that say how many items a page has know no maximum", count(number, "parameter"))
    });
}

/// The parameters that say how many items a page has, each once, with the reads that take it.
fn sizes(contract: &Contract) -> BTreeMap<Place, (&Parameter, Vec<&Operation>)> {
    let mut sizes: BTreeMap<Place, (&Parameter, Vec<&Operation>)> = BTreeMap::new();
    let reads = |operation: &&Operation| operation.method == Method::Get && !operation.webhook;
    for operation in contract.operations.iter().filter(reads) {
        for parameter in
            operation.parameters.iter().filter(|parameter| contract.is_page_size(operation, parameter))
        {
            sizes.entry(parameter.place).or_insert((parameter, Vec::new())).1.push(operation);
        }
    }
    sizes
}

fn is_bounded(contract: &Contract, parameter: &Parameter) -> bool {
    let layers = parameter.schema.map(|schema| contract.layers(schema)).unwrap_or_default();
    parameter.says_most
        || layers.iter().any(|layer| layer.rare().maximum.is_some() || layer.values.is_some() || layer.unread)
}
