//! What functions do about their callers and with stored rows, as their bodies and those that they call show it.

use super::words::words;
use super::{callers, refusals};
use crate::collections::BTreeSet;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Name, Node, NodeId, NodeKind, Parameter};
use crate::facts::{Conduct, Located};

/// Bodies that one function reaches, parts of one of them, and statements and calls that are kept.
const MOST_BODIES: usize = 24;
const MOST_PARTS: usize = 6_000;
const MOST: usize = 60;

pub(super) fn of(run: &mut Interpreter<'_>, function: NodeId) -> Conduct {
    let found = &run.found;
    let queries = found.queried.get(&function).into_iter().flatten().filter_map(|id| found.queries.get(id));
    let mut conduct = Conduct {
        queries: queries.take(MOST).map(|query| query.place).collect(),
        calls: found.called.get(&function).cloned().unwrap_or_default(),
        ..Conduct::default()
    };
    let invoked = found.invoked.get(&function).into_iter().flatten().copied();
    let bodies: Vec<NodeId> = std::iter::once(function).chain(invoked).take(MOST_BODIES).collect();
    for body in bodies {
        if !run.found.bodies.contains_key(&body) {
            let own = of_body(run, body);
            run.found.bodies.insert(body, own);
        }
        if let Some(own) = run.found.bodies.get(&body) {
            conduct.absorb(own);
        }
    }
    conduct
}

/// What one body does by itself.
fn of_body(run: &Interpreter<'_>, body: NodeId) -> Conduct {
    let mut conduct = Conduct { bodies: vec![run.place(body)], ..Conduct::default() };
    look(run, body, &mut conduct);
    conduct
}

fn look(run: &Interpreter<'_>, body: NodeId, conduct: &mut Conduct) {
    let sent = sent(run, body);
    let quiet = quiet(run, body);
    for (id, node) in parts(run, body).into_iter().flat_map(|part| run.tree.below(part)).take(MOST_PARTS) {
        match &node.kind {
            NodeKind::Name(name) if !sent.contains(name) => named(name, conduct),
            NodeKind::Member { object, name } if !is_part(run, *object) => named(name, conduct),
            NodeKind::Call(call) => {
                let keys = call.arguments.first().filter(|_| looks_up(run, call.callee));
                if let Some(NodeKind::Text(text)) = keys.map(|key| run.tree.kind(*key)) {
                    named(text, conduct);
                }
            }
            NodeKind::Text(text) if !quiet.contains(&id) => told(run, id, text, conduct),
            _ => {}
        }
    }
    conduct.claims.extend(refusals::claims(run, body));
    if let NodeKind::Function(function) = run.tree.kind(body) {
        let marks = function.decorators.iter().filter_map(|mark| run.tree.path(callee_of(run, *mark)));
        let decided =
            marks.into_iter().any(|mark| callers::is_right(mark.rsplit('.').next().unwrap_or(&mark)));
        conduct.names_rights |= decided;
        conduct.names_caller |= decided;
    }
}

/// The body of a function, and the parameters that it uses: what it is only given, it does not ask.
fn parts(run: &Interpreter<'_>, function: NodeId) -> Vec<NodeId> {
    let NodeKind::Function(own) = run.tree.kind(function) else { return vec![function] };
    let given: Vec<&Name> = own.parameters.iter().flat_map(|one| names_below(run, one.pattern, 64)).collect();
    let named: BTreeSet<&Name> =
        names_below(run, own.body, MOST_PARTS).filter(|name| given.contains(name)).collect();
    let used = own
        .parameters
        .iter()
        .filter(|one| names_below(run, one.pattern, 64).any(|name| named.contains(name)));
    let given =
        used.flat_map(|one| [one.pattern].into_iter().chain(one.annotation).chain(one.decorators.clone()));
    given.chain([own.body]).collect()
}

/// Names of a body that hold what its caller sent: `const { userId } = req.params`.
fn sent(run: &Interpreter<'_>, body: NodeId) -> BTreeSet<Name> {
    let tree = run.tree;
    let mut names = BTreeSet::new();
    for (_, node) in tree.below(body).take(MOST_PARTS) {
        if let NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. } =
            &node.kind
            && from_request(run, *value)
        {
            names.extend(names_below(run, *target, 64).cloned());
        }
    }
    if let NodeKind::Function(function) = tree.kind(body) {
        let entry = run.found.entries.get(&body);
        for parameter in &function.parameters {
            let Some(name) = tree.bound_name(parameter.pattern) else { continue };
            let in_path =
                entry.is_some_and(|entry| entry.free.contains(&*name) || entry.bound.contains(&*name));
            if in_path || is_input(run, parameter) {
                names.insert(name);
            }
        }
    }
    names
}

fn names_below<'t>(run: &Interpreter<'t>, target: NodeId, most: usize) -> impl Iterator<Item = &'t Name> {
    run.tree.below(target).take(most).filter_map(|(_, node)| match &node.kind {
        NodeKind::Name(name) => Some(name),
        _ => None,
    })
}

fn callee_of(run: &Interpreter<'_>, mark: NodeId) -> NodeId {
    match run.tree.kind(mark) {
        NodeKind::Call(call) => call.callee,
        _ => mark,
    }
}

