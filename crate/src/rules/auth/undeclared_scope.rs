use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Contract, Facts, SchemeKind};
use crate::finding::{Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "undeclared-scope",
    item: "auth.authorization",
    severity: Severity::Medium,
    page: page!("undeclared_scope.md"),
    check,
};

/// Scopes that a message names, and places that a finding names.
const MOST_NAMED: usize = 5;
const MOST_RELATED: usize = 20;

/// What is asked of one scheme.
#[derive(Default)]
struct Asked<'f> {
    /// Where each scope that the scheme does not declare is asked for.
    undeclared: BTreeMap<&'f str, BTreeSet<Place>>,
    declared: usize,
    first: Option<Place>,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        for (scheme, asked) in asked(contract) {
            tell(scheme, &asked, seen);
        }
    }
}

/// The scopes that requirements ask for, by the scheme that they are asked of.
fn asked(contract: &Contract) -> BTreeMap<&str, Asked<'_>> {
    let mut asked: BTreeMap<&str, Asked<'_>> = BTreeMap::new();
    let declared: BTreeMap<&str, BTreeSet<&str>> = contract.schemes.iter().filter_map(scopes).collect();
    let own = contract.operations.iter().filter_map(|operation| operation.security.as_ref());
    for security in own.chain(&contract.security) {
        for (name, scopes) in security.value.iter().flat_map(|requirement| &requirement.schemes) {
            let Some(known) = declared.get(name.as_str()) else { continue };
            let asked = asked.entry(name).or_default();
            for scope in scopes {
                if known.contains(scope.as_str()) {
                    asked.declared += 1;
                    asked.first.get_or_insert(security.place);
                } else {
                    asked.undeclared.entry(scope).or_default().insert(security.place);
                }
            }
        }
    }
    asked
}

/// The scopes that a scheme of OAuth 2 declares, in any of its flows. None for one that was not read.
fn scopes(scheme: &crate::facts::SecurityScheme) -> Option<(&str, BTreeSet<&str>)> {
    let read = matches!(scheme.kind, SchemeKind::OAuth2(_)) && !scheme.flows.is_empty();
    let scopes = scheme.flows.iter().flat_map(|flow| &flow.scopes).map(|scope| scope.value.as_str());
    read.then(|| (scheme.name.as_str(), scopes.collect()))
}

fn tell(scheme: &str, asked: &Asked<'_>, seen: &mut Seen) {
    let places: BTreeSet<Place> = asked.undeclared.values().flatten().copied().collect();
    let Some(first) = places.first() else {
        if let Some(first) = asked.first {
            seen.met(first, || format!("the scopes that are asked for are declared by `{scheme}`"));
        }
        return;
    };
    let named: Vec<_> = asked.undeclared.keys().take(MOST_NAMED).map(|scope| format!("`{scope}`")).collect();
    let more = asked.undeclared.len().saturating_sub(MOST_NAMED);
    let more = if more > 0 { format!(" and {more} more") } else { String::new() };
    let message =
        format!("`{scheme}` does not declare the scopes that are asked of it: {}{more}", named.join(", "));
    let finding = seen.violated(*first, message);
    finding.sites(places.len());
    for place in places.iter().skip(1).take(MOST_RELATED) {
        finding.related(*place, "asked for here as well");
    }
}
