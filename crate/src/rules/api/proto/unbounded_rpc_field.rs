use super::methods::{Declared, Method, by_package, methods};
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::Facts;
use crate::facts::proto::{Field, Message};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, count};

pub(super) static RULE: Rule = Rule {
    id: "unbounded-rpc-field",
    item: "api.input-bounds",
    severity: Severity::Low,
    page: page!("unbounded_rpc_field.md"),
    check,
};

/// Messages that the requests of one package are looked through.
const MOST_MESSAGES: usize = 2_000;
/// Fields that are limited, from which on it is the habit of a package.
const HABIT: usize = 3;

/// The options of protovalidate and protoc-gen-validate.
const RULES: [&str; 2] = ["buf.validate.field", "validate.rules"];
/// What they say of a value that still lets it be as large as it likes.
const NO_LIMIT: [&str; 17] = [
    "min_len",
    "min_bytes",
    "min_items",
    "min_pairs",
    "prefix",
    "suffix",
    "contains",
    "not_contains",
    "not_in",
    "required",
    "strict",
    "example",
    "ignore_empty",
    "unique",
    "ignore",
    "defined_only",
    "no_sparse",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let methods = methods(facts);
    let mut places = Vec::new();
    let (mut all_limited, mut all_open) = (0, 0);
    for methods in by_package(&methods).values() {
        let messages = requests(facts, methods);
        let fields = messages.iter().flat_map(|message| &message.fields);
        let limited = fields.filter(|field| is_large(field) && limit(field).is_some()).count();
        if limited < HABIT {
            continue;
        }
        all_limited += limited;
        for message in messages {
            let mut open = message.fields.iter().filter(|field| is_large(field) && limit(field).is_none());
            if let Some(first) = open.next().filter(|_| !has_own_rules(message)) {
                let more = open.count();
                all_open += more + 1;
                places.push((first.name.place, label(message, first, more)));
            } else if let Some(field) = message.fields.iter().find(|field| is_large(field)) {
                let said = limit(field).unwrap_or("a rule of the message");
                seen.met(message.name.place, || {
                    format!("`{}` limits what it takes (`{said}`)", message.name.value)
                });
            }
        }
    }
    let finding = gather::at_places(seen, &places, |number, label| match number {
        1 => format!("{label} may be of any length, where others of the package have a limit"),
        _ => format!(
            "{} take texts or lists of any length, where others of their packages have a limit",
            count(number, "request message")
        ),
    });
    if let Some(finding) = finding {
        // Where few fields have one, limits may be checked elsewhere.
        finding.confidence(if all_limited >= all_open { Confidence::Medium } else { Confidence::Low });
    }
}

fn label(message: &Message, first: &Field, more: usize) -> String {
    let name = format!("`{}.{}`", message.name.value, first.name.value);
    if more == 0 { name } else { format!("{name} and {}", count(more, "other field")) }
}

/// A text, bytes, or many of something; what a service makes up itself and gets back is short.
fn is_large(field: &Field) -> bool {
    let own = matches!(field.name.value.as_str(), "page_token" | "etag") || is_output(field);
    !own && (field.is_many() || matches!(field.type_.value.as_str(), "string" | "bytes"))
}

/// What limits a field, in the word of its rule.
fn limit(field: &Field) -> Option<&str> {
    let own = field.settings.iter().filter_map(|setting| {
        let rest = RULES.iter().find_map(|rules| setting.name.strip_prefix(rules))?;
        Some((rest.trim_start_matches('.'), setting.value.as_str()))
    });
    for (path, value) in own {
        let mut parts = path.rsplit('.');
        let word = parts.next().unwrap_or_default();
        // What is said of each item does not limit how many there are.
        let of_items =
            field.is_many() && path.split('.').any(|part| matches!(part, "items" | "keys" | "values"));
        let skipped = word == "ignore" && value == "IGNORE_ALWAYS" || word == "skip";
        if skipped || !of_items && !NO_LIMIT.contains(&word) {
            return Some(word);
        }
    }
    None
}

/// Rules over the message as a whole may limit any of its fields.
fn has_own_rules(message: &Message) -> bool {
    message.settings.iter().any(|setting| {
        setting.name.starts_with("buf.validate.message.cel") || setting.name == "validate.disabled"
    })
}

/// The messages that callers send to the rpcs of a package, and the things that these hold directly; what stands
/// deeper is often told by the service alone.
fn requests<'a>(facts: &'a Facts, methods: &[&Method<'a>]) -> Vec<&'a Message> {
    let package = methods.first().map_or("", |method| method.file.package());
    let own =
        |declared: &Declared<'_>| facts.proto_file(declared.at).is_some_and(|file| file.package() == package);
    let mut known: BTreeSet<Place> = BTreeSet::new();
    let mut messages = Vec::new();
    let mut add = |declared: Declared<'a>| {
        if own(&declared) && known.len() < MOST_MESSAGES && known.insert(declared.message.name.place) {
            messages.push(declared.message);
        }
    };
    for request in methods.iter().filter_map(|method| method.request) {
        add(request);
        let held = request.fields().filter(|field| !is_output(field));
        held.filter_map(|field| request.of_field(facts, field)).for_each(&mut add);
    }
    messages
}

fn is_output(field: &Field) -> bool {
    field.settings.iter().any(|setting| setting.value == "OUTPUT_ONLY")
}
