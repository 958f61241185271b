//! What an operation that asks nobody may ask for, as others of its document do.

use super::public;
use crate::artifact::{Place, Value};
use crate::collections::BTreeMap;
use crate::facts::{Access, Contract, Operation, Requirement, Response, SchemeKind};
use crate::finding::Action;
use crate::rules::error_responses::{self, Usual};
use crate::rules::overlay;

/// The first scheme of a document that nothing asks for, for all its operations but those that are open by
/// nature; none where the document says who is asked.
pub(super) fn everywhere(contract: &Contract, guarded: &[&Operation]) -> Option<Vec<Action>> {
    let unsaid = |operation: &&Operation| matches!(contract.access(operation), Access::Unsaid);
    if contract.security.is_some() || !guarded.iter().all(unsaid) {
        return None;
    }
    let weak = |kind: &SchemeKind| matches!(kind, SchemeKind::Basic | SchemeKind::Unknown);
    let strong = contract.schemes.iter().find(|scheme| !weak(&scheme.kind));
    let scheme = strong.or(contract.schemes.first())?;
    let requirement = Value::map([(scheme.name.as_str(), Value::List(Vec::new()))]);
    let asked = Value::map([("security", Value::List(vec![requirement]))]);
    let what = format!("Ask every caller for `{}`", scheme.name);
    let mut actions = vec![overlay::update(&[], what, asked)];
    let open = contract.operations.iter().filter(|operation| !operation.webhook && unsaid(operation));
    for operation in open {
        if let Some(reason) = public::reason(operation) {
            let nobody = Value::map([("security", Value::List(Vec::new()))]);
            let what = format!("Leave `{}` open: {reason}", operation.label());
            actions.push(overlay::update(&overlay::path(contract, operation)?, what, nobody));
        }
    }
    actions.extend(refusals(contract, guarded)?);
    Some(actions)
}

/// What most others ask for, at some operations that ask for nothing.
pub(super) fn at(contract: &Contract, places: &[Place]) -> Option<Vec<Action>> {
    let operations = overlay::at(contract, places)?;
    let mut actions = Vec::new();
    for operation in &operations {
        // What allows callers without credentials has to be taken away first, which people decide on.
        if matches!(contract.access(operation), Access::Optional(_) | Access::Required(_)) {
            return None;
        }
        let asked = Value::map([("security", usual(contract, operation)?)]);
        let what = format!("Ask callers of `{}` who they are", operation.label());
        actions.push(overlay::update(&overlay::path(contract, operation)?, what, asked));
    }
    actions.extend(refusals(contract, &operations)?);
    Some(actions)
}

/// The most frequent requirement of operations that write, or that read, as this one does.
fn usual(contract: &Contract, operation: &Operation) -> Option<Value> {
    let mut counts: BTreeMap<Vec<&Requirement>, (bool, usize)> = BTreeMap::new();
    for other in contract.operations.iter().filter(|other| !other.webhook) {
        if let Access::Required(all) = contract.access(other) {
            let counted = counts.entry(all.iter().collect()).or_default();
            counted.0 |= other.method.writes() == operation.method.writes();
            counted.1 += 1;
        }
    }
    let (requirements, _) = counts.into_iter().max_by_key(|(_, counted)| *counted)?;
    Some(Value::List(requirements.into_iter().map(written).collect()))
}

fn written(requirement: &Requirement) -> Value {
    let scopes = |scopes: &Vec<String>| Value::List(scopes.iter().map(Value::text).collect());
    Value::Map(requirement.schemes.iter().map(|(name, asked)| (name.clone(), scopes(asked))).collect())
}

/// What callers hear that are not let in, where it is not said yet.
fn refusals(contract: &Contract, operations: &[&Operation]) -> Option<Vec<Action>> {
    let says = |operation: &Operation| {
        operation.responses.iter().any(|one| matches!(one.status.as_str(), "401" | "403" | "4XX" | "default"))
    };
    let of_caller = |operation: &Operation| operation.responses.iter().any(Response::is_caller_error);
    let silent = operations.iter().filter(|operation| !says(operation));
    let lacking: Vec<_> = silent
        .map(|operation| (*operation, vec![if of_caller(operation) { "401" } else { "default" }]))
        .collect();
    if lacking.len() > overlay::MOST_OPERATIONS {
        return None;
    }
    error_responses::suggestion(contract, &Usual::of(contract), &lacking)
}
