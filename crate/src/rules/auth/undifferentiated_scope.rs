use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Access, Contract, Facts, Operation, OperationClass, Requirement, words};
use crate::finding::{Confidence, Seen, Severity};
use crate::rules::Rule;
use crate::rules::gather::{self, Site, count};

pub(super) static RULE: Rule = Rule {
    id: "undifferentiated-scope",
    item: "auth.authorization",
    severity: Severity::Medium,
    page: page!("undifferentiated_scope.md"),
    check,
};

fn check(facts: &Facts, seen: &mut Seen) {
    for contract in facts.contracts() {
        check_contract(contract, seen);
    }
}

fn check_contract(contract: &Contract, seen: &mut Seen) {
    // With a single scope a document does not say what callers may do: that is decided elsewhere.
    let scopes: BTreeSet<&str> =
        contract.operations.iter().flat_map(|operation| contract.access(operation).scopes()).collect();
    if scopes.len() < 2 {
        return;
    }
    let mut reads: BTreeMap<&str, Vec<&Operation>> = BTreeMap::new();
    for operation in contract.operations.iter().filter(|operation| is_plain_read(operation)) {
        if !contract.access(operation).scopes().is_empty() {
            reads.entry(resource(operation)).or_default().push(operation);
        }
    }
    let mut sites = Vec::new();
    let mut met = 0;
    for operation in contract.operations.iter().filter(|operation| is_dangerous(operation)) {
        let access = contract.access(operation);
        let Some(read) = reads.get(resource(operation)).and_then(|reads| reads.first()) else { continue };
        if access.scopes().is_empty() {
            continue;
        }
        if access.scopes().into_iter().any(names_power) {
            // That it takes the same to read is another matter: nothing is given away by it.
            continue;
        }
        if is_enough(contract.access(read), access) {
            sites.push(site(operation, read, access));
        } else {
            met += 1;
            seen.met(operation.place, || {
                format!("`{}` asks for more than `{}`", operation.label(), read.label())
            });
        }
    }
    gather::tell(seen, sites, met, |number| {
        format!("{} can be called with what is enough to read", count(number, "operation"))
    });
}

fn site(operation: &Operation, read: &Operation, access: Access<'_>) -> Site {
    let scopes = access.scopes();
    let label = format!("`{}`", operation.label());
    Site {
        place: operation.place,
        message: format!(
            "{label} can be called with what is enough for `{}`: `{}`",
            read.label(),
            scopes.first().copied().unwrap_or_default()
        ),
        label,
        confidence: Confidence::Medium,
        severity: None,
    }
}

/// `project:admin`, `write:visits`.
fn names_power(scope: &str) -> bool {
    let powers = ["admin", "all", "delete", "edit", "full", "manage", "modify", "owner", "remove", "write"];
    words(scope).iter().any(|word| powers.contains(&word.as_str()))
}

/// Whether every way of being allowed to read is enough for the other operation.
fn is_enough(read: Access<'_>, other: Access<'_>) -> bool {
    let holds = |token: &Requirement, asked: &Requirement| {
        asked.schemes.iter().all(|(name, scopes)| {
            token
                .schemes
                .iter()
                .any(|(own, held)| own == name && scopes.iter().all(|scope| held.contains(scope)))
        })
    };
    let mut reads = read.requirements().peekable();
    reads.peek().is_some() && reads.all(|token| other.requirements().any(|asked| holds(token, asked)))
}

fn is_plain_read(operation: &Operation) -> bool {
    !operation.webhook
        && operation.is_any(&[OperationClass::Read, OperationClass::List])
        && !operation.is_any(&[OperationClass::Admin, OperationClass::Export])
}

fn is_dangerous(operation: &Operation) -> bool {
    let removes = operation.is(OperationClass::Delete);
    !operation.webhook && (removes || (operation.is(OperationClass::Admin) && operation.method.writes()))
}

/// The path up to its last fixed segment: `/pets` of `/pets/{id}`.
fn resource(operation: &Operation) -> &str {
    let mut path = operation.path.trim_end_matches('/');
    while let Some((before, last)) = path.rsplit_once('/') {
        if !last.contains('{') || before.is_empty() {
            break;
        }
        path = before;
    }
    path
}
