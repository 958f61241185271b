use super::methods::files;
use crate::facts::proto::{EnumType, Syntax};
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "meaningful-enum-zero",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("meaningful_enum_zero.md"),
    check,
};

/// Words of values that say nothing was chosen, or that name what holds when nothing is said.
const NOTHING: [&str; 32] = [
    "unspecified",
    "unknown",
    "undefined",
    "none",
    "unset",
    "invalid",
    "default",
    "null",
    "nil",
    "empty",
    "unused",
    "unrecognized",
    "unknowable",
    "undecided",
    "undetermined",
    "uninitialized",
    "unavailable",
    "any",
    "all",
    "no",
    "not",
    "noop",
    "other",
    "auto",
    "automatic",
    "missing",
    "ok",
    "success",
    "reserved",
    "inherit",
    "never",
    "off",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let open = files(facts).filter(|(_, _, file)| matches!(file.syntax(), Syntax::Proto3 | Syntax::Edition));
    let enums: Vec<&EnumType> = open.flat_map(|(_, _, file)| &file.enums).collect();
    let (mut sites, mut met) = (Vec::new(), 0);
    for declared in enums {
        let Some(zero) = declared.values.iter().find(|value| value.number == Some(0)) else { continue };
        // A single value is a constant in the form of an enum.
        if declared.values.len() < 2 {
            continue;
        }
        let (name, own) = (&zero.name.value, &declared.name.value);
        if words(name).iter().any(|word| NOTHING.contains(&word.as_str()) || word.starts_with("unspec")) {
            met += 1;
            seen.met(zero.name.place, || format!("`{name}` says that no `{own}` was given"));
            continue;
        }
        sites.push(Site {
            place: zero.name.place,
            message: format!("where nobody set the `{own}`, it reads as `{name}`"),
            label: format!("`{name}`"),
            confidence: Confidence::Medium,
            severity: None,
        });
    }
    // Where others say nothing with zero, these are exceptions.
    if met >= 3 && met >= sites.len() * 3 {
        for site in &mut sites {
            site.confidence = Confidence::High;
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!(
            "{} have a meaning in the value 0, which stands for nothing said as well",
            count(number, "enum")
        )
    });
}
