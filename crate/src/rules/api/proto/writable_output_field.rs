use super::methods::{Method, files, last, methods};
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::Facts;
use crate::facts::proto::Field;
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "writable-output-field",
    item: "auth.privilege-escalation",
    severity: Severity::Low,
    page: page!("writable_output_field.md"),
    check,
};

const BEHAVIOR: &str = "google.api.field_behavior";

/// Times that only the service knows.
const OWNED: [&str; 10] = [
    "create_time",
    "created_at",
    "created_time",
    "creation_time",
    "delete_time",
    "deleted_at",
    "last_modified_time",
    "last_update_time",
    "update_time",
    "updated_at",
];

fn check(facts: &Facts, seen: &mut Seen) {
    let habit = packages_with_habit(facts);
    let sent = sent(facts, &methods(facts));
    let mut sites: BTreeMap<&str, (Vec<Site>, usize)> = BTreeMap::new();
    for (_, _, file) in files(facts).filter(|(_, _, file)| habit.contains(file.package())) {
        for message in file.messages.iter().filter(|message| sent.contains(&message.name.place)) {
            let (sites, met) = sites.entry(file.package()).or_default();
            for field in message.fields.iter().filter(|field| is_owned(field)) {
                let name = format!("`{}.{}`", message.name.value, field.name.value);
                if behavior(field).is_some_and(|behavior| behavior != "OPTIONAL" && behavior != "REQUIRED") {
                    *met += 1;
                    seen.met(field.name.place, || format!("{name} is marked as the service's own"));
                } else {
                    sites.push(Site {
                        place: field.name.place,
                        message: format!(
                            "callers may send {name}: it is not marked `OUTPUT_ONLY`, as such fields of the package are"
                        ),
                        label: name,
                        confidence: Confidence::Medium,
                        severity: None,
                    });
                }
            }
        }
    }
    for (sites, met) in sites.into_values() {
        gather::tell(seen, sites, met, |number| {
            format!("{} of the service's own are not marked `OUTPUT_ONLY`", count(number, "field"))
        });
    }
}

fn behavior(field: &Field) -> Option<&str> {
    let own = field.settings.iter().filter(|setting| setting.name == BEHAVIOR);
    let weak = |value: &&str| matches!(*value, "OPTIONAL" | "REQUIRED");
    let values: Vec<&str> = own.map(|setting| setting.value.as_str()).collect();
    values.iter().find(|value| !weak(value)).or_else(|| values.first()).copied()
}

fn is_owned(field: &Field) -> bool {
    OWNED.contains(&field.name.value.as_str()) && !field.is_many() && last(&field.type_.value) == "Timestamp"
}

/// Packages that mark such fields, or any others, as their own.
fn packages_with_habit(facts: &Facts) -> BTreeSet<&str> {
    let marks = |field: &Field| behavior(field) == Some("OUTPUT_ONLY");
    files(facts)
        .filter(|(_, _, file)| file.messages.iter().any(|message| message.fields.iter().any(marks)))
        .map(|(_, _, file)| file.package())
        .collect()
}

/// The things that callers send to have them made or changed, by the places of their names.
fn sent(facts: &Facts, methods: &[Method<'_>]) -> BTreeSet<Place> {
    let writes = methods.iter().filter(|method| {
        matches!(method.verb(), "create" | "update" | "insert" | "add" | "patch" | "upsert")
    });
    writes
        .filter_map(|method| method.resource(facts))
        .map(|(_, resource)| resource.message.name.place)
        .collect()
}
