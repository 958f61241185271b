//! Queries of a mapper that has a set for each table: `context.Orders.Where(...).Take(20).ToListAsync()`.

use super::{Site, mappers};
use crate::extract::code::flow::{Interpreter, Value};
use crate::extract::code::frameworks::OrmCall;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{Predicate, QueryVerb};

/// Calls of one chain.
const LONGEST: usize = 40;

/// A set, and the calls that stand between it and the one that runs the query.
pub(super) struct Set {
    table: String,
    calls: Vec<(Name, Vec<NodeId>)>,
}

/// The set that a chain begins at.
pub(super) fn set(run: &Interpreter<'_>, site: &Site) -> Option<Set> {
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return None };
    let mut calls = Vec::new();
    let mut at = *object;
    for _ in 0..LONGEST {
        match run.tree.kind(at) {
            NodeKind::Call(call) => {
                let NodeKind::Member { object, name } = run.tree.kind(call.callee) else { return None };
                // `context.Set<Order>()`.
                if &**name == "Set" && is_context(run, *object) {
                    let table = call.arguments.first().and_then(|one| run.tree.path(*one))?;
                    return Some(Set { table, calls });
                }
                // `context.Entry(order).Collection(order => order.Items)`.
                if matches!(&**name, "Collection" | "Reference") && is_entry(run, *object) {
                    let own = call.arguments.first().and_then(|one| relation(run, *one))?;
                    calls.push((name.clone(), Vec::new()));
                    return Some(Set { table: own, calls });
                }
                calls.push((name.clone(), call.arguments.clone()));
                at = *object;
            }
            NodeKind::Member { object, name } => {
                let is_set = name.starts_with(char::is_uppercase) && is_context(run, *object);
                return is_set.then(|| Set { table: name.to_string(), calls });
            }
            _ => return None,
        }
    }
    None
}

/// `context.Entry(order)`
fn is_entry(run: &Interpreter<'_>, node: NodeId) -> bool {
    let NodeKind::Call(call) = run.tree.kind(node) else { return false };
    let NodeKind::Member { object, name } = run.tree.kind(call.callee) else { return false };
    &**name == "Entry" && is_context(run, *object)
}

/// `Items` of `order => order.Items`.
fn relation(run: &Interpreter<'_>, argument: NodeId) -> Option<String> {
    let NodeKind::Function(function) = run.tree.kind(argument) else { return None };
    match run.tree.kind(function.body) {
        NodeKind::Member { name, .. } => Some(name.to_string()),
        _ => None,
    }
}

/// `_context`, `this.dbContext`, `db`: what holds the sets, by its name.
fn is_context(run: &Interpreter<'_>, node: NodeId) -> bool {
    let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = run.tree.kind(node) else { return false };
    let name = name.trim_start_matches('_').to_ascii_lowercase();
    name.ends_with("context") && name != "httpcontext" && name != "context.request"
        || matches!(&*name, "db" | "ctx")
        || name.ends_with("db")
}

/// A call between a set and the one that runs the query. What its conditions ask of other sets is part of the
/// same statement.
pub(super) fn step(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let holds = site.arguments.iter().any(|one| matches!(run.tree.kind(one.node), NodeKind::Function(_)));
    if !holds || set(run, site).is_none() {
        return None;
    }
    within(run, site);
    Some(Value::default())
}

/// Runs the conditions of a query.
fn within(run: &mut Interpreter<'_>, site: &Site) {
    run.found.within_query += 1;
    run.call_backs(site);
    run.found.within_query -= 1;
}

pub(super) fn query(
    run: &mut Interpreter<'_>,
    site: &Site,
    row: &OrmCall,
    verb: QueryVerb,
    set: Set,
) -> Value {
    if run.found.within_query > 0 {
        within(run, site);
        return Value::default();
    }
    let bounds = &run.tables.bounds;
    let bounded = !row.many || set.calls.iter().any(|(name, _)| bounds.iter().any(|own| **own == **name));
    let mut query = mappers::new_query(run, site.id, verb, set.table, bounded);
    let own = site.arguments.iter().map(|one| one.node).collect();
    let terminal = [(site.name.clone().unwrap_or_else(|| "".into()), own)];
    for (name, arguments) in set.calls.iter().chain(&terminal) {
        if matches!(&**name, "Skip") {
            query.offset = Some(run.place(site.id));
        }
        for argument in arguments {
            let NodeKind::Function(function) = run.tree.kind(*argument) else { continue };
            if matches!(
                &**name,
                "Select" | "OrderBy" | "OrderByDescending" | "ThenBy" | "Include" | "GroupBy"
            ) {
                continue;
            }
            let columns = columns(run, function.body, function.parameters.first().map(|one| one.pattern));
            query.filtered |= !columns.is_empty();
            query.predicates.extend(columns.into_iter().map(|(column, equality)| Predicate {
                column,
                equality,
                ..Predicate::default()
            }));
        }
        if matches!(&**name, "Find" | "FindAsync") {
            query.filtered = true;
            query.predicates.push(Predicate {
                column: "Id".to_owned(),
                equality: true,
                ..Predicate::default()
            });
        }
    }
    // What is only noted is written later, all at once.
    let runs = site.name.as_deref().is_some_and(|name| name.starts_with("Execute"));
    if verb != QueryVerb::Select && !runs {
        query.in_loop = None;
    }
    run.found.query(run.frames_functions(), site.id, query);
    within(run, site);
    Value::default()
}

/// Columns that a condition compares: `order => order.UserId == id && order.Open`.
fn columns(run: &Interpreter<'_>, body: NodeId, row: Option<NodeId>) -> Vec<(String, bool)> {
    const MOST: usize = 400;
    let Some(row) = row.and_then(|row| run.tree.bound_name(row)) else { return Vec::new() };
    let column = |id: NodeId| {
        let path = run.tree.path(id)?;
        path.strip_prefix(&*row)?.strip_prefix('.').map(str::to_owned)
    };
    let mut found = Vec::new();
    for (_, node) in run.tree.below(body).take(MOST) {
        match &node.kind {
            NodeKind::Binary { operator, left, right } => {
                let one = column(*left).or_else(|| column(*right));
                found.extend(one.map(|column| (column, &**operator == "==")));
            }
            NodeKind::Call(call) => {
                let compared = call.arguments.iter().find_map(|argument| column(*argument));
                found.extend(compared.map(|column| (column, false)));
            }
            _ => {}
        }
    }
    found
}