/// Whether an annotation says that a parameter is a part of the request.
fn is_input(run: &Interpreter<'_>, parameter: &Parameter) -> bool {
    let names = parameter.decorators.iter().filter_map(|mark| run.tree.path(callee_of(run, *mark)));
    let inputs = || run.tables.input.iter().filter(|row| !row.part.is_empty());
    names.into_iter().any(|name| {
        let last = name.rsplit('.').next().unwrap_or_default();
        inputs().any(|row| row.call.members.iter().any(|own| own == last))
    })
}

/// Whether an expression reads a part of the request.
pub(super) fn from_request(run: &Interpreter<'_>, value: NodeId) -> bool {
    run.tree.below(value).take(64).any(|(id, _)| is_part(run, id))
}

/// `req.params`, `request.args`, `c.Param`
fn is_part(run: &Interpreter<'_>, id: NodeId) -> bool {
    let NodeKind::Member { object, name } = run.tree.kind(id) else { return false };
    let of_request = match run.tree.kind(*object) {
        NodeKind::Name(owner) => {
            let roles = &run.tables.roles;
            roles.request.iter().any(|own| **own == **owner)
                || matches!(&**owner, "req" | "request" | "c" | "ctx" | "r" | "e" | "context")
        }
        NodeKind::Member { name, .. } => matches!(&**name, "request" | "req" | "Request"),
        NodeKind::This => true,
        _ => false,
    };
    let part = run.tables.request.parts.get(&**name);
    of_request
        && part.is_some_and(|part| matches!(part.as_str(), "params" | "query" | "body" | "files" | "url"))
}

/// Whether a call looks up what middlewares left for the handler: `c.MustGet("user")`.
fn looks_up(run: &Interpreter<'_>, callee: NodeId) -> bool {
    let NodeKind::Member { object, name } = run.tree.kind(callee) else { return false };
    let looks = ["MustGet", "Get", "Value", "Locals", "getAttribute", "GetString", "GetInt", "GetUint"];
    looks.contains(&&**name) && !is_part(run, *object)
}

fn named(name: &str, conduct: &mut Conduct) {
    if conduct.names_rights && conduct.names_caller {
        return;
    }
    let words = words(name);
    // A class by itself: `User`.
    if words.len() == 1 && name.starts_with(char::is_uppercase) {
        return;
    }
    let (rights, caller) = callers::meant(&words);
    conduct.names_rights |= rights;
    conduct.names_caller |= rights || caller;
}

/// Texts that only logs see.
fn quiet(run: &Interpreter<'_>, body: NodeId) -> BTreeSet<NodeId> {
    let mut quiet = BTreeSet::new();
    for (_, node) in run.tree.below(body).take(MOST_PARTS) {
        let NodeKind::Call(call) = &node.kind else { continue };
        let callee = run.tree.path(call.callee).unwrap_or_default();
        let is_log = callee.split('.').filter(|part| may_log(part)).any(|part| {
            let words = words(part);
            words.iter().any(|word| {
                matches!(
                    word.as_str(),
                    "log" | "logger" | "logging" | "console" | "slog" | "print" | "println" | "printf"
                )
            })
        });
        if is_log {
            quiet.extend(
                call.arguments.iter().flat_map(|one| run.tree.below(*one).map(|(id, _)| id)).take(MOST_PARTS),
            );
        }
    }
    quiet
}

/// Most names hold none of the words for a log.
fn may_log(name: &str) -> bool {
    let holds = |part: &[u8]| name.as_bytes().windows(part.len()).any(|own| own.eq_ignore_ascii_case(part));
    holds(b"log") || holds(b"print") || holds(b"console")
}

/// What a text tells of an account.
fn told(run: &Interpreter<'_>, id: NodeId, text: &str, conduct: &mut Conduct) {
    const LONGEST: usize = 120;
    if text.len() > LONGEST || !text.contains(' ') {
        return;
    }
    let written = text;
    let text = text.to_ascii_lowercase();
    let any = |parts: &[&str]| parts.iter().any(|part| text.contains(part));
    let account = any(&["user", "account", "email", "e-mail"]);
    let secret = any(&["password", "passwd", "credential"]);
    let located = || Some(Located { value: written.to_owned(), place: run.place(id) });
    if account
        && !secret
        && any(&[
            "not found",
            "not exist",
            "n't exist",
            "no such",
            "not registered",
            "no user",
            "unknown",
            "no account",
            "invalid user",
            "cannot find",
            "not find",
        ])
    {
        conduct.unknown_account = conduct.unknown_account.take().or_else(located);
    } else if secret
        && !account
        && any(&[
            "wrong",
            "incorrect",
            "invalid",
            "not match",
            "n't match",
            "mismatch",
            "not correct",
            "bad password",
        ])
    {
        conduct.wrong_secret = conduct.wrong_secret.take().or_else(located);
    }
}

/// Whether a node is a condition's sign of denial.
pub(super) fn is_negated(node: &Node) -> bool {
    matches!(&node.kind, NodeKind::Unary { operator, .. } if &**operator == "!")
        || matches!(&node.kind, NodeKind::Binary { operator, .. } if matches!(&**operator, "!=" | "!=="))
}
