use crate::facts::{Column, Facts, IndexPart, Table, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::{Rule, tables};

pub(super) static RULE: Rule = Rule {
    id: "repeatable-delivery",
    item: "integ.webhook-idempotency",
    severity: Severity::High,
    page: page!("repeatable_delivery.md"),
    check,
};

/// What others deliver, or settle for us.
const DELIVERED: &[&str] = &["charge", "event", "payment", "payout", "refund", "webhook"];
/// One thing may stand several times in these.
const REPEATED: &[&str] = &[
    "attempt",
    "audit",
    "detail",
    "error",
    "history",
    "item",
    "line",
    "log",
    "method",
    "retry",
    "setting",
    "type",
    "account",
    "config",
    "endpoint",
    "subscription",
    "failure",
    "intent",
];
/// Who gives the number.
const GIVERS: &[&str] = &[
    "external",
    "provider",
    "gateway",
    "stripe",
    "paypal",
    "braintree",
    "adyen",
    "square",
    "shopify",
    "github",
    "psp",
    "processor",
    "razorpay",
    "mollie",
    "remote",
];

fn check(facts: &Facts, seen: &mut Seen) {
    for table in tables::all(facts).filter(|table| is_delivered(table)) {
        for column in table.columns.iter().filter(|column| numbers_delivery(table, column)) {
            if is_unique(table, &column.name) {
                seen.met(column.place, || format!("`{}` is taken once", column.name));
            } else {
                report(table, column, seen);
            }
        }
    }
}

fn is_delivered(table: &Table) -> bool {
    tables::ends_in(&table.name, DELIVERED) && !tables::says(&table.name, REPEATED)
}

/// `stripe_event_id` of webhook events, `external_id` of payments: the number that the other side gives what the
/// table holds, and nothing that it only belongs to.
fn numbers_delivery(table: &Table, column: &Column) -> bool {
    let own = column.words();
    let [before @ .., last] = own else { return false };
    if !["id", "reference", "ref"].contains(&last.as_str())
        || !tables::is_text(column)
        || tables::refers(table, &column.name)
    {
        return false;
    }
    let given = before.first().is_some_and(|first| GIVERS.contains(&first.as_str()));
    let thing = if given { before.get(1..).unwrap_or_default() } else { before };
    let held: Vec<String> = words(&table.name).iter().map(|word| singular(word)).collect();
    match thing {
        // Events of the service itself may have numbers that customers choose.
        [] => {
            given
                && (held.last().is_some_and(|last| last != "event")
                    || tables::says(&table.name, &["webhook"]))
        }
        [.., noun] => {
            let delivered = ["delivery", "webhook", "event", "notification"].contains(&noun.as_str());
            let of_webhook = delivered && tables::says(&table.name, &["webhook"]);
            held.last() == Some(&singular(noun)) && given || of_webhook
        }
    }
}

/// A key or a unique index has the column, or an expression over it.
fn is_unique(table: &Table, name: &str) -> bool {
    let keyed = table.primary_key.iter().chain(&table.uniques).any(|key| tables::has(&key.columns, name));
    keyed
        || table.indexes.iter().filter(|index| index.unique).flat_map(|index| &index.parts).any(|part| {
            match part {
                IndexPart::Column(column) => column.eq_ignore_ascii_case(name),
                IndexPart::Expression(text) => text.to_lowercase().contains(&name.to_lowercase()),
            }
        })
}

fn report(table: &Table, column: &Column, seen: &mut Seen) {
    let message = format!(
        "`{}` can hold the same `{}` twice: what is delivered again is processed again",
        table.name, column.name
    );
    let columns = std::slice::from_ref(&column.name);
    let text = format!(
        "CREATE UNIQUE INDEX {} ON {} ({});",
        table.name_for(columns, "key"),
        table.spelled(),
        table.spelled_columns(columns)
    );
    // Who looks several rows up by it means it to be shared.
    let shared = table.index_of(columns).is_some();
    let confidence = if shared { Confidence::Low } else { Confidence::Medium };
    let finding = seen.violated(column.place, message).confidence(confidence);
    finding.fix(tables::fix(format!("Take each `{}` once", column.name), text));
}
