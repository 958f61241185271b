//! What errors tell of the inside of a service, where it is put into an answer.

use super::spelled;
use crate::collections::BTreeSet;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Call, Name, Node, NodeId, NodeKind};
use crate::facts::{Said, SecurityUse, UseKind};

/// Nodes of one answer that are looked at, and details of one file that are kept.
const MOST_BELOW: usize = 300;
const MOST: usize = 100;

#[derive(Clone, Copy, PartialEq, Eq)]
enum Detail {
    Trace,
    Message,
}

/// Each with the node that it is.
pub(super) fn all(run: &Interpreter<'_>) -> Vec<(NodeId, SecurityUse)> {
    let mut all = Vec::new();
    if run.tables.details.answers.is_empty() {
        return all;
    }
    let look = Look { run, caught: caught(run), held: BTreeSet::new() };
    let look = Look { held: look.variables(), ..look };
    for (id, node) in run.tree.nodes() {
        for (at, detail) in look.answer(id, node) {
            let text = run.text(at).chars().take(60).collect();
            all.push((at, told(run, at, text, detail)));
        }
        if all.len() >= MOST {
            break;
        }
    }
    all
}

fn told(run: &Interpreter<'_>, at: NodeId, name: String, detail: Detail) -> SecurityUse {
    let mut one = SecurityUse::new(UseKind::ErrorDetail, name, run.place(at));
    let word = if detail == Detail::Trace { "trace" } else { "message" };
    one.said.insert("what".to_owned(), Said::Constant(word.to_owned(), None));
    one
}

/// Names that errors are caught by.
fn caught(run: &Interpreter<'_>) -> BTreeSet<Name> {
    let details = &run.tables.details;
    let mut names: BTreeSet<Name> = details.errors.iter().map(|name| Name::from(name.as_str())).collect();
    for (_, node) in run.tree.nodes() {
        let NodeKind::Try(one) = &node.kind else { continue };
        let parameters = one.handlers.iter().filter_map(|handler| handler.parameter);
        names.extend(parameters.filter_map(|parameter| run.tree.bound_name(parameter)));
    }
    names
}

struct Look<'a, 'b> {
    run: &'a Interpreter<'b>,
    caught: BTreeSet<Name>,
    /// Variables that hold a trace.
    held: BTreeSet<Name>,
}

impl Look<'_, '_> {
    fn variables(&self) -> BTreeSet<Name> {
        let tree = self.run.tree;
        let mut held = BTreeSet::new();
        for (_, node) in tree.nodes() {
            if let NodeKind::Declare { target, value: Some(value) }
            | NodeKind::Assign { target, value, operator: None } = &node.kind
                && let NodeKind::Name(name) = tree.kind(*target)
                && self.detail(*value, &tree.node(*value).kind) == Some(Detail::Trace)
            {
                held.insert(name.clone());
            }
        }
        held
    }

    /// The details in what a node answers with.
    fn answer(&self, id: NodeId, node: &Node) -> Vec<(NodeId, Detail)> {
        match &node.kind {
            NodeKind::Call(call) if self.writes_trace(call) => vec![(id, Detail::Trace)],
            NodeKind::Call(call) if self.is_answer(id, call) => {
                let fails = self.fails(id);
                let below = call.arguments.iter().flat_map(|argument| self.within(*argument));
                below.filter(|(_, detail)| *detail == Detail::Trace || fails).collect()
            }
            // What a handler returns is the answer.
            NodeKind::Function(function) if !function.decorators.is_empty() => {
                let returned = self.run.tree.below(function.body).take(MOST_BELOW).filter_map(|(_, node)| {
                    let NodeKind::Return(Some(value)) = &node.kind else { return None };
                    matches!(self.run.tree.kind(*value), NodeKind::Object(_)).then_some(*value)
                });
                let details = returned.flat_map(|value| self.within(value));
                details.filter(|(_, detail)| *detail == Detail::Trace).collect()
            }
            _ => Vec::new(),
        }
    }

    fn within(&self, node: NodeId) -> Vec<(NodeId, Detail)> {
        let below = self.run.tree.below(node).take(MOST_BELOW);
        below.filter_map(|(id, node)| Some((id, self.detail(id, &node.kind)?))).take(1).collect()
    }

    fn detail(&self, id: NodeId, kind: &NodeKind) -> Option<Detail> {
        let tables = &self.run.tables.details;
        let tree = self.run.tree;
        let is_caught =
            |node: NodeId| matches!(tree.kind(node), NodeKind::Name(name) if self.caught.contains(name));
        let has = |list: &[String], name: &str| list.iter().any(|own| own == name);
        match kind {
            NodeKind::Name(name) if self.held.contains(name) => Some(Detail::Trace),
            NodeKind::Member { object, name } if is_caught(*object) => {
                let trace = has(&tables.traces, name);
                (trace || has(&tables.messages, name)).then_some(if trace {
                    Detail::Trace
                } else {
                    Detail::Message
                })
            }
            NodeKind::Call(call) => {
                let last = self.called(call)?;
                let of_error = || match tree.kind(call.callee) {
                    NodeKind::Member { object, .. } if call.arguments.is_empty() => is_caught(*object),
                    _ => call.arguments.first().is_some_and(|first| is_caught(*first)),
                };
                let ends = |own: &String| {
                    own.rsplit('.').next() == Some(last) && spelled(self.run, id).ends_with(own.as_str())
                };
                if tables.trace_calls.iter().any(ends) || (has(&tables.whole, last) && of_error()) {
                    Some(Detail::Trace)
                } else {
                    (has(&tables.message_calls, last) && of_error()).then_some(Detail::Message)
                }
            }
            _ => None,
        }
    }

    /// `error.printStackTrace(response.getWriter())`
    fn writes_trace(&self, call: &Call) -> bool {
        let last = self.called(call);
        self.run.tables.details.written.iter().any(|own| Some(own.as_str()) == last)
            && call.arguments.iter().any(|argument| match self.run.tree.kind(*argument) {
                NodeKind::Call(call) => self.is_answer(*argument, call),
                _ => false,
            })
    }

    /// The last name of what is called.
    fn called(&self, call: &Call) -> Option<&str> {
        match self.run.tree.kind(call.callee) {
            NodeKind::Name(name) | NodeKind::Member { name, .. } => Some(name),
            _ => None,
        }
    }

    /// `res.send` for what begins and ends so, `jsonify` for what ends so.
    fn is_answer(&self, id: NodeId, call: &Call) -> bool {
        let Some(last) = self.called(call) else { return false };
        self.run.tables.details.answers.iter().any(|own| match own.split_once('.') {
            Some((begin, end)) => {
                last == end && spelled(self.run, id).split_once('.').is_some_and(|(first, _)| first == begin)
            }
            None => own == last,
        })
    }

    /// Whether an answer says that the service failed: a status of 500 and above (RFC 9110, 15.6).
    fn fails(&self, id: NodeId) -> bool {
        self.run.tree.below(id).take(MOST_BELOW).any(|(_, node)| match &node.kind {
            NodeKind::Number(number) => (500.0..600.0).contains(number),
            NodeKind::Name(name) | NodeKind::Member { name, .. } => {
                let plain: String = name.chars().filter(char::is_ascii_alphanumeric).collect();
                plain.to_ascii_lowercase().contains("internalservererror")
            }
            _ => false,
        })
    }
}
