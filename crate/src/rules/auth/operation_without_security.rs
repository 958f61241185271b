use super::public;
use crate::facts::{Contract, Facts, Operation, Requirement};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "operation-without-security",
    item: "auth.required",
    severity: Severity::High,
    page: include_str!("operation_without_security.md"),
    check,
};

/// What the document says about who may call an operation.
enum Access {
    Required(String),
    /// `security: []`: whoever wrote it meant it.
    DeclaredOpen,
    /// One of the alternatives asks for nothing.
    Optional,
    Unsaid,
}

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    let operations: Vec<(&Operation, Access)> = contract
        .operations
        .iter()
        .filter(|operation| !operation.webhook)
        .map(|operation| (operation, access(contract, operation)))
        .collect();
    if operations.is_empty() {
        return;
    }
    if !operations.iter().any(|(_, access)| matches!(access, Access::Required(_) | Access::Optional)) {
        nothing_is_protected(contract, &operations, seen);
        return;
    }
    let reads_are_protected = most_reads_are_protected(&operations);
    let mut sites = Vec::new();
    let mut met = 0;
    for (operation, access) in &operations {
        match judged(operation, access, reads_are_protected) {
            Some(Ok(evidence)) => {
                met += 1;
                seen.met(operation.place, evidence);
            }
            Some(Err(site)) => sites.push(site),
            None => {}
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!(
            "{} can be called without authentication, though {met} others ask for it",
            count(number, "operation")
        )
    });
}

/// Where many reads ask for nothing, the others may well be meant for everybody too.
fn most_reads_are_protected(operations: &[(&Operation, Access)]) -> bool {
    let reads = || operations.iter().filter(|(operation, _)| !operation.method.writes());
    let protected = reads().filter(|(_, access)| matches!(access, Access::Required(_))).count();
    let unsaid = reads()
        .filter(|(operation, access)| matches!(access, Access::Unsaid) && public::reason(operation).is_none())
        .count();
    protected >= 4 * unsaid
}

fn access(contract: &Contract, operation: &Operation) -> Access {
    let Some(stated) = contract.requirements(operation) else { return Access::Unsaid };
    let named: Vec<&str> =
        stated.value.iter().flat_map(|own| &own.schemes).map(|(name, _)| name.as_str()).collect();
    let asks_nothing = |requirement: &Requirement| requirement.schemes.is_empty();
    if named.is_empty() {
        Access::DeclaredOpen
    } else if stated.value.iter().any(asks_nothing) {
        Access::Optional
    } else {
        Access::Required(format!("`{}`", named.join("`, `")))
    }
}

/// What an operation of a document that protects others shows; nothing where it is open by nature.
fn judged(operation: &Operation, access: &Access, reads_are_protected: bool) -> Option<Result<String, Site>> {
    let label = format!("`{}`", operation.label());
    let writes = operation.method.writes();
    let open = public::reason(operation);
    let (what, confidence) = match (access, open) {
        (Access::Required(schemes), _) => return Some(Ok(format!("{label} asks for {schemes}"))),
        (Access::DeclaredOpen, Some(reason)) => {
            return Some(Ok(format!("{label} is declared public: {reason}")));
        }
        (Access::Unsaid | Access::Optional, Some(_)) => return None,
        (Access::DeclaredOpen, None) if !writes => return Some(Ok(format!("{label} is declared public"))),
        (Access::Optional, None) if !writes => {
            return Some(Ok(format!("{label} is declared public, and takes a login as well")));
        }
        (Access::DeclaredOpen, None) => ("changes data and is declared public", Confidence::Medium),
        (Access::Optional, None) => ("changes data, and its authentication is optional", Confidence::Medium),
        (Access::Unsaid, None) if writes => ("changes data and asks for no authentication", Confidence::High),
        (Access::Unsaid, None) if reads_are_protected => ("asks for no authentication", Confidence::Medium),
        (Access::Unsaid, None) => ("asks for no authentication", Confidence::Low),
    };
    let message = format!("{label} {what}");
    let severity = (!writes).then_some(Severity::Medium);
    Some(Err(Site { place: operation.place, message, label, confidence, severity }))
}

/// One finding for a document in which no operation asks who is calling.
fn nothing_is_protected(contract: &Contract, operations: &[(&Operation, Access)], seen: &mut Seen) {
    let guarded: Vec<&Operation> = operations
        .iter()
        .map(|(operation, _)| *operation)
        .filter(|operation| public::reason(operation).is_none())
        .collect();
    let declared_open = operations.iter().all(|(_, access)| matches!(access, Access::DeclaredOpen));
    let writes = guarded.iter().filter(|operation| operation.method.writes()).count();
    if guarded.is_empty() {
        return;
    }
    if declared_open && writes == 0 {
        seen.met(contract.place, "the document declares all that it offers as public");
        return;
    }
    let scheme = contract.schemes.first();
    let (place, what) = match scheme {
        Some(scheme) => {
            (scheme.place, format!("the scheme `{}` is declared, but no operation asks for it", scheme.name))
        }
        None => (contract.place, "the document asks for no authentication anywhere".to_owned()),
    };
    let changing = if writes == 0 {
        "none of them changes data".to_owned()
    } else {
        format!("{writes} of them change data")
    };
    let message = format!("{what}: {}, {changing}", count(guarded.len(), "operation"));
    // A gateway may ask instead, reads may be meant for everybody, and the part that asks may be cut off.
    let confidence = match (scheme, writes) {
        _ if !contract.whole => Confidence::Low,
        (Some(_), _) => Confidence::High,
        (None, 0) => Confidence::Low,
        (None, _) => Confidence::Medium,
    };
    let finding = seen.violated(place, message).confidence(confidence).sites(guarded.len());
    let (changes, reads): (Vec<_>, Vec<_>) =
        guarded.into_iter().partition(|operation| operation.method.writes());
    for operation in changes.into_iter().chain(reads).take(20) {
        finding.related(operation.place, format!("`{}`", operation.label()));
    }
}
