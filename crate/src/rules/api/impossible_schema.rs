use crate::artifact::Place;
use crate::facts::{Contract, Facts, Schema, SchemaId, SchemaType};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "impossible-schema",
    item: "api.contract-valid",
    severity: Severity::Medium,
    page: page!("impossible_schema.md"),
    check,
};

/// Properties that a finding names.
const MOST_NAMED: usize = 3;

enum Flaw {
    /// No value fits, and why.
    Whole(String),
    /// These can never be there.
    Properties(String),
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.shapes() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut bounded: Option<Place> = None;
    for (number, schema) in (0..).zip(&contract.schemas) {
        let Some(why) = contradiction(schema).map(Flaw::Whole).or_else(|| composed(contract, schema)) else {
            if bounded.is_none() && (schema.rare.is_some() || !schema.all_of.is_empty()) {
                bounded = Some(schema.place);
            }
            continue;
        };
        let label = contract.label(SchemaId(number));
        let message = match why {
            Flaw::Whole(why) => format!("no value fits {label}: {why}"),
            Flaw::Properties(names) => format!(
                "{label} can never hold {names}: a part of `allOf` with `additionalProperties: false` rules it out"
            ),
        };
        sites.push(Site {
            place: schema.place,
            label,
            message,
            confidence: Confidence::High,
            severity: None,
        });
    }
    if let Some(place) = bounded {
        seen.met(place, || "bounds and compositions leave room for values");
    }
    // Each contradiction is a slip of its own: they are no habit of the document.
    gather::tell(seen, sites, 1, |number| format!("{} contradict themselves", count(number, "schema")));
}

/// Bounds of one schema that leave nothing between them.
fn contradiction(schema: &Schema) -> Option<String> {
    let rare = schema.rare();
    if let (Some(least), Some(most)) = (rare.minimum, rare.maximum) {
        let exclusive = least.exclusive || most.exclusive;
        if least.value > most.value || (exclusive && least.value >= most.value) {
            return Some(format!(
                "its minimum {} leaves nothing below its maximum {}",
                least.value, most.value
            ));
        }
    }
    let counts = [
        ("minLength", rare.min_length, "maxLength", schema.max_length),
        ("minItems", rare.min_items, "maxItems", schema.max_items),
        ("minProperties", rare.min_properties, "maxProperties", rare.max_properties),
    ];
    for (least_name, least, most_name, most) in counts {
        if let (Some(least), Some(most)) = (least, most)
            && least > most
        {
            return Some(format!("`{least_name}: {least}` is more than `{most_name}: {most}`"));
        }
    }
    let required = u64::try_from(schema.required.len()).unwrap_or(u64::MAX);
    let most = rare.max_properties.filter(|most| required > *most)?;
    Some(format!("it requires {required} properties, and `maxProperties` is {most}"))
}

/// Parts of `allOf` that rule each other out.
fn composed(contract: &Contract, schema: &Schema) -> Option<Flaw> {
    if schema.all_of.is_empty() {
        return None;
    }
    let parts: Vec<&Schema> = schema.all_of.iter().filter_map(|id| contract.resolved(*id)).collect();
    types(schema, &parts).map(Flaw::Whole).or_else(|| closed(schema, &parts))
}

fn types(schema: &Schema, parts: &[&Schema]) -> Option<String> {
    let known = |schema: &&Schema| !schema.types.is_empty() && !schema.unread;
    let mut typed = std::iter::once(schema).chain(parts.iter().copied()).filter(known);
    let first = typed.next()?;
    let other = typed.find(|other| !other.types.iter().any(|type_| overlaps(*type_, &first.types)))?;
    let name = |schema: &Schema| schema.types.first().map_or("", |type_| type_.name());
    Some(format!("`allOf` asks for {} and {} at once", with_article(name(first)), with_article(name(other))))
}

fn overlaps(type_: SchemaType, others: &[SchemaType]) -> bool {
    let is_number = |type_: SchemaType| matches!(type_, SchemaType::Integer | SchemaType::Number);
    others.iter().any(|other| *other == type_ || (is_number(*other) && is_number(type_)))
}

fn with_article(name: &str) -> String {
    let article = if name.starts_with(['a', 'i', 'o']) { "an" } else { "a" };
    format!("{article} {name}")
}

/// A part that is closed lets nothing through that only its siblings declare.
fn closed(schema: &Schema, parts: &[&Schema]) -> Option<Flaw> {
    let shut = parts
        .iter()
        .find(|part| part.closed && part.all_of.is_empty() && part.rare().pattern_properties.is_empty())?;
    let all = || std::iter::once(schema).chain(parts.iter().copied());
    let shut_out = |name: &str| !shut.properties.iter().any(|property| property.name == name);
    let mut names: Vec<&str> = Vec::new();
    for property in all().flat_map(|part| &part.properties).filter(|property| shut_out(&property.name)) {
        if names.len() < MOST_NAMED + 1 && !names.contains(&property.name.as_str()) {
            names.push(&property.name);
        }
    }
    let required = names.iter().find(|name| all().any(|part| part.required.iter().any(|own| own == **name)));
    if let Some(name) = required {
        let why = "is required, and a part of `allOf` with `additionalProperties: false` rules it out";
        return Some(Flaw::Whole(format!("`{name}` {why}")));
    }
    let shown: Vec<_> = names.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    let more = if names.len() > MOST_NAMED { " and more" } else { "" };
    (!shown.is_empty()).then(|| Flaw::Properties(format!("{}{more}", shown.join(", "))))
}
