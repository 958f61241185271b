use std::collections::{HashMap, HashSet};

use crate::artifact::Place;
use crate::facts::{Contract, Facts, Schema, SchemaId, plain};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "undefined-required-property",
    item: "api.contract-valid",
    severity: Severity::Low,
    page: page!("undefined_required_property.md"),
    check,
};

/// Schemas of one composition that are looked through; of larger ones nothing is said.
const MOST_RELATIVES: usize = 300;
/// With more properties than this, they are looked up rather than searched.
const FEW: usize = 16;
/// Names that a finding tells.
const MOST_NAMED: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut sites = Vec::new();
    let mut fitting: Option<Place> = None;
    let mut kin: Option<Kin<'_>> = None;
    for (id, schema) in (0..).map(SchemaId).zip(&contract.schemas) {
        if schema.required.is_empty() {
            continue;
        }
        let undeclared = undeclared(&[schema], schema.required.iter().map(String::as_str));
        if undeclared.is_empty() {
            fitting = fitting.or(Some(schema.place));
            continue;
        }
        let kin = kin.get_or_insert_with(|| Kin::of(contract));
        let Some(relatives) = kin.relatives(id) else { continue };
        let missing = self::undeclared(&relatives, undeclared.into_iter());
        // Where nothing is declared at all, the names are all that is known of the object.
        if missing.is_empty() || relatives.iter().all(|own| own.properties.is_empty()) {
            continue;
        }
        let label = contract.label(id);
        sites.push(site(schema, &relatives, &missing, label));
    }
    if let Some(place) = fitting {
        seen.met(place, || "schemas declare the properties that they require");
    }
    // Each is a slip of its own: they are no habit of the document.
    gather::tell(seen, sites, 1, |number| {
        format!("{} require properties that they do not declare", count(number, "schema"))
    });
}

fn site(schema: &Schema, relatives: &[&Schema], missing: &[&str], label: String) -> Site {
    let shown: Vec<_> = missing.iter().take(MOST_NAMED).map(|name| format!("`{name}`")).collect();
    let more = if missing.len() > MOST_NAMED { " and more" } else { "" };
    let declared = relatives.iter().flat_map(|own| &own.properties).map(|property| property.name.as_str());
    let meant = missing.first().and_then(|first| {
        let written = plain(first);
        declared.clone().find(|own| plain(own) == written)
    });
    let rest = match meant {
        Some(meant) => format!("; it declares `{meant}`"),
        None if schema.closed => " and does not permit: no value fits".to_owned(),
        None => String::new(),
    };
    let certain = meant.is_some() || schema.closed;
    Site {
        place: schema.place,
        message: format!("{label} requires {}{more}, which it does not declare{rest}", shown.join(", ")),
        label,
        confidence: Confidence::High,
        severity: certain.then_some(Severity::Medium),
    }
}

/// The names that none of the schemas declares as properties; none where one is not known well enough to say.
fn undeclared<'a>(schemas: &[&Schema], names: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    if schemas.iter().any(|own| own.unread || own.additional.is_some()) {
        return Vec::new();
    }
    let declared = || schemas.iter().flat_map(|own| &own.properties).map(|property| property.name.as_str());
    if declared().nth(FEW).is_none() {
        return names.filter(|name| !declared().any(|own| own == *name)).collect();
    }
    let declared: HashSet<&str> = declared().collect();
    names.filter(|name| !declared.contains(name)).collect()
}

/// Which schemas are put together with which.
struct Kin<'a> {
    contract: &'a Contract,
    /// For a schema those that are put together from it.
    wholes: HashMap<SchemaId, Vec<SchemaId>>,
}

impl<'a> Kin<'a> {
    fn of(contract: &'a Contract) -> Self {
        let mut wholes: HashMap<SchemaId, Vec<SchemaId>> = HashMap::new();
        for (id, schema) in (0..).map(SchemaId).zip(&contract.schemas) {
            for part in parts(schema) {
                wholes.entry(part).or_default().push(id);
            }
        }
        Self { contract, wholes }
    }

    /// A schema with all that hold together with it for one value; `None` where they are too many.
    fn relatives(&self, id: SchemaId) -> Option<Vec<&'a Schema>> {
        let wholes = |id: SchemaId| self.wholes.get(&id).into_iter().flatten().copied().collect();
        let above = closure(vec![id], wholes)?;
        let below =
            |id: SchemaId| self.contract.schema(id).map(|own| parts(own).collect()).unwrap_or_default();
        let all = closure(above, below)?;
        Some(all.into_iter().filter_map(|id| self.contract.schema(id)).collect())
    }
}

/// What a schema is put together from, conditions included.
fn parts(schema: &Schema) -> impl Iterator<Item = SchemaId> {
    let rare = schema.rare();
    let single = [rare.not, rare.condition, rare.then, rare.otherwise];
    let dependent = rare.dependent.iter().map(|own| own.schema);
    schema.alternatives().chain(single.into_iter().flatten()).chain(dependent)
}

/// All that some schemas lead to, themselves first.
fn closure(start: Vec<SchemaId>, next: impl Fn(SchemaId) -> Vec<SchemaId>) -> Option<Vec<SchemaId>> {
    let mut found = start;
    let mut known: HashSet<SchemaId> = found.iter().copied().collect();
    let mut at = 0;
    while let Some(id) = found.get(at).copied() {
        at += 1;
        for id in next(id) {
            if known.insert(id) {
                found.push(id);
            }
        }
        if found.len() > MOST_RELATIVES {
            return None;
        }
    }
    Some(found)
}
