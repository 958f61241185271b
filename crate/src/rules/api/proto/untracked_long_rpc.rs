use super::methods::{Declared, Method, by_package, last, methods};
use crate::facts::proto::Field;
use crate::facts::{Facts, singular, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "untracked-long-rpc",
    item: "perf.async-work",
    severity: Severity::Medium,
    page: page!("untracked_long_rpc.md"),
    check,
};

/// First words of rpcs that go through much data or wait for machines.
const LONG: [&str; 13] = [
    "backup",
    "export",
    "import",
    "migrate",
    "rebuild",
    "reindex",
    "resync",
    "restore",
    "train",
    "transcode",
    "purge",
    "bulk",
    "crawl",
];
/// Words of what stands for work that goes on.
const WORK: [&str; 7] = ["operation", "job", "task", "workflow", "execution", "run", "process"];

fn check(facts: &Facts, seen: &mut Seen) {
    let methods = methods(facts);
    for methods in by_package(&methods).values() {
        let operations = methods.iter().filter(|method| gives_operation(method)).count();
        let (mut sites, mut met) = (Vec::new(), 0);
        for method in methods.iter().filter(|method| is_long(method)) {
            if let Some(handle) = handle(facts, method) {
                met += 1;
                seen.met(method.place(), || {
                    format!("{} answers with a handle of its work (`{handle}`)", method.label())
                });
            } else if method.response.is_some() && !method.streams() && operations > 0 {
                let what = "answers only when all its work is done, where others of the package answer with an operation";
                sites.push(method.site(what, Confidence::Medium));
            } else if method.response.is_some() && !method.streams() {
                sites.push(method.site("answers only when all its work is done", Confidence::Low));
            }
        }
        gather::tell(seen, sites, met, |number| {
            format!("{} answer only when all their work is done", count(number, "rpc"))
        });
    }
}

/// `google.longrunning.Operation`, or another message that is called so.
fn gives_operation(method: &Method<'_>) -> bool {
    last(&method.rpc.response.type_.value) == "Operation"
}

/// What moves one record by itself is short, as is what programs do all day (`Export` of telemetry).
fn is_long(method: &Method<'_>) -> bool {
    let many = matches!(method.noun(), "data" | "database" | "catalog" | "index" | "all")
        || singular(method.noun()) != method.noun();
    match method.verb() {
        "import" | "export" | "bulk" => many,
        verb => LONG.contains(&verb) && method.words.len() > 1,
    }
}

/// What the caller can ask for the outcome with, or see it in.
fn handle<'a>(facts: &'a Facts, method: &Method<'a>) -> Option<&'a str> {
    let stands_for_work = |name: &str| words(name).iter().any(|word| WORK.contains(&word.as_str()));
    let type_ = last(&method.rpc.response.type_.value);
    if stands_for_work(type_) {
        return Some(type_);
    }
    let response = method.response?;
    let by_field = |field: &&Field| {
        stands_for_work(&field.name.value)
            || stands_for_work(last(&field.type_.value))
            || is_state(&field.name.value)
    };
    let inner = || {
        let things = response.fields().filter_map(|field| response.of_field(facts, field));
        things.flat_map(Declared::fields).find(|field| is_state(&field.name.value))
    };
    response.fields().find(by_field).or_else(inner).map(|field| field.name.value.as_str())
}

/// Says how far it is.
fn is_state(name: &str) -> bool {
    matches!(name, "state" | "status" | "phase" | "progress")
}
