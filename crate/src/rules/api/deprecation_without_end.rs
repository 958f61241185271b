use crate::facts::{Contract, Facts, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "deprecation-without-end",
    item: "api.versioning",
    severity: Severity::Low,
    page: page!("deprecation_without_end.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

/// Words that lead to what is to be used instead, or to when it ends.
const HINTS: [&str; 19] = [
    "alternative",
    "end of life",
    "end-of-life",
    "favor of",
    "favour of",
    "instead",
    "legacy",
    "migrat",
    "newer",
    "no longer",
    "prefer",
    "recommend",
    "remov",
    "replac",
    "retire",
    "sunset",
    "supersed",
    "until",
    "use ",
];

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let deprecated = contract.operations.iter().filter(|own| own.deprecated && !own.webhook);
    let (told, untold): (Vec<_>, Vec<_>) = deprecated.partition(|operation| tells(operation));
    for operation in &told {
        let label = operation.label();
        seen.met(operation.place, || format!("`{label}` says when it ends or what replaces it"));
    }
    let sites = untold.iter().map(|operation| {
        let label = format!("`{}`", operation.label());
        Site {
            place: operation.place,
            message: format!(
                "{label} is deprecated, and nothing says until when it works or what replaces it"
            ),
            label,
            confidence: Confidence::Medium,
            severity: None,
        }
    });
    gather::tell(seen, sites.collect(), told.len(), |number| {
        let operations = count(number, "deprecated operation");
        format!("{operations}: nothing says until when they work or what replaces them")
    });
}

/// Whether an operation says when it ends or what to use: by a header (RFC 8594, RFC 9745), a field of its own
/// or in words.
fn tells(operation: &Operation) -> bool {
    let named = |name: &str| {
        let name = name.to_ascii_lowercase();
        ["sunset", "deprecat", "replace", "removal", "eol"].iter().any(|part| name.contains(part))
    };
    let mut headers = operation.responses.iter().flat_map(|response| &response.headers);
    headers.any(|header| named(&header.name))
        || operation.extensions.iter().any(|own| named(&own.value))
        || [&operation.summary, &operation.description].into_iter().flatten().any(|text| hints(text))
}

fn hints(text: &str) -> bool {
    let text = text.to_lowercase();
    let year = text
        .split(|letter: char| !letter.is_ascii_digit())
        .any(|number| number.len() == 4 && number.starts_with("20"));
    year || text.contains("](") || HINTS.iter().any(|hint| text.contains(hint))
}
