use super::methods::files;
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "float-money-field",
    item: "data.types",
    severity: Severity::Medium,
    page: page!("float_money_field.md"),
    check,
};

/// Words that mean money, as the last of a name or before its currency.
const MONEY: [&str; 16] = [
    "price", "salary", "wage", "balance", "revenue", "subtotal", "fee", "fees", "payment", "refund", "money",
    "payout", "usd", "eur", "dollars", "tax",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for message in files(facts).flat_map(|(_, _, file)| &file.messages) {
        for field in &message.fields {
            let words = words(&field.name.value);
            if !words.last().is_some_and(|word| MONEY.contains(&word.as_str())) {
                continue;
            }
            let (name, type_) =
                (format!("`{}.{}`", message.name.value, field.name.value), &field.type_.value);
            if matches!(type_.as_str(), "float" | "double") {
                sites.push(Site {
                    place: field.name.place,
                    message: format!(
                        "{name} holds money as `{type_}`, which cannot hold most amounts exactly"
                    ),
                    label: name,
                    confidence: Confidence::Medium,
                    severity: None,
                });
            } else if !matches!(type_.as_str(), "bool") {
                met += 1;
                seen.met(field.name.place, || format!("{name} holds money as `{type_}`"));
            }
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} hold money as floating-point numbers", count(number, "field"))
    });
}
