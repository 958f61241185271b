use super::methods::files;
use crate::collections::{BTreeMap, Sort};
use crate::facts::proto::ProtoFile;
use crate::facts::{Facts, Located};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-protobuf-name",
    item: "api.grpc",
    severity: Severity::Low,
    page: page!("inconsistent_protobuf_name.md"),
    check,
};

/// Names that a style must have to be the house's.
const FEWEST: usize = 4;

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Case {
    Snake,
    UpperSnake,
    Camel,
    Pascal,
    Mixed,
}

impl Case {
    fn name(self) -> &'static str {
        match self {
            Self::Snake => "lower_snake_case",
            Self::UpperSnake => "UPPER_SNAKE_CASE",
            Self::Camel => "camelCase",
            Self::Pascal => "PascalCase",
            Self::Mixed => "of mixed style",
        }
    }
}

fn check(facts: &Facts, seen: &mut Seen) {
    let files: Vec<&ProtoFile> = files(facts).map(|(_, _, file)| file).collect();
    let fields = files.iter().flat_map(|file| &file.messages).filter(|message| !message.group);
    let fields = fields.flat_map(|message| &message.fields).map(|field| &field.name);
    judge(seen, "field", fields);
    let groups = files.iter().flat_map(|file| &file.messages).map(|message| &message.name);
    let types = groups.chain(files.iter().flat_map(|file| &file.enums).map(|declared| &declared.name));
    judge(seen, "type", types);
    let rpcs = files.iter().flat_map(|file| &file.services).flat_map(|service| &service.rpcs);
    judge(seen, "rpc", rpcs.map(|rpc| &rpc.name));
    let values = files.iter().flat_map(|file| &file.enums).flat_map(|declared| &declared.values);
    judge(seen, "enum value", values.map(|value| &value.name));
}

/// Names of one kind that are written otherwise than most; each is told once.
fn judge<'a>(seen: &mut Seen, what: &str, names: impl Iterator<Item = &'a Located<String>>) {
    let mut known: BTreeMap<&str, (Case, &Located<String>)> = BTreeMap::new();
    for name in names {
        if let Some(case) = case(&name.value) {
            known.entry(&name.value).or_insert((case, name));
        }
    }
    let mut counts: BTreeMap<Case, usize> = BTreeMap::new();
    for (case, _) in known.values() {
        *counts.entry(*case).or_default() += 1;
    }
    let Some((house, number)) = counts.into_iter().max_by_key(|(_, number)| *number) else { return };
    // Without a clear majority, which style is meant is not for a rule to say.
    if number < FEWEST || number * 4 < known.len() * 3 || house == Case::Mixed {
        return;
    }
    let mut sites = Vec::new();
    for (name, (case, located)) in &known {
        if *case == house {
            seen.met(located.place, || format!("`{name}` is {}", house.name()));
        } else {
            sites.push(Site {
                place: located.place,
                message: format!(
                    "the {what} `{name}` is {}, while {number} of {} are {}",
                    case.name(),
                    known.len(),
                    house.name()
                ),
                label: format!("`{name}`"),
                confidence: Confidence::High,
                severity: None,
            });
        }
    }
    sites.order_by_key(|site| site.place);
    gather::tell(seen, sites, number, |others| {
        format!("{} are not {}, unlike {number} others", count(others, what), house.name())
    });
}

/// How a name is written; `None` where one word can be of several styles.
fn case(name: &str) -> Option<Case> {
    let has = |test: fn(char) -> bool| name.chars().any(test);
    let (upper, lower) =
        (has(|letter| letter.is_ascii_uppercase()), has(|letter| letter.is_ascii_lowercase()));
    let first_upper = name.starts_with(|first: char| first.is_ascii_uppercase());
    match (name.contains('_'), upper, lower) {
        (true, false, true) => Some(Case::Snake),
        (true, true, false) => Some(Case::UpperSnake),
        (true, true, true) => Some(Case::Mixed),
        (false, true, true) if first_upper => Some(Case::Pascal),
        (false, true, true) => Some(Case::Camel),
        _ => None,
    }
}
