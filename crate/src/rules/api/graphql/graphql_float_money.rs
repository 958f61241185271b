use crate::facts::{Facts, GraphField, GraphSchema, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "graphql-float-money",
    item: "api.graphql",
    severity: Severity::Medium,
    page: page!("graphql_float_money.md"),
    check,
};

/// Last words of names that mean an amount of money.
const MONEY: [&str; 18] = [
    "amount", "balance", "cost", "costs", "credit", "debit", "deposit", "discount", "fee", "fees", "payout",
    "price", "refund", "revenue", "salary", "subtotal", "tax", "wage",
];
/// Words beside them that make a share of it.
const SHARES: [&str; 9] =
    ["percent", "percentage", "rate", "ratio", "factor", "score", "share", "index", "count"];

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        check_graph(graph, seen);
    }
}

fn check_graph(graph: &GraphSchema, seen: &mut Seen) {
    let mut met = 0;
    let mut sites = Vec::new();
    for (owner, field) in fields(graph) {
        if !is_money(&field.name) || is_share(owner) {
            continue;
        }
        let label = format!("`{owner}.{}`", field.name);
        match field.type_.name.as_str() {
            "Float" => sites.push(Site {
                place: field.place,
                message: format!("{label} is money as `Float`: sums of it do not add up"),
                label,
                confidence: confidence(&field.name),
                severity: None,
            }),
            "String" | "ID" | "Boolean" => {}
            exact => {
                met += 1;
                seen.met(field.place, || format!("{label} is `{exact}`"));
            }
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("money is `Float` in {}: sums of it do not add up", count(number, "field"))
    });
}

fn fields(graph: &GraphSchema) -> impl Iterator<Item = (&str, &GraphField)> {
    graph.types.iter().flat_map(|type_| {
        let arguments = type_.fields.iter().flat_map(|field| &field.arguments);
        type_.fields.iter().chain(arguments).map(move |field| (type_.name.as_str(), field))
    })
}

fn is_money(name: &str) -> bool {
    let words = words(name);
    words.last().is_some_and(|last| MONEY.contains(&last.as_str())) && !is_share(name)
}

fn is_share(name: &str) -> bool {
    words(name).iter().any(|word| SHARES.contains(&word.as_str()))
}

/// An amount may be one of anything.
fn confidence(name: &str) -> Confidence {
    let last = words(name).pop().unwrap_or_default();
    if ["amount", "cost", "costs", "credit", "tax", "discount"].contains(&last.as_str()) {
        Confidence::Medium
    } else {
        Confidence::High
    }
}
