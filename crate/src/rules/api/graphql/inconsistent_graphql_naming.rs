use crate::artifact::Place;
use crate::collections::BTreeMap;
use crate::facts::{Facts, GraphKind, GraphSchema};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "inconsistent-graphql-naming",
    item: "api.graphql",
    severity: Severity::Low,
    page: page!("inconsistent_graphql_naming.md"),
    check,
};

/// Names that a style must have to be the schema's own.
const FEWEST: usize = 4;

fn check(facts: &Facts, seen: &mut Seen) {
    for graph in facts.graphs() {
        let names = Names::of(graph);
        judge("types", &names.types, seen);
        judge("fields and arguments", &names.fields, seen);
        judge("values of enums", &names.values, seen);
    }
}

/// Each name once, with where it stands first.
#[derive(Default)]
struct Names<'a> {
    types: BTreeMap<&'a str, Place>,
    fields: BTreeMap<&'a str, Place>,
    values: BTreeMap<&'a str, Place>,
}

impl<'a> Names<'a> {
    fn of(graph: &'a GraphSchema) -> Self {
        let mut names = Self::default();
        for type_ in &graph.types {
            if type_.kind != GraphKind::Scalar {
                names.types.entry(&type_.name).or_insert(type_.place);
            }
            for field in &type_.fields {
                names.fields.entry(&field.name).or_insert(field.place);
                for argument in &field.arguments {
                    names.fields.entry(&argument.name).or_insert(argument.place);
                }
            }
            for value in &type_.values {
                names.values.entry(&value.name).or_insert(value.place);
            }
        }
        names
    }
}

#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Style {
    Pascal,
    Camel,
    Snake,
    Upper,
}

impl Style {
    fn name(self) -> &'static str {
        match self {
            Self::Pascal => "PascalCase",
            Self::Camel => "camelCase",
            Self::Snake => "snake_case",
            Self::Upper => "UPPER_CASE",
        }
    }

    /// None where a name fits several styles, or none.
    fn of(name: &str) -> Option<Self> {
        // Two underscores separate a namespace, one at the begin or end marks what is generated.
        if name.contains("__") || name.starts_with('_') || name.ends_with('_') {
            return None;
        }
        let has = |test: fn(&char) -> bool| name.chars().any(|letter| test(&letter));
        let (upper, lower) = (has(char::is_ascii_uppercase), has(char::is_ascii_lowercase));
        let first_upper = name.starts_with(|letter: char| letter.is_ascii_uppercase());
        match (name.contains('_'), upper, lower) {
            (true, false, true) => Some(Self::Snake),
            (underscore, true, false) if underscore || name.len() > 4 => Some(Self::Upper),
            (false, true, true) if first_upper => Some(Self::Pascal),
            (false, true, true) => Some(Self::Camel),
            _ => None,
        }
    }
}

fn judge(what: &str, names: &BTreeMap<&str, Place>, seen: &mut Seen) {
    let styled: Vec<_> =
        names.iter().filter_map(|(name, place)| Some((*name, *place, Style::of(name)?))).collect();
    let mut counts: BTreeMap<Style, usize> = BTreeMap::new();
    for (_, _, style) in &styled {
        *counts.entry(*style).or_default() += 1;
    }
    let Some((house, met)) = counts.into_iter().max_by_key(|(_, count)| *count) else { return };
    // Without a clear majority, which style is meant is for people to say.
    if met < FEWEST || met * 4 < styled.len() * 3 {
        return;
    }
    let mut sites = Vec::new();
    for (name, place, style) in styled {
        if style == house {
            seen.met(place, || format!("`{name}` is {}", house.name()));
        } else if !(house == Style::Pascal && style == Style::Upper) {
            let message = format!("`{name}` is {}, while {met} {what} are {}", style.name(), house.name());
            let label = format!("`{name}` is {}", style.name());
            sites.push(Site { place, label, message, confidence: Confidence::High, severity: None });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} of {what} are not {}, unlike {met} others", count(number, "name"), house.name())
    });
}
