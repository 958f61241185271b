use super::methods::{Declared, Method, methods};
use crate::facts::Facts;
use crate::facts::proto::Field;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "whole-file-message",
    item: "perf.memory",
    severity: Severity::Low,
    page: page!("whole_file_message.md"),
    check,
};

/// Words of rpcs that carry files.
const CARRIES: [&str; 6] = ["upload", "download", "attach", "file", "attachment", "document"];
/// What a field is called that holds a file's content.
const CONTENT: [&str; 12] = [
    "archive",
    "attachment",
    "blob",
    "body",
    "bytes",
    "content",
    "contents",
    "data",
    "document",
    "file",
    "image",
    "payload",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let (mut sites, mut met) = (Vec::new(), 0);
    for method in methods(facts).iter().filter(|method| carries(method)) {
        let (request, response) = (&method.rpc.request, &method.rpc.response);
        let sent = method.request.and_then(content);
        let given = method.response.and_then(content);
        if sent.is_some() && request.stream || given.is_some() && response.stream {
            met += 1;
            seen.met(method.place(), || format!("{} carries a file in pieces", method.label()));
        } else if let Some(field) = sent.or(given) {
            let what = format!(
                "carries a whole file in one message (`{}`), which gRPC refuses over 4 MB",
                field.name.value
            );
            sites.push(method.site(&what, Confidence::Medium));
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} carry whole files in one message, which gRPC refuses over 4 MB", count(number, "rpc"))
    });
}

fn carries(method: &Method<'_>) -> bool {
    method.words.iter().any(|word| CARRIES.contains(&word.as_str()))
}

/// The bytes of a file, without a longest length.
fn content(message: Declared<'_>) -> Option<&Field> {
    let limits = |field: &Field| {
        let longest = ["max_len", "len", "max_bytes"];
        field.settings.iter().any(|own| longest.iter().any(|word| own.name.rsplit('.').next() == Some(word)))
    };
    let is_content = |name: &str| name.rsplit('_').next().is_some_and(|word| CONTENT.contains(&word));
    message
        .fields()
        .find(|field| field.type_.value == "bytes" && is_content(&field.name.value) && !limits(field))
}
