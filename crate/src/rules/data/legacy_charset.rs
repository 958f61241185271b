use crate::facts::Facts;
use crate::finding::{Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather;

pub(super) static RULE: Rule = Rule {
    id: "legacy-charset",
    item: "data.types",
    severity: Severity::Medium,
    page: page!("legacy_charset.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    let mut narrow = Vec::new();
    for table in facts.tables() {
        let Some(charset) = table.traits.iter().find(|own| own.value.starts_with("charset ")) else {
            continue;
        };
        let name = charset.value.trim_start_matches("charset ");
        if ["utf8", "utf8mb3", "latin1", "ascii", "ucs2"].contains(&name) {
            narrow.push((charset.place, format!("`{}` ({name})", table.name)));
        } else {
            seen.met(charset.place, || format!("`{}` holds every character", table.name));
        }
    }
    gather::at_places(seen, &narrow, |count, first| {
        let others = if count > 1 {
            format!(" and {}", gather::count(count - 1, "other table"))
        } else {
            String::new()
        };
        format!(
            "{first}{others} cannot hold every character: emoji and many names fail to be written or are cut off"
        )
    });
}
