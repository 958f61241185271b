//! Checks that a function makes in its own body: a condition, and what is answered to those who do not meet it.

use super::guards::{asks_who, is_credential_header};
use super::{conduct, words::words};
use crate::collections::BTreeSet;
use crate::extract::code::flow::Interpreter;
use crate::extract::code::syntax::{Node, NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, Located};

/// Conditions of one function that are looked at, and parts of one.
const MOST: usize = 200;
const MOST_PARTS: usize = 400;

/// The first check of each kind.
pub(super) fn checks(run: &Interpreter<'_>, function: NodeId) -> Vec<Guard> {
    let mut found: Vec<Guard> = Vec::new();
    let conditions = run.tree.below(function).filter_map(|(_, node)| match &node.kind {
        NodeKind::If { test, then, otherwise, .. } => Some((*test, *then, *otherwise)),
        _ => None,
    });
    for (test, then, otherwise) in conditions.take(MOST) {
        let branches = std::iter::once(then).chain(otherwise);
        let refusal = branches.filter_map(|branch| refusal(run, branch)).min();
        let Some(kind) = refusal.and_then(|refusal| kind(&asked(run, test), refusal)) else { continue };
        if found.iter().all(|own| own.kind != kind) {
            let name = run.text(test).chars().take(60).collect();
            let place = run.place(test);
            found.push(Guard { kind, name, place, order: 0, prefix: "/".to_owned(), imported: None });
        }
    }
    found
}

/// What somebody is told who is not let through.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Refusal {
    /// 429, or 423 for a locked account.
    TooMany,
    /// 401 and 403.
    NotAllowed,
    /// 400 and 422.
    NotValid,
}

fn refusal(run: &Interpreter<'_>, branch: NodeId) -> Option<Refusal> {
    let told = |(_, node): (NodeId, &Node)| match &node.kind {
        NodeKind::Number(number) => by_status(*number),
        NodeKind::Name(name) | NodeKind::Member { name, .. } => by_name(name),
        NodeKind::Text(address) => leads_to_sign_in(address).then_some(Refusal::NotAllowed),
        _ => None,
    };
    // What a condition further inside answers is that one's.
    let inner = |node: &Node| matches!(node.kind, NodeKind::If { .. } | NodeKind::Function(_));
    let node = run.tree.node(branch);
    let statements = match &node.kind {
        NodeKind::Block(statements) => statements.clone(),
        _ if inner(node) => Vec::new(),
        _ => vec![branch],
    };
    let own = statements.into_iter().filter(|id| !inner(run.tree.node(*id)));
    own.flat_map(|id| run.tree.below(id)).take(MOST_PARTS).find_map(told)
}

/// `/login`, `accounts:login`, `login`: where those are sent who did not sign in.
fn leads_to_sign_in(address: &str) -> bool {
    let last = address.trim_end_matches('/').rsplit(['/', ':']).next().unwrap_or_default();
    matches!(last, "login" | "signin" | "sign-in" | "sign_in")
}

fn by_status(number: f64) -> Option<Refusal> {
    let is = |statuses: [f64; 2]| statuses.iter().any(|status| status.to_bits() == number.to_bits());
    if is([429.0, 423.0]) {
        Some(Refusal::TooMany)
    } else if is([401.0, 403.0]) {
        Some(Refusal::NotAllowed)
    } else if is([400.0, 422.0]) {
        Some(Refusal::NotValid)
    } else {
        None
    }
}

fn by_name(name: &str) -> Option<Refusal> {
    let name: String = name.chars().filter(|c| *c != '_').flat_map(char::to_lowercase).collect();
    let holds = |parts: &[&str]| parts.iter().any(|part| name.contains(part));
    if holds(&["toomanyrequests", "toomanyattempts", "ratelimited", "locked"]) {
        Some(Refusal::TooMany)
    } else if holds(&[
        "unauthorized",
        "forbid",
        "unauthenticated",
        "accessdenied",
        "permissiondenied",
        "notauthorized",
        "noauthorization",
        "notpermitted",
        "notallowed",
    ]) {
        Some(Refusal::NotAllowed)
    } else if holds(&[
        "badrequest",
        "unprocessable",
        "validationerror",
        "invalidinput",
        "validationexception",
    ]) {
        Some(Refusal::NotValid)
    } else {
        None
    }
}

/// What a condition is about.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum About {
    Caller,
    Right,
    Attempts,
    /// Anything but whether a call before it failed.
    Anything,
}

fn asked(run: &Interpreter<'_>, test: NodeId) -> BTreeSet<About> {
    let mut about = BTreeSet::new();
    for (_, node) in run.tree.below(test).take(MOST_PARTS) {
        let (name, of_caller) = match &node.kind {
            NodeKind::Member { name, .. } => (name, asks_who(name)),
            NodeKind::Name(name) => (name, is_caller(name)),
            NodeKind::Text(written) => (written, is_credential_header(written)),
            _ => continue,
        };
        about.extend(of_caller.then_some(About::Caller));
        about.extend(named(name));
    }
    about
}

fn named(name: &str) -> Vec<About> {
    let words = words(name);
    let any = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
    let mut about = Vec::new();
    if any(&RIGHTS) {
        about.push(About::Right);
    }
    if any(&ATTEMPTS) {
        about.push(About::Attempts);
    }
    if !any(&["err", "error", "ok", "nil", "e", "ex"]) {
        about.push(About::Anything);
    }
    about
}

