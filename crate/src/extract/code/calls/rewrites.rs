//! Numbers of stored rows that the program reads, works out again, and writes back.

use std::cell::Cell;

use super::rows::Rows;
use super::words::words;
use crate::collections::BTreeMap;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Call, Name, NodeId, NodeKind};
use crate::facts::{QueryVerb, Rewrite};

/// Places of one file that are looked at, and parts of one expression.
const MOST: usize = 400;
const MOST_PARTS: usize = 200;

/// Statements that update in one file, whose arguments are looked at.
const MOST_UPDATES: usize = 100;

/// Bytes of a function that is looked at.
const LONGEST: usize = 20_000;

/// Bytes of a function around the one that reads and writes, for what it says to count.
const NEAR: usize = 4_000;

/// Words for what runs out, and must not be sold or spent twice.
const SCARCE: &[&str] = &[
    "available",
    "balance",
    "budget",
    "coins",
    "credit",
    "credits",
    "funds",
    "inventory",
    "points",
    "qty",
    "quantity",
    "remaining",
    "seats",
    "stock",
    "tickets",
];

/// Parts of what a function says that keeps others out meanwhile, or notices that they came before.
const KEEPS: &[&str] = &[
    "for update",
    "for_update",
    "forupdate",
    "lock",
    "version",
    "serializable",
    "mutex",
    "optimistic",
    "isolation",
    "synchronized",
    "semaphore",
    "etag",
    "compareand",
];

/// First words of methods that write.
const WRITES: &[&str] = &["commit", "flush", "merge", "persist", "put", "save", "update", "upsert"];

/// Every such number of the file.
pub(super) fn all(run: &Interpreter<'_>) -> Vec<Rewrite> {
    let Some(rows) = Rows::of(run) else { return Vec::new() };
    let look = Look { run, rows, updates: Cell::new(0) };
    let changes = run.tree.nodes().filter_map(|(id, _)| look.change(id)).take(MOST);
    let mut found = BTreeMap::new();
    for change in changes {
        if let Some(rewrite) = look.rewrite(&change) {
            found.entry((rewrite.read, rewrite.field.clone())).or_insert(rewrite);
        }
    }
    found.into_values().collect()
}

/// A number of something that is worked out of what it was.
struct Change {
    at: NodeId,
    /// The name of what holds it, or its own.
    row: Name,
    field: Name,
    /// Something else writes it.
    kept: bool,
}

struct Look<'r, 'a> {
    run: &'r Interpreter<'a>,
    rows: Rows<'r, 'a>,
    /// Statements that were looked at.
    updates: Cell<usize>,
}

impl Look<'_, '_> {
    fn change(&self, at: NodeId) -> Option<Change> {
        let tree = self.run.tree;
        let (row, field, kept) = match tree.kind(at) {
            NodeKind::Assign { target, value, operator } => {
                let (row, field) = self.member(*target)?;
                let by_itself = operator.as_deref().is_some_and(|own| matches!(own, "+=" | "-="));
                let again = || self.worked_out(*value).is_some_and(|own| own == (row.clone(), field.clone()));
                (by_itself || again()).then_some((row, field, false))?
            }
            NodeKind::Call(call) => {
                let set = self.set(call).map(|(row, field)| (row, field, false));
                set.or_else(|| self.written(at, call).map(|(row, field)| (row, field, true)))?
            }
            _ => return None,
        };
        let is_scarce = words(&field).iter().any(|word| SCARCE.contains(&word.as_str()));
        is_scarce.then_some(Change { at, row, field, kept })
    }

    /// `row.field`, `row.getField()`
    fn member(&self, id: NodeId) -> Option<(Name, Name)> {
        let id = match self.run.tree.kind(id) {
            NodeKind::Call(call) if call.arguments.is_empty() => call.callee,
            _ => id,
        };
        let NodeKind::Member { object, name } = self.run.tree.kind(id) else { return None };
        let NodeKind::Name(row) = self.run.tree.kind(*object) else { return None };
        Some((row.clone(), plain(name)))
    }

    /// What a sum or difference begins with: a field of a row, or a name.
    fn worked_out(&self, id: NodeId) -> Option<(Name, Name)> {
        let first = match self.run.tree.kind(id) {
            NodeKind::Binary { operator, left, .. } if matches!(&**operator, "+" | "-") => *left,
            NodeKind::Concat(parts) => *parts.first()?,
            NodeKind::Call(Call { callee, arguments, .. }) if arguments.len() == 1 => {
                match self.run.tree.kind(*callee) {
                    NodeKind::Member { object, name }
                        if matches!(&**name, "add" | "subtract" | "plus" | "minus" | "sub") =>
                    {
                        *object
                    }
                    _ => return None,
                }
            }
            _ => return None,
        };
        match self.run.tree.kind(first) {
            NodeKind::Name(name) => Some((name.clone(), name.clone())),
            _ => self.member(first),
        }
    }

