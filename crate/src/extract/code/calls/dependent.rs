//! Writes of which the second uses what the first gave, and whether both come to be together.

use super::words::words;
use crate::collections::{BTreeSet, Sort};
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Name, NodeId, NodeKind};
use crate::facts::{DependentWrites, Query, QueryVerb};

/// Writes of one file that are looked at, and parts of one function.
const MOST: usize = 100;
const MOST_PARTS: usize = 4_000;

/// Bytes of a function that is looked at, and of one around it.
const LONGEST: usize = 20_000;

/// Parts of what a function says that holds its writes together, or gives it what does.
const JOINS: &[&str] =
    &["atomic", "begin", "rollback", "savepoint", "transaction", "unitofwork", "unit_of_work"];

/// Words for what a function is handed, or works on, where somebody else decides when its writes come to be.
const HANDED: &[&str] =
    &["client", "conn", "connection", "cursor", "em", "manager", "session", "trx", "tx", "txn"];

/// Words of tables that nothing goes wrong with when a row of them is missing.
const ASIDE: &[&str] = &[
    "activity",
    "audit",
    "event",
    "events",
    "history",
    "job",
    "jobs",
    "log",
    "logs",
    "metric",
    "notification",
    "notifications",
    "session",
    "sessions",
    "token",
    "tokens",
];

/// Methods that store what they are given, and change it by that.
const STORES: &[&str] = &["Add", "AddAsync", "Create", "Save", "Scan", "persist", "save", "saveAndFlush"];

struct Write<'r> {
    id: NodeId,
    query: &'r Query,
    /// Everything that is called on it: `query(text).bind(id).execute(db)`.
    chain: NodeId,
    function: NodeId,
}

pub(super) fn all(run: &Interpreter<'_>) -> Vec<DependentWrites> {
    let apart = &run.tables.language.apart_from_transactions;
    if run.found.imports.iter().any(|(module, _)| apart.iter().any(|own| is_of(module, own))) {
        return Vec::new();
    }
    let look = Look::of(run);
    let mut found = Vec::new();
    let mut taken = BTreeSet::new();
    for (at, first) in look.writes.iter().enumerate().filter(|(_, own)| own.query.verb == QueryVerb::Insert) {
        let names = look.given(first);
        let later = look.writes.iter().skip(at + 1).filter(|own| own.function == first.function);
        let mut later = later.filter(|own| look.range(own.id).0 >= look.range(first.chain).1);
        let second = later.find(|own| look.is_dependent(first, own, &names));
        if let Some(second) = second.filter(|_| look.is_judged(first))
            && taken.insert(second.query.place)
        {
            let table = |own: &Write<'_>| own.query.tables.first().cloned().unwrap_or_default();
            found.push(DependentWrites {
                table: table(first),
                then: table(second),
                first: first.query.place,
                place: second.query.place,
                joined: look.is_joined(first),
            });
        }
    }
    found
}

/// Whether a file tells the framework to run every request in a transaction.
pub(super) fn joins_all(run: &Interpreter<'_>) -> bool {
    run.tables.language.transaction_switch.as_ref().is_some_and(|own| run.source.text.contains(own.as_str()))
}

/// `psycopg` of `psycopg.rows`.
fn is_of(module: &str, package: &str) -> bool {
    module.strip_prefix(package).is_some_and(|rest| rest.is_empty() || rest.starts_with(['.', '/', ':']))
}

struct Look<'r, 'a> {
    run: &'r Interpreter<'a>,
    writes: Vec<Write<'r>>,
    /// The shortest first.
    functions: Vec<NodeId>,
}

