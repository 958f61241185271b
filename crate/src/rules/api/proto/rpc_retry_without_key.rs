use super::methods::{Declared, Method, methods, plain};
use crate::facts::Facts;
use crate::facts::proto::{Field, setting};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "rpc-retry-without-key",
    item: "api.idempotency",
    severity: Severity::Medium,
    page: page!("rpc_retry_without_key.md"),
    check,
};

/// First words of rpcs that do something anew on each call.
const STARTS: [&str; 16] = [
    "create", "submit", "place", "send", "pay", "charge", "transfer", "withdraw", "refund", "capture",
    "purchase", "checkout", "book", "deposit", "make", "issue",
];
/// What must not happen twice.
const MONEY: [&str; 18] = [
    "payment",
    "payments",
    "order",
    "orders",
    "transfer",
    "charge",
    "refund",
    "payout",
    "withdrawal",
    "withdraw",
    "invoice",
    "purchase",
    "checkout",
    "booking",
    "deposit",
    "pay",
    "money",
    "funds",
];
/// Last words of what only is about money.
const ABOUT: [&str; 9] =
    ["report", "type", "method", "template", "rule", "policy", "config", "link", "intent"];
/// Parts of the names of fields by which a repeated call is known again.
const KEYS: [&str; 16] = [
    "requestid",
    "idempoten",
    "clienttoken",
    "dedup",
    "nonce",
    "clientorderid",
    "externalid",
    "reference",
    "clientid",
    "uuid",
    "correlationid",
    "transactionid",
    "sequence",
    "merchantorderid",
    "requestkey",
    "clientref",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for method in methods(facts).iter().filter(|method| moves_money(method)) {
        let level = setting(&method.rpc.settings, "idempotency_level");
        let promised = level.is_some_and(|level| level.value != "IDEMPOTENCY_UNKNOWN");
        let Some(request) = method.request else { continue };
        let key = request.fields().find(|field| is_key(method, field)).or_else(|| {
            let inner = request.fields().filter_map(|field| request.of_field(facts, field));
            inner.flat_map(Declared::fields).find(|field| is_key(method, field))
        });
        if let Some(key) = key {
            met += 1;
            seen.met(method.place(), || format!("{} can be repeated (`{}`)", method.label(), key.name.value));
        } else if promised {
            met += 1;
            seen.met(method.place(), || format!("{} says that it is idempotent", method.label()));
        } else {
            let what = "does it twice where a caller repeats it after a lost answer";
            sites.push(method.site(what, Confidence::Medium));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} move money or orders, and do it twice where a caller repeats them", count(number, "rpc"))
    });
}

pub(super) fn moves_money(method: &Method<'_>) -> bool {
    let Some((verb, rest)) = method.words.split_first() else { return false };
    let alone = matches!(verb.as_str(), "pay" | "charge" | "refund" | "withdraw" | "deposit" | "checkout");
    let of_money = rest.iter().any(|word| MONEY.contains(&word.as_str()));
    let last = method.words.last().map_or("", String::as_str);
    STARTS.contains(&verb.as_str()) && (of_money || alone) && !method.streams() && !ABOUT.contains(&last)
}

/// A key of the request, or the id of what is made, chosen by the caller.
pub(super) fn is_key(method: &Method<'_>, field: &Field) -> bool {
    let name = plain(&field.name.value);
    let output = field.settings.iter().any(|setting| setting.value == "OUTPUT_ONLY");
    let id_of = |nouns: &[String]| !nouns.is_empty() && name == format!("{}id", nouns.concat());
    let own_id = method.verb() == "create"
        && (id_of(method.words.get(1..).unwrap_or_default()) || name == format!("{}id", method.noun()));
    !output && (own_id || KEYS.iter().any(|key| name.contains(key)))
}
