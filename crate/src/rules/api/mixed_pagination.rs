use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Family, Operation};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::count;

pub(super) static RULE: Rule = Rule {
    id: "mixed-pagination",
    item: "api.pagination",
    severity: Severity::Low,
    page: page!("mixed_pagination.md"),
    check,
};

/// Fewer lists than this have no custom yet.
const FEWEST: usize = 3;

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let families = families(contract);
    let all: usize = families.values().map(Vec::len).sum();
    let usual = families.iter().max_by_key(|(_, operations)| operations.len());
    let Some((usual, agreeing)) = usual.filter(|_| all >= FEWEST) else { return };
    if agreeing.len() * 5 < all * 3 {
        undecided(contract, &families, seen);
        return;
    }
    for operation in agreeing {
        seen.met(operation.place, || format!("`{}` pages by {}", operation.label(), usual.name()));
    }
    for (family, operations) in families.iter().filter(|(family, _)| *family != usual) {
        let Some((first, others)) = operations.split_first() else { continue };
        let more = match others.len() {
            0 => String::new(),
            many => format!(" and {}", count(many, "other list")),
        };
        let page = if others.is_empty() { "pages" } else { "page" };
        let message = format!(
            "`{}`{more} {page} by {}, while {} page by {}",
            first.label(),
            family.name(),
            count(agreeing.len(), "list"),
            usual.name()
        );
        let finding = seen.violated(first.place, message);
        finding.confidence(Confidence::Medium).sites(operations.len());
        for other in others.iter().take(20) {
            finding.related(other.place, format!("`{}`", other.label()));
        }
    }
}

/// The lists by how a caller says where a part begins.
fn families(contract: &Contract) -> BTreeMap<Family, Vec<&Operation>> {
    let mut families: BTreeMap<Family, Vec<&Operation>> = BTreeMap::new();
    for (operation, list) in contract.listing() {
        let family = list.paging.as_ref().map(|paging| paging.family);
        let asked = |family: &Family| {
            matches!(family, Family::Cursor | Family::Page | Family::Offset | Family::Range)
        };
        if let Some(family) = family.filter(asked) {
            families.entry(family).or_default().push(operation);
        }
    }
    families
}

fn undecided(contract: &Contract, families: &BTreeMap<Family, Vec<&Operation>>, seen: &mut Seen) {
    let parts: Vec<_> = families
        .iter()
        .map(|(family, operations)| format!("{} by {}", operations.len(), family.name()))
        .collect();
    let message = format!("lists come in pages in {} ways: {}", families.len(), parts.join(", "));
    let finding = seen.violated(contract.place, message);
    finding.confidence(Confidence::Medium).sites(families.len());
    for (family, operations) in families {
        if let Some(first) = operations.first() {
            finding.related(first.place, format!("`{}` pages by {}", first.label(), family.name()));
        }
    }
}