impl<'r, 'a> Look<'r, 'a> {
    fn of(run: &'r Interpreter<'a>) -> Self {
        let is_function = |id: &NodeId| matches!(run.tree.kind(*id), NodeKind::Function(_));
        let mut functions: Vec<NodeId> = Vec::new();
        let mut look = Self { run, writes: Vec::new(), functions: Vec::new() };
        let written = |query: &&Query| {
            matches!(query.verb, QueryVerb::Insert | QueryVerb::Update | QueryVerb::Delete)
                && query.tables.len() == 1
        };
        let queries: Vec<_> =
            run.found.queries.iter().filter(|(_, query)| written(query)).take(MOST).collect();
        if queries.len() < 2 {
            return look;
        }
        functions.extend(run.tree.nodes().map(|(id, _)| id).filter(is_function));
        functions.order_by_key(|id| run.tree.node(*id).end - run.tree.node(*id).start);
        look.functions = functions;
        let writes = queries.into_iter().filter_map(|(id, query)| {
            let function = look.around(*id).next()?;
            Some(Write { id: *id, query, chain: look.chain(*id), function })
        });
        let mut writes: Vec<_> = writes.collect();
        writes.order_by_key(|own| run.tree.node(own.id).start);
        look.writes = writes;
        look
    }

    fn range(&self, id: NodeId) -> (usize, usize) {
        let node = self.run.tree.node(id);
        (node.start, node.end)
    }

