use super::methods::files;
use crate::facts::proto::EnumType;
use crate::facts::{Facts, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "unprefixed-enum-value",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("unprefixed_enum_value.md"),
    check,
};

/// Enums with prefixes that show the habit of the house.
const HABIT: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    // Within a message, the message's name tells them apart.
    let own = |declared: &&EnumType, package: &str| {
        declared
            .full_name
            .strip_prefix(package)
            .map_or(&*declared.full_name, |rest| rest.trim_start_matches('.'))
            == declared.name.value
    };
    let top = files(facts)
        .flat_map(|(_, _, file)| file.enums.iter().filter(|declared| own(declared, file.package())));
    let (mut sites, mut met) = (Vec::new(), 0);
    for declared in top.filter(|declared| !declared.values.is_empty()) {
        let prefix = words(&declared.name.value).concat();
        let bare =
            declared.values.iter().find(|value| !words(&value.name.value).concat().starts_with(&prefix));
        let name = &declared.name.value;
        match bare {
            None => {
                met += 1;
                seen.met(declared.name.place, || format!("the values of `{name}` begin with its name"));
            }
            Some(value) => sites.push(Site {
                place: value.name.place,
                message: format!("`{}` does not begin with the name of its enum `{name}`", value.name.value),
                label: format!("`{}` of `{name}`", value.name.value),
                confidence: Confidence::High,
                severity: None,
            }),
        }
    }
    if met < HABIT || met < sites.len() * 3 {
        seen.met.clear();
        return;
    }
    gather::tell(seen, sites, met, |number| {
        format!(
            "the values of {} do not begin with its name, unlike those of {met} others",
            count(number, "enum")
        )
    });
}