    /// `row.setField(row.getField() - 1)`
    fn set(&self, call: &Call) -> Option<(Name, Name)> {
        let NodeKind::Member { object, name } = self.run.tree.kind(call.callee) else { return None };
        let NodeKind::Name(row) = self.run.tree.kind(*object) else { return None };
        let field = name.strip_prefix("set").filter(|rest| rest.starts_with(char::is_uppercase))?;
        let [value] = call.arguments.as_slice() else { return None };
        let set = (row.clone(), plain(field));
        (self.worked_out(*value)? == set).then_some(set)
    }

    /// What a statement that updates is given that is worked out of a row: in its arguments, or in what is bound.
    fn written(&self, at: NodeId, call: &Call) -> Option<(Name, Name)> {
        let tree = self.run.tree;
        let updates = self.run.found.queries.get(&at).is_some_and(|own| {
            own.verb == QueryVerb::Update
                && own.predicates.iter().all(|one| !SCARCE.contains(&one.column.as_str()))
        });
        let on_row = matches!(tree.kind(call.callee), NodeKind::Member { name, .. } if &**name == "update");
        if (!updates && !on_row) || self.updates.replace(self.updates.get() + 1) > MOST_UPDATES {
            return None;
        }
        let start = tree.node(at).start;
        let chain = tree.nodes().take_while(|_| self.rows.step()).filter(|(_, node)| node.start == start);
        let calls = chain.filter_map(|(_, node)| match &node.kind {
            NodeKind::Call(call) => Some(call.arguments.as_slice()),
            _ => None,
        });
        let arguments: Vec<NodeId> = calls.flatten().copied().take(MOST_PARTS).collect();
        let parts = arguments.into_iter().flat_map(|one| tree.below(one).map(|(id, _)| id).take(MOST_PARTS));
        parts.take(MOST_PARTS).find_map(|part| self.worked_out(part).or_else(|| self.named_result(part, at)))
    }

    /// A name that was declared as such a sum: `const left = row.stock - 1`.
    fn named_result(&self, part: NodeId, before: NodeId) -> Option<(Name, Name)> {
        let tree = self.run.tree;
        let NodeKind::Name(wanted) = tree.kind(part) else { return None };
        let function = self.rows.around(before).next()?;
        self.rows.below(function).find_map(|(_, node)| match &node.kind {
            NodeKind::Declare { target, value: Some(value) }
            | NodeKind::Assign { target, value, operator: None }
                if tree.bound_name(*target).as_ref() == Some(wanted) =>
            {
                self.worked_out(*value)
            }
            _ => None,
        })
    }

    fn rewrite(&self, change: &Change) -> Option<Rewrite> {
        let function = self
            .rows
            .around(change.at)
            .find(|function| self.rows.read_in(*function, &change.row, change.at).is_some())?;
        let read = self.rows.read_in(function, &change.row, change.at)?;
        // Of a function of that length nobody knows what else keeps others out.
        if self.run.text(function).len() > LONGEST || !change.kept && !self.is_kept(function, change.at) {
            return None;
        }
        let table = self.run.found.queries.get(&read)?.tables.first().cloned().unwrap_or_default();
        let text = |id: NodeId| self.run.text(id).to_lowercase();
        let near =
            self.rows.around(change.at).filter(|own| *own == function || self.run.text(*own).len() < NEAR);
        let mut texts = near.map(text).chain([text(function)]);
        let guarded = texts.any(|text| KEEPS.iter().any(|part| text.contains(part)));
        let place = self.run.place(change.at);
        Some(Rewrite { table, field: change.field.to_string(), read: self.run.place(read), place, guarded })
    }

    /// Whether something below a change writes, or all that changes is written.
    fn is_kept(&self, function: NodeId, change: NodeId) -> bool {
        let tree = self.run.tree;
        let (_, end) = self.rows.range(change);
        let NodeKind::Function(own) = tree.kind(function) else { return false };
        let marked = own.decorators.iter().any(|mark| self.run.text(*mark).contains("Transactional"));
        marked
            || self.rows.below(function).filter(|(_, node)| node.start >= end).any(|(_, node)| {
                match &node.kind {
                    NodeKind::Call(call) => {
                        let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = tree.kind(call.callee)
                        else {
                            return false;
                        };
                        words(name).first().is_some_and(|word| WRITES.contains(&word.as_str()))
                    }
                    _ => false,
                }
            })
    }
}

/// `stock` of `getStock`, `Stock` and `stock`.
fn plain(name: &str) -> Name {
    let name = name.strip_prefix("get").filter(|rest| rest.starts_with(char::is_uppercase)).unwrap_or(name);
    let mut letters = name.chars();
    let first = letters.next().into_iter().flat_map(char::to_lowercase);
    Name::from(first.chain(letters).collect::<String>())
}