    fn around(&self, at: NodeId) -> impl Iterator<Item = NodeId> + '_ {
        let (start, end) = self.range(at);
        self.functions.iter().copied().filter(move |function| {
            let own = self.range(*function);
            own.0 <= start && end <= own.1
        })
    }

    fn chain(&self, id: NodeId) -> NodeId {
        let (start, _) = self.range(id);
        let calls = self.run.tree.nodes().filter(|(_, node)| node.start == start);
        let calls = calls.filter(|(_, node)| matches!(node.kind, NodeKind::Call(_)));
        calls.max_by_key(|(_, node)| node.end).map_or(id, |(id, _)| id)
    }

    fn names(&self, id: NodeId) -> impl Iterator<Item = &'r Name> + '_ {
        self.run.tree.below(id).take(MOST_PARTS).filter_map(|(_, node)| match &node.kind {
            NodeKind::Name(name) => Some(name),
            _ => None,
        })
    }

    /// The names that hold what a write gave.
    fn given(&self, write: &Write<'_>) -> BTreeSet<Name> {
        let tree = self.run.tree;
        let (start, end) = self.range(write.chain);
        let within = |id: NodeId| self.range(id).0 <= start && end <= self.range(id).1;
        let mut names = BTreeSet::new();
        let parts = || tree.below(write.function).take(MOST_PARTS);
        for (_, node) in parts() {
            if let NodeKind::Declare { target, value: Some(value) }
            | NodeKind::Assign { target, value, operator: None } = &node.kind
                && within(*value)
                && self.around(*value).next() == Some(write.function)
            {
                names.extend(self.names(*target).filter(|name| !is_error(name)).cloned());
            }
        }
        for (_, node) in tree.below(write.chain).take(MOST_PARTS) {
            let NodeKind::Call(call) = &node.kind else { continue };
            let NodeKind::Member { name, .. } = tree.kind(call.callee) else { continue };
            let stores = STORES.contains(&&**name);
            // `db.Create(&order)`, `row.Scan(&id)`
            names.extend(call.arguments.iter().filter(|_| stores).filter_map(|one| self.name(*one)));
        }
        // `line.setOrder(order)`, `id, err := result.LastInsertId()`
        for (_, node) in parts().filter(|(_, node)| node.start >= end) {
            let holds = |id: NodeId, names: &BTreeSet<Name>| self.names(id).any(|name| names.contains(name));
            match &node.kind {
                NodeKind::Declare { target, value: Some(value) } if holds(*value, &names) => {
                    names.extend(self.names(*target).filter(|name| !is_error(name)).cloned());
                }
                NodeKind::Assign { target, value, .. } if holds(*value, &names) => {
                    names.extend(self.root(*target));
                }
                NodeKind::Call(call) if call.arguments.iter().any(|one| holds(*one, &names)) => {
                    if let NodeKind::Member { object, name } = tree.kind(call.callee)
                        && name.starts_with("set")
                    {
                        names.extend(self.name(*object));
                    }
                }
                _ => {}
            }
        }
        names
    }

    fn name(&self, id: NodeId) -> Option<Name> {
        match self.run.tree.kind(id) {
            NodeKind::Name(name) => Some(name.clone()),
            _ => None,
        }
    }

    /// `line` of `line.order`.
    fn root(&self, id: NodeId) -> Option<Name> {
        match self.run.tree.kind(id) {
            NodeKind::Member { object, .. } => self.name(*object),
            _ => self.name(id),
        }
    }

    fn is_dependent(&self, first: &Write<'_>, second: &Write<'_>, names: &BTreeSet<Name>) -> bool {
        let tables = (first.query.tables.first(), second.query.tables.first());
        let (Some(one), Some(other)) = tables else { return false };
        let aside =
            [one, other].iter().any(|table| words(table).iter().any(|word| ASIDE.contains(&word.as_str())));
        let between = (self.range(first.chain).1, self.range(second.chain).0);
        let text = self.run.source.text.get(between.0..between.1).unwrap_or_default();
        // A mapper that only notes what is to be written writes all of it at once.
        let notes = &self.run.tables.language.noted_writes;
        let name = self.method(first.id);
        let only_noted = name.is_some_and(|name| notes.iter().any(|own| *own == *name));
        let written = || text.contains("SaveChanges") || text.contains("commit(");
        !aside
            && !one.eq_ignore_ascii_case(other)
            && self.names(second.chain).any(|name| names.contains(name))
            && (!only_noted || written())
    }

    fn method(&self, id: NodeId) -> Option<Name> {
        let NodeKind::Call(call) = self.run.tree.kind(id) else { return None };
        let NodeKind::Member { name, .. } = self.run.tree.kind(call.callee) else { return None };
        Some(name.clone())
    }

    /// Whether it is decided here when writes come to be: not on a connection that somebody hands in.
    fn is_judged(&self, write: &Write<'_>) -> bool {
        let NodeKind::Function(function) = self.run.tree.kind(write.function) else { return false };
        let handed = |name: &str| words(name).iter().any(|word| HANDED.contains(&word.as_str()));
        let given = function.parameters.iter().any(|parameter| {
            let named = self.run.tree.bound_name(parameter.pattern).is_some_and(|name| handed(&name));
            named || parameter.type_.as_deref().is_some_and(handed)
        });
        let on = self.names(write.chain).next().is_some_and(|name| handed(name) && !given);
        !given && !on && self.run.text(write.function).len() <= LONGEST
    }

    /// Whether something around holds the writes together.
    fn is_joined(&self, write: &Write<'_>) -> bool {
        let (start, end) = self.range(write.function);
        let says = |id: NodeId| {
            let text = self.run.text(id).to_lowercase();
            JOINS.iter().any(|part| text.contains(part))
        };
        let classes = self.run.tree.nodes().filter_map(|(_, node)| match &node.kind {
            NodeKind::Class(class) if node.start <= start && end <= node.end => Some(class),
            _ => None,
        });
        let marks = classes.flat_map(|class| {
            let own = class.members.iter().filter(|member| {
                let at = self.range(member.value);
                at.0 <= start && end <= at.1
            });
            class.decorators.iter().chain(own.flat_map(|member| &member.decorators))
        });
        let near = self.around(write.function).filter(|own| self.run.text(*own).len() <= LONGEST);
        let own = match self.run.tree.kind(write.function) {
            NodeKind::Function(function) => function.decorators.as_slice(),
            _ => &[],
        };
        near.into_iter().any(says) || marks.chain(own).any(|mark| says(*mark))
    }
}

fn is_error(name: &str) -> bool {
    matches!(name, "err" | "error" | "_" | "ok")
}
