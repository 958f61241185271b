use crate::artifact::Value;
use crate::facts::{
    Contract, Facts, Method, Operation, OperationClass, ParameterLocation, Repetition, is_version, plain,
    words,
};
use crate::finding::{Action, Confidence, Finding, Seen, Severity};
use crate::rules::gather::{self, Site, count, others_do};
use crate::rules::{Rule, overlay};

pub(super) static RULE: Rule = Rule {
    id: "retry-without-idempotency-key",
    item: "api.idempotency",
    severity: Severity::High,
    page: page!("retry_without_idempotency_key.md"),
    check,
};

/// Last words of a path whose POST moves money.
const MONEY: [&str; 17] = [
    "charge",
    "charges",
    "checkout",
    "deposits",
    "donations",
    "pay",
    "payment",
    "payments",
    "payout",
    "payouts",
    "purchase",
    "purchases",
    "refund",
    "refunds",
    "withdraw",
    "withdrawal",
    "withdrawals",
];

/// Last words of a path whose POST moves goods, or takes what others want as well.
const GOODS: [&str; 5] = ["booking", "bookings", "order", "orders", "reservations"];

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut others = Vec::new();
    let (mut met, mut keyed) = (0, 0);
    for (operation, write) in contract.written().filter(|(one, _)| one.method == Method::Post) {
        let moved = moved(operation);
        match &write.repetition {
            Repetition::Key(name) | Repetition::OwnName(name) if moved.is_some() => {
                met += 1;
                seen.met(operation.place, || format!("`{}` takes `{name}`", operation.label()));
            }
            Repetition::Unsafe => match moved {
                Some(severity) => sites.push(site(operation, severity)),
                None if operation.is(OperationClass::Create) => others.push(operation),
                None => {}
            },
            _ => {}
        }
        keyed += usize::from(is_keyed(&write.repetition) && operation.is(OperationClass::Create));
    }
    let whole = |number| {
        format!("{} that move money or goods take no key for repeated requests", count(number, "operation"))
    };
    gather::tell_suggesting(seen, sites, met, whole, |places| {
        keys(contract, &overlay::at(contract, places)?)
    });
    if let Some(finding) = deviating(&others, keyed, seen) {
        finding.overlay(keys(contract, &others).into_iter().flatten());
    }
}

/// The header that recognises a repetition, under the name that others of the document give it.
fn keys(contract: &Contract, operations: &[&Operation]) -> Option<Vec<Action>> {
    let sent = contract.operations.iter().flat_map(|operation| &operation.parameters);
    let mut headers = sent.filter(|one| one.location == ParameterLocation::Header);
    let known = headers.find(|one| plain(&one.name).contains("idempoten"));
    let key = overlay::Parameter {
        name: known.map_or("Idempotency-Key", |known| &known.name),
        location: "header",
        description: "Made up by the caller: a request that comes again with the same key has no further effect",
        schema: vec![("type", Value::text("string")), ("maxLength", Value::Number(255))],
    };
    if operations.len() > overlay::MOST_OPERATIONS {
        return None;
    }
    overlay::parameter(contract, operations, &key, "IdempotencyKey")
}

/// Keys that are made for repetitions, not just names that a caller may give.
fn is_keyed(repetition: &Repetition) -> bool {
    let Repetition::Key(name) = repetition else { return false };
    let name = plain(name);
    ["idempoten", "clienttoken", "clientrequest", "requestid", "retrytoken", "requesttoken", "dedup"]
        .iter()
        .any(|part| name.contains(part))
}

fn site(operation: &Operation, severity: Severity) -> Site {
    let label = format!("`{}`", operation.label());
    Site {
        place: operation.place,
        message: format!("{label} takes no key by which a repeated request could be recognised"),
        label,
        confidence: Confidence::Medium,
        severity: Some(severity),
    }
}

/// Where most creations take a key, those without were forgotten.
fn deviating<'s>(without: &[&Operation], keyed: usize, seen: &'s mut Seen) -> Option<&'s mut Finding> {
    let (first, others) = without.split_first()?;
    if keyed < 2 || keyed < 2 * without.len() {
        return None;
    }
    let who = match others.len() {
        0 => format!("`{}` creates something and takes", first.label()),
        more => {
            format!("`{}` and {} create something and take", first.label(), count(more, "other operation"))
        }
    };
    let message = format!("{who} no key for repeated requests, while {}", others_do(keyed, "other creation"));
    let finding = seen.violated(first.place, message);
    finding.severity(Severity::Medium).confidence(Confidence::Medium).sites(without.len());
    for other in others.iter().take(20) {
        finding.related(other.place, format!("`{}`", other.label()));
    }
    Some(finding)
}

/// What a repetition costs: money that moves twice, goods that leave twice; none where neither moves.
fn moved(operation: &Operation) -> Option<Severity> {
    let last = operation.path.trim_end_matches('/').rsplit('/').next().unwrap_or_default();
    let words = words(last);
    if last.contains('{') || words.len() > 2 || !moves(operation, &words) {
        return None;
    }
    let word = words.last()?.as_str();
    if word == "checkout" && !is_of_purchase(operation) {
        return None;
    }
    if (MONEY.contains(&word) && !is_of_power(operation))
        || (matches!(word, "transfer" | "transfers") && is_of_money(operation, &words))
    {
        return Some(Severity::High);
    }
    GOODS.contains(&word).then_some(Severity::Medium)
}

/// Cars are charged too.
fn is_of_power(operation: &Operation) -> bool {
    let power = ["battery", "car", "cars", "charger", "chargers", "charging", "vehicle", "vehicles"];
    words(&operation.path).iter().any(|word| power.contains(&word.as_str()))
}

/// Clocks, rooms, books and branches are checked out too.
fn is_of_purchase(operation: &Operation) -> bool {
    let bought = [
        "basket",
        "baskets",
        "billing",
        "cart",
        "carts",
        "order",
        "orders",
        "payment",
        "payments",
        "shop",
        "store",
        "subscription",
        "subscriptions",
    ];
    let words = words(&operation.path);
    let telling = |word: &&String| {
        !matches!(word.as_str(), "api" | "rest" | "checkout") && word.parse::<u32>().is_err() && *word != "v"
    };
    words.iter().any(|word| bought.contains(&word.as_str())) || !words.iter().any(|word| telling(&word))
}

/// Telling somebody of a payment moves nothing, and changing it moves nothing twice.
fn moves(operation: &Operation, words: &[String]) -> bool {
    let looks = ["calculate", "check", "estimate", "notify", "preview", "simulate", "validate", "verify"];
    !operation.is_any(&[OperationClass::Update, OperationClass::Delete])
        && !words.first().is_some_and(|first| looks.contains(&first.as_str()))
}

/// Domains, repositories and subscriptions are transferred too: what is, stands beside the word or right before it.
fn is_of_money(operation: &Operation, last: &[String]) -> bool {
    let money = [
        "account", "accounts", "balance", "balances", "bank", "banking", "credit", "credits", "fund",
        "funds", "money", "payment", "payments", "wallet", "wallets", "wire",
    ];
    let is_money = |words: &[String]| words.iter().any(|word| money.contains(&word.as_str()));
    let mut before =
        operation.path.split('/').rev().filter(|one| !one.is_empty() && !one.contains('{')).skip(1);
    match last {
        [_] => before.next().is_none_or(|before| is_money(&words(before)) || is_version(before)),
        _ => is_money(last),
    }
}
