use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Operation, Parameter, ParameterLocation, SchemaType, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "free-sort-column",
    item: "api.filter-sort",
    severity: Severity::Low,
    page: page!("free_sort_column.md"),
    check,
};

/// Names of parameters that say by what a list is ordered, written plain.
const SORTS: [&str; 12] = [
    "orderby",
    "orderbyfield",
    "ordering",
    "sort",
    "sortby",
    "sortcolumn",
    "sortexpression",
    "sortfield",
    "sortkey",
    "sortorder",
    "sorting",
    "sorts",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sorts: BTreeMap<Place, (&Parameter, &Operation, usize)> = BTreeMap::new();
    let reads = contract.operations.iter().filter(|one| !one.method.writes() && !one.webhook);
    for operation in reads {
        for parameter in operation.parameters.iter().filter(|parameter| is_sort(parameter)) {
            sorts.entry(parameter.place).or_insert((parameter, operation, 0)).2 += 1;
        }
    }
    let mut sites = Vec::new();
    let mut met = 0;
    for (place, (parameter, operation, uses)) in sorts {
        let label = format!("`{}` of `{}`", parameter.name, operation.label());
        if is_listed(contract, parameter) {
            met += 1;
            seen.met(place, || format!("{label} lists what it takes"));
            continue;
        }
        let others = match uses {
            0 | 1 => String::new(),
            many => format!(" and {}", count(many - 1, "other operation")),
        };
        sites.push(Site {
            place,
            message: format!("{label}{others} takes any text as the order of the list"),
            label,
            confidence: if parameter.described { Confidence::Low } else { Confidence::Medium },
            severity: None,
        });
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} take any text as the order of the list", count(number, "parameter"))
    });
    ask_about_filters(contract, seen);
}

/// A filter that is a text of its own is a small language: what it allows only its authors know.
fn ask_about_filters(contract: &Contract, seen: &mut Seen) {
    let reads = contract.operations.iter().filter(|one| !one.method.writes() && !one.webhook);
    let filters = reads.flat_map(|one| one.parameters.iter().map(move |parameter| (one, parameter)));
    let free = |(_, parameter): &(&Operation, &Parameter)| {
        let name = plain(&parameter.name);
        let named = matches!(name.as_str(), "filter" | "filterexpression" | "sql" | "where");
        named && parameter.location == ParameterLocation::Query && !is_listed(contract, parameter)
    };
    let mut filters = filters.filter(free);
    let Some((operation, parameter)) = filters.next() else { return };
    let others = match filters.count() {
        0 => String::new(),
        more => format!(" and {}", count(more, "other filter")),
    };
    let text = format!(
        "Which fields and operators does `{}` of `{}`{others} allow, and is it parsed before it reaches the database?",
        parameter.name,
        operation.label()
    );
    seen.question(Some(parameter.place), text);
}

fn is_sort(parameter: &Parameter) -> bool {
    parameter.location == ParameterLocation::Query && SORTS.contains(&plain(&parameter.name).as_str())
}

fn is_listed(contract: &Contract, parameter: &Parameter) -> bool {
    let Some(schema) = parameter.schema else { return true };
    let layers = contract.layers(schema);
    let items = layers.iter().filter_map(|layer| layer.items).flat_map(|items| contract.layers(items));
    let listed = |layer: &&crate::facts::Schema| {
        layer.values.is_some()
            || layer.pattern.is_some()
            || layer.unread
            || layer.is(SchemaType::Boolean)
            || layer.is(SchemaType::Integer)
            || !layer.properties.is_empty()
    };
    layers.iter().any(listed) || items.into_iter().any(|layer| listed(&layer))
}
