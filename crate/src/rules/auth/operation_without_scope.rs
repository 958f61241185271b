use crate::collections::BTreeMap;
use crate::facts::{Contract, Facts, Operation, OperationClass};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "operation-without-scope",
    item: "auth.authorization",
    severity: Severity::Medium,
    page: page!("operation_without_scope.md"),
    check,
};

/// How often a scheme comes with scopes.
#[derive(Default)]
struct Use {
    with: usize,
    without: usize,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let mut uses: BTreeMap<&str, Use> = BTreeMap::new();
    let operations = || contract.operations.iter().filter(|operation| !operation.webhook);
    for operation in operations() {
        for (name, scopes) in contract.access(operation).requirements().flat_map(|one| &one.schemes) {
            let counted = uses.entry(name).or_default();
            if scopes.is_empty() { counted.without += 1 } else { counted.with += 1 }
        }
    }
    // Most operations name a scope: the others were forgotten.
    uses.retain(|_, counted| counted.with >= 3 && counted.with >= 4 * counted.without);
    let mut sites = Vec::new();
    let mut met = 0;
    for operation in operations() {
        let access = contract.access(operation);
        let counts = |name: &str| uses.contains_key(name);
        let bare = access.requirements().find(|one| {
            !one.schemes.is_empty()
                && one.schemes.iter().all(|(name, scopes)| counts(name) && scopes.is_empty())
        });
        match bare.and_then(|one| one.schemes.first()) {
            Some((scheme, _)) => sites.extend(site(operation, scheme)),
            None if access.requirements().flat_map(|one| &one.schemes).any(|(name, _)| counts(name)) => {
                met += 1;
                let scopes = access.scopes();
                let first = scopes.first().copied().unwrap_or_default();
                seen.met(operation.place, || format!("`{}` asks for `{first}`", operation.label()));
            }
            None => {}
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!(
            "{} can be called with any token, though {met} others ask for a scope",
            count(number, "operation")
        )
    });
}

/// A read that anybody with a token may make is no gap by itself.
fn site(operation: &Operation, scheme: &str) -> Option<Site> {
    let is_admin = operation.is_any(&[OperationClass::Admin, OperationClass::Export]);
    if !is_admin && (!operation.method.writes() || operation.open_class().is_some()) {
        return None;
    }
    if operation.is_any(&[OperationClass::Read, OperationClass::List]) && !is_admin {
        return None;
    }
    let label = format!("`{}`", operation.label());
    Some(Site {
        place: operation.place,
        message: format!("{label} can be called with any token of `{scheme}`, whatever its scopes"),
        label,
        confidence: Confidence::Medium,
        severity: is_admin.then_some(Severity::High),
    })
}
