use crate::facts::{Contract, Facts, Property, Schema, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "inexact-money",
    item: "api.consistent-responses",
    severity: Severity::Medium,
    page: page!("inexact_money.md"),
    check,
};

/// Words that mean a sum of money.
const MONEY: &[&str] =
    &["price", "salary", "wage", "subtotal", "fee", "fees", "refund", "payout", "surcharge", "revenue"];
/// Words that mean money where a currency stands beside them.
const LIKELY: &[&str] = &[
    "amount",
    "balance",
    "budget",
    "commission",
    "cost",
    "credit",
    "debit",
    "deposit",
    "discount",
    "payment",
    "tax",
    "tip",
    "total",
    "value",
    "vat",
];
/// Words of measures that are no sums of money, whatever stands beside them.
const MEASURES: &[&str] = &[
    "change",
    "code",
    "count",
    "date",
    "days",
    "factor",
    "hours",
    "id",
    "index",
    "level",
    "limit",
    "minutes",
    "number",
    "pages",
    "pct",
    "per",
    "percent",
    "percentage",
    "percentile",
    "points",
    "qty",
    "quantity",
    "rank",
    "rate",
    "ratio",
    "score",
    "seconds",
    "size",
    "status",
    "time",
    "type",
    "units",
    "volatility",
    "volume",
    "weight",
];
const MOST_RELATED: usize = 20;

/// A property that carries money.
struct Sum<'a> {
    owner: SchemaId,
    property: &'a Property,
    kind: Kind,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    /// `format: float` or `double`
    Float,
    /// A number that does not say how it is kept.
    Number,
    /// A text, or a whole number of the smallest unit.
    Exact,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// The habit of a document is one cause.
fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sums = Vec::new();
    for (number, schema) in (0..).zip(&contract.schemas) {
        add_sums(contract, SchemaId(number), schema, &mut sums);
    }
    let of = |kind| sums.iter().filter(move |sum: &&Sum<'_>| sum.kind == kind);
    for sum in of(Kind::Exact).take(20) {
        seen.met(sum.property.place, || {
            format!("`{}` carries money without a floating point", sum.property.name)
        });
    }
    let floats: Vec<_> = of(Kind::Float).collect();
    let numbers: Vec<_> = of(Kind::Number).collect();
    tell(contract, &floats, "of binary floating point", Confidence::Medium, seen);
    tell(contract, &numbers, "that most clients read as floating point", Confidence::Low, seen);
}

fn tell(contract: &Contract, sums: &[&Sum<'_>], what: &str, confidence: Confidence, seen: &mut Seen) {
    let Some((first, others)) = sums.split_first() else { return };
    let label = |sum: &Sum<'_>| {
        let owner = contract.label(sum.owner);
        format!("`{}.{}`", owner.trim_matches('`'), sum.property.name)
    };
    let more = if others.is_empty() {
        String::new()
    } else {
        format!(" and {}", count(others.len(), "other field"))
    };
    let carry = if others.is_empty() { "carries money as a number" } else { "carry money as numbers" };
    let message = format!("{}{more} {carry} {what}", label(first));
    let severity = if confidence == Confidence::Low { Severity::Low } else { Severity::Medium };
    let finding = seen.violated(first.property.place, message);
    finding.confidence(confidence).severity(severity).sites(sums.len());
    for other in others.iter().take(MOST_RELATED) {
        finding.related(other.property.place, label(other));
    }
}

fn add_sums<'a>(contract: &'a Contract, owner: SchemaId, schema: &'a Schema, sums: &mut Vec<Sum<'a>>) {
    let mut has_currency: Option<bool> = None;
    for property in &schema.properties {
        let words = property.name.words();
        let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
        let is_money = any(MONEY)
            || any(LIKELY) && *has_currency.get_or_insert_with(|| schema.properties.iter().any(is_currency));
        if !is_money || any(MEASURES) {
            continue;
        }
        if let Some(kind) = kind(contract, property.schema) {
            sums.push(Sum { owner, property, kind });
        }
    }
}

fn is_currency(property: &Property) -> bool {
    property.name.words().iter().any(|word| word == "currency")
}

fn kind(contract: &Contract, id: SchemaId) -> Option<Kind> {
    let layers = contract.layers(id);
    let is = |type_| layers.iter().any(|layer| layer.is(type_));
    if is(SchemaType::Integer) || is(SchemaType::String) {
        return Some(Kind::Exact);
    }
    if !is(SchemaType::Number) {
        return None;
    }
    let format = layers.iter().find_map(|layer| layer.format.as_deref()).unwrap_or_default();
    Some(match format {
        "float" | "double" => Kind::Float,
        "decimal" | "money" | "currency" | "big-decimal" | "bigdecimal" => Kind::Exact,
        _ => Kind::Number,
    })
}
