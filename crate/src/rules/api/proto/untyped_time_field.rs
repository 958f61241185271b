use super::methods::{files, last};
use crate::collections::BTreeMap;
use crate::facts::proto::{Field, Message};
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "untyped-time-field",
    item: "data.types",
    severity: Severity::Low,
    page: page!("untyped_time_field.md"),
    check,
};

/// Parts of names and of comments that say what is counted, or in which form it is written.
const UNITS: [&str; 28] = [
    "ms",
    "millis",
    "milliseconds",
    "msec",
    "sec",
    "secs",
    "second",
    "seconds",
    "us",
    "usec",
    "micros",
    "microseconds",
    "ns",
    "nsec",
    "nanos",
    "nanoseconds",
    "minute",
    "minutes",
    "mins",
    "hour",
    "hours",
    "day",
    "days",
    "unix",
    "epoch",
    "utc",
    "blocks",
    "ticks",
];
/// Parts of comments that name a form.
const FORMS: [&str; 11] =
    ["rfc", "iso", "unix", "epoch", "second", "minute", "hour", " day", " ms", "yyyy", "duration string"];
/// Last words of the names of spans of time.
const SPANS: [&str; 7] = ["timeout", "duration", "ttl", "interval", "delay", "latency", "backoff"];
/// Words before `time` that make it a moment.
const MOMENTS: [&str; 14] = [
    "create",
    "created",
    "creation",
    "update",
    "updated",
    "modified",
    "delete",
    "deleted",
    "start",
    "end",
    "expire",
    "expiration",
    "expiry",
    "event",
];
const NUMBERS: [&str; 10] =
    ["int32", "int64", "uint32", "uint64", "sint32", "sint64", "fixed32", "fixed64", "float", "double"];

#[derive(Default)]
struct Found {
    sites: Vec<Site>,
    met: usize,
}

fn check(facts: &Facts, seen: &mut Seen) {
    let mut packages: BTreeMap<&str, Found> = BTreeMap::new();
    for (_, _, file) in files(facts) {
        let found = packages.entry(file.package()).or_default();
        for message in &file.messages {
            message.fields.iter().for_each(|field| look(message, field, found, seen));
        }
    }
    let mut doubtful = Vec::new();
    for Found { mut sites, met } in packages.into_values() {
        if met > sites.len() {
            gather::tell(seen, sites, met, whole);
        } else {
            doubtful.append(&mut sites);
        }
    }
    let places: Vec<_> = doubtful.iter().map(|site| (site.place, site.label.clone())).collect();
    let single = doubtful.first().map(|site| site.message.clone()).unwrap_or_default();
    let told = gather::at_places(seen, &places, |number, _| if number == 1 { single } else { whole(number) });
    if let Some(finding) = told {
        finding.confidence(Confidence::Medium);
    }
}

fn whole(number: usize) -> String {
    format!("{} hold times without a type, a unit or a form", count(number, "field"))
}

fn look(message: &Message, field: &Field, found: &mut Found, seen: &mut Seen) {
    let type_ = field.type_.value.as_str();
    let name = || format!("`{}.{}`", message.name.value, field.name.value);
    if matches!(last(type_), "Timestamp" | "Duration") {
        found.met += 1;
        seen.met(field.name.place, || format!("{} is a `{}`", name(), last(type_)));
        return;
    }
    let number = NUMBERS.contains(&type_);
    let words = words(&field.name.value);
    let what = match kind(&words) {
        Some(Kind::Moment) if number => "is a moment as a bare number",
        Some(Kind::Moment) if type_ == "string" => "is a moment as a text of no stated form",
        Some(Kind::Span) if number => "is a span of time without a unit",
        _ => return,
    };
    if field.key.is_some() || is_explained(message, field, &words) {
        return;
    }
    found.sites.push(Site {
        place: field.name.place,
        message: format!("{} {what}", name()),
        label: name(),
        confidence: Confidence::Medium,
        severity: None,
    });
}

#[derive(Clone, Copy)]
enum Kind {
    Moment,
    Span,
}

/// `created_at`, `expires_at`, `event_time`, `timestamp`; `read_timeout`.
fn kind(words: &[String]) -> Option<Kind> {
    let (last, before) = words.split_last()?;
    let before = before.last().map(String::as_str);
    let done = |word: &str| {
        word.ends_with("ed")
            || word.ends_with("es")
            || matches!(word, "paid" | "sent" | "read" | "begin" | "start")
    };
    let is_moment = match last.as_str() {
        "timestamp" => true,
        "at" => before.is_some_and(done),
        "time" => before.is_some_and(|word| MOMENTS.contains(&word)),
        _ => false,
    };
    let is_span = SPANS.contains(&last.as_str());
    is_moment.then_some(Kind::Moment).or_else(|| is_span.then_some(Kind::Span))
}

/// A comment or the name says what is counted.
fn is_explained(message: &Message, field: &Field, words: &[String]) -> bool {
    let says = |doc: &Option<String>| {
        doc.as_ref().is_some_and(|doc| {
            let doc = doc.to_lowercase();
            FORMS.iter().any(|form| doc.contains(form))
        })
    };
    says(&field.doc) || says(&message.doc) || words.iter().any(|word| UNITS.contains(&word.as_str()))
}