const RIGHTS: [&str; 25] = [
    "role",
    "roles",
    "admin",
    "permission",
    "permissions",
    "staff",
    "superuser",
    "owner",
    "scope",
    "scopes",
    "authority",
    "privilege",
    "privileges",
    "moderator",
    "can",
    "may",
    "allowed",
    "authorized",
    "authorize",
    "authorization",
    "mine",
    "own",
    "owns",
    "owned",
    "belongs",
];

const ATTEMPTS: [&str; 11] = [
    "attempt", "attempts", "tries", "failures", "lock", "locked", "lockout", "limit", "count", "hits",
    "requests",
];

fn is_caller(name: &str) -> bool {
    matches!(
        name,
        "token"
            | "session"
            | "user"
            | "userId"
            | "currentUser"
            | "apiKey"
            | "authHeader"
            | "current_user"
            | "claims"
            | "principal"
    )
}

fn kind(about: &BTreeSet<About>, refusal: Refusal) -> Option<GuardKind> {
    let is = |what| about.contains(&what);
    match refusal {
        Refusal::TooMany => Some(GuardKind::RateLimit),
        Refusal::NotAllowed if is(About::Right) => Some(GuardKind::Authorization),
        Refusal::NotAllowed if is(About::Caller) => Some(GuardKind::Authentication),
        Refusal::NotAllowed if is(About::Attempts) => Some(GuardKind::RateLimit),
        Refusal::NotValid if is(About::Anything) => Some(GuardKind::Validation),
        _ => None,
    }
}

/// Conditions on rights that the request itself states, and that decide whether its sender is let through.
pub(super) fn claims(run: &Interpreter<'_>, function: NodeId) -> Vec<Located<String>> {
    let conditions = run.tree.below(function).filter_map(|(_, node)| match &node.kind {
        NodeKind::If { test, then, otherwise, .. } => Some((*test, *then, *otherwise)),
        _ => None,
    });
    let mut found = Vec::new();
    for (test, then, otherwise) in conditions.take(MOST) {
        let refuses = |branch: NodeId| refusal(run, branch) == Some(Refusal::NotAllowed);
        let negated = conduct::is_negated(run.tree.node(test));
        // Who is refused for what they claim is not let through by it.
        let decides = (negated && refuses(then)) || (!negated && otherwise.is_some_and(refuses));
        if let Some(claim) = Some(test).filter(|_| decides).and_then(|test| claimed(run, function, test)) {
            found.push(claim);
        }
    }
    found
}

/// The right that a condition reads from the request.
fn claimed(run: &Interpreter<'_>, function: NodeId, test: NodeId) -> Option<Located<String>> {
    run.tree.below(test).take(MOST_PARTS).find_map(|(id, node)| {
        let stated = match &node.kind {
            NodeKind::Member { name, .. } => is_right(name) && is_sent(run, id),
            NodeKind::Index { key, .. } => {
                matches!(run.tree.kind(*key), NodeKind::Text(key) if is_right(key)) && is_sent(run, id)
            }
            NodeKind::Call(call) => {
                let key = call.arguments.first().map(|key| run.tree.kind(*key));
                matches!(key, Some(NodeKind::Text(name)) if is_right(name)) && is_sent(run, id)
            }
            NodeKind::Name(name) => is_right(name) && is_bound_to_request(run, function, name),
            _ => false,
        };
        let written = || run.text(id).chars().take(60).collect();
        stated.then(|| Located { value: written(), place: run.place(id) })
    })
}

fn is_right(name: &str) -> bool {
    let words = words(name);
    let last = words.last().map(String::as_str).unwrap_or_default();
    matches!(
        last,
        "role"
            | "roles"
            | "admin"
            | "isadmin"
            | "superuser"
            | "permission"
            | "permissions"
            | "privileges"
            | "staff"
    )
}

/// Whether an expression reads what the sender of a request wrote, cookies and headers included.
fn is_sent(run: &Interpreter<'_>, id: NodeId) -> bool {
    run.tree.below(id).take(32).any(|(_, node)| match &node.kind {
        NodeKind::Member { object, name } => {
            let owner = run.tree.path(*object).unwrap_or_default();
            let request =
                matches!(owner.rsplit('.').next(), Some("req" | "request" | "c" | "ctx" | "r" | "Request"));
            let part = run.tables.request.parts.get(&**name);
            request && part.is_some_and(|part| !matches!(part.as_str(), "itself" | "response"))
        }
        _ => false,
    })
}

fn is_bound_to_request(run: &Interpreter<'_>, function: NodeId, wanted: &str) -> bool {
    run.tree.below(function).take(20_000).any(|(_, node)| match &node.kind {
        NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. } => {
            let named = run
                .tree
                .below(*target)
                .take(64)
                .any(|(_, node)| matches!(&node.kind, NodeKind::Name(name) if &**name == wanted));
            // Of several things that are awaited together, it is not known which.
            let together = matches!(run.tree.kind(*target), NodeKind::Array(_));
            let worked_out = matches!(run.tree.kind(*value), NodeKind::Binary { .. });
            named && !together && !worked_out && is_sent(run, *value)
        }
        _ => false,
    })
}
