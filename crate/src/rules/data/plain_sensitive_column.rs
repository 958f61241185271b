use crate::facts::{Column, Facts, TypeFamily, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "plain-sensitive-column",
    item: "data.sensitive",
    severity: Severity::Medium,
    page: page!("plain_sensitive_column.md"),
    check,
};

/// What must never be kept.
const CODES: &[&str] =
    &["cvv", "cvv2", "cvc", "cvc2", "cardcvv", "cardcvc", "securitycode", "cardsecuritycode"];
const CARDS: &[&str] = &[
    "cardnumber",
    "creditcard",
    "creditcardnumber",
    "ccnumber",
    "ccnum",
    "cardno",
    "creditcardno",
    "cardpan",
];
const PEOPLE: &[&str] = &[
    "ssn",
    "socialsecuritynumber",
    "socialsecurityno",
    "passportnumber",
    "passportno",
    "nationalid",
    "nationalidnumber",
    "taxpayerid",
];
/// Words that say that it is not the value itself.
const COVERED: &[&str] = &[
    "hash",
    "hashed",
    "encrypted",
    "enc",
    "cipher",
    "ciphertext",
    "token",
    "masked",
    "last",
    "last4",
    "digest",
    "fingerprint",
    "type",
    "id",
    "hmac",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in facts.tables().filter(|table| !table.is_partition()) {
        for column in &table.columns {
            let Some((what, severity)) = sensitive(column) else { continue };
            let message = format!("`{}` of `{}` keeps {what} as it is", column.name, table.name);
            seen.violated(column.place, message).severity(severity).confidence(Confidence::Medium);
        }
    }
}

fn sensitive(column: &Column) -> Option<(&'static str, Severity)> {
    let readable = matches!(
        column.type_.family,
        TypeFamily::Text { .. } | TypeFamily::Integer { .. } | TypeFamily::Decimal
    );
    let words = column.words();
    let named_id = words.last().is_some_and(|last| last == "id") && words.len() > 1;
    let covered = words.iter().any(|word| (named_id || word != "id") && COVERED.contains(&word.as_str()));
    let name = plain(&column.name);
    let is = |names: &[&str]| names.contains(&name.as_str());
    if !readable {
        None
    } else if is(CODES) {
        Some(("the security code of a card, which nobody may keep,", Severity::High))
    } else if is(CARDS) && !covered {
        Some(("the number of a card", Severity::High))
    } else if is(PEOPLE) {
        Some(("a number that identifies a person", Severity::Medium))
    } else {
        None
    }
}
