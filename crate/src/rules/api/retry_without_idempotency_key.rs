use crate::facts::{Contract, Facts, Method, Operation, ParameterLocation, plain, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "retry-without-idempotency-key",
    item: "api.idempotency",
    severity: Severity::High,
    page: include_str!("retry_without_idempotency_key.md"),
    check,
};

/// Last words of a path whose POST moves money or goods.
const MOVES: [&str; 21] = [
    "booking",
    "bookings",
    "charge",
    "charges",
    "checkout",
    "order",
    "orders",
    "pay",
    "payment",
    "payments",
    "payout",
    "payouts",
    "purchase",
    "purchases",
    "refund",
    "refunds",
    "reservations",
    "transfers",
    "withdraw",
    "withdrawal",
    "withdrawals",
];

/// Parts of the names of fields by which a service can tell a repetition, written plain.
const KEYS: [&str; 14] = [
    "clientreference",
    "clientrequest",
    "clienttoken",
    "customid",
    "dedup",
    "endtoendid",
    "externalid",
    "externalreference",
    "idempoten",
    "merchantreference",
    "nonce",
    "requestid",
    "transactionid",
    "uniqueid",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut met = 0;
    let moving = |operation: &&Operation| moves_something(operation) && operation.unread.is_empty();
    for operation in contract.operations.iter().filter(moving) {
        let label = format!("`{}`", operation.label());
        if let Some(name) = key(contract, operation) {
            met += 1;
            seen.met(operation.place, format!("{label} takes `{name}`"));
        } else {
            sites.push(Site {
                place: operation.place,
                message: format!("{label} takes no key by which a repeated request could be recognised"),
                label,
                confidence: Confidence::Medium,
                severity: None,
            });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} that move money or goods take no key for repeated requests", count(number, "operation"))
    });
}

fn moves_something(operation: &Operation) -> bool {
    let last = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let words = words(last);
    operation.method == Method::Post
        && !operation.webhook
        && !last.contains('{')
        && words.len() <= 2
        && words.last().is_some_and(|word| {
            MOVES.contains(&word.as_str()) || word == "transfer" && is_of_money(operation)
        })
}

/// Domains, repositories and calls are transferred too.
fn is_of_money(operation: &Operation) -> bool {
    let money = [
        "account", "accounts", "balance", "bank", "banking", "funds", "money", "payment", "payments",
        "wallet", "wallets",
    ];
    let words = words(&operation.path);
    words.len() == 1 || words.iter().any(|word| money.contains(&word.as_str()))
}

fn key(contract: &Contract, operation: &Operation) -> Option<String> {
    let is_key = |name: &str| {
        let name = plain(name);
        KEYS.iter().any(|key| name.contains(key))
    };
    let parameter = operation
        .parameters
        .iter()
        .filter(|parameter| parameter.location != ParameterLocation::Path)
        .find(|parameter| is_key(&parameter.name));
    if let Some(parameter) = parameter {
        return Some(parameter.name.clone());
    }
    let media = operation.body.iter().flat_map(|body| &body.media);
    let layers = media.filter_map(|media| media.schema).flat_map(|schema| contract.layers(schema));
    let mut properties = layers.flat_map(|layer| &layer.properties);
    properties.find(|property| is_key(&property.name)).map(|property| property.name.clone())
}
