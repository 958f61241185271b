use super::methods::{Method, methods};
use crate::facts::Facts;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "stream-without-deadline",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("stream_without_deadline.md"),
    check,
};

/// Parts of words that say how long a stream lives or how it ends.
const SAID: [&str; 22] = [
    "deadline",
    "timeout",
    "time out",
    "keepalive",
    "keep-alive",
    "keep alive",
    "heartbeat",
    "idle",
    "close",
    "terminat",
    "until",
    "end of",
    "ends",
    "limit",
    "at most",
    "maximum",
    "reconnect",
    "resume",
    "long-lived",
    "long lived",
    "cancel",
    "duration",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    // What a service streams to one request ends with what was asked for; what callers stream need not end.
    for method in methods(facts).iter().filter(|method| method.rpc.request.stream) {
        if is_said(method) {
            met += 1;
            seen.met(method.place(), || format!("{} says how long its stream lives", method.label()));
        } else {
            sites.push(method.site("does not say how long its stream may live", Confidence::Low));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} do not say how long their streams may live", count(number, "rpc"))
    });
}

fn is_said(method: &Method<'_>) -> bool {
    let docs = [&method.rpc.doc, &method.service.doc];
    let said = docs.into_iter().flatten().map(|doc| doc.to_lowercase());
    let mut said = said.map(|doc| SAID.iter().any(|word| doc.contains(word)));
    said.any(|says| says)
}
