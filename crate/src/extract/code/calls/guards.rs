//! What a middleware does for a request, by its package, its name, or its body.

use super::words::words;
use super::{Site, refusals};
use crate::extract::code::flow::{Api, Closure, Interpreter, Shape, Value};
use crate::extract::code::frameworks::{self, Tables};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Guard, GuardKind, ModuleMember};

/// The middleware that an argument is.
pub(super) fn guard(
    run: &mut Interpreter<'_>,
    node: NodeId,
    value: &Value,
    order: usize,
    prefix: &str,
) -> Guard {
    let name = name_of(run, node, value);
    let imported = value.as_api().and_then(|api| imported(run, api));
    let kind = kind_of(run, value, &name);
    Guard { kind, name, place: run.place(node), order, prefix: prefix.to_owned(), imported }
}

/// The kind that a table names.
pub(super) fn kind_named(name: &str) -> Option<GuardKind> {
    frameworks::guard_kind(name)
}

/// A handler that itself asks who calls, by its package or name.
pub(super) fn answering_guard(
    run: &mut Interpreter<'_>,
    node: NodeId,
    value: &Value,
    order: usize,
) -> Option<Guard> {
    if value.function().is_some() || matches!(run.tree.kind(node), NodeKind::Member { .. }) {
        return None;
    }
    let guard = guard(run, node, value, order, "/");
    matches!(guard.kind, GuardKind::Authentication | GuardKind::Authorization).then_some(guard)
}

/// Where a module of the submission defines it.
pub(super) fn imported(run: &Interpreter<'_>, api: &Api) -> Option<ModuleMember> {
    run.tables
        .may_be_local(&api.module)
        .then(|| ModuleMember { module: api.module.to_string(), member: api.path.clone() })
}

/// As written; a function without a name has none.
fn name_of(run: &Interpreter<'_>, node: NodeId, value: &Value) -> String {
    const LONGEST: usize = 60;
    if let NodeKind::Function(function) = run.tree.kind(node) {
        return function.name.as_deref().unwrap_or("a function").to_owned();
    }
    let written = run.text(node);
    let _ = value;
    written.chars().take(LONGEST).collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

fn kind_of(run: &mut Interpreter<'_>, value: &Value, name: &str) -> GuardKind {
    if let Shape::Api(api) = &value.shape
        && let Some(kind) = run.tables.guard(&api.module, &api.path)
    {
        return kind;
    }
    if let Some(closure) = value.function()
        && parameters(run, closure) == 4
    {
        return GuardKind::ErrorHandler;
    }
    let callee = name.split('(').next().unwrap_or(name);
    // `ctrl.auth` has the routes of that name.
    let holds_routes = |owner: &str| {
        matches!(owner, "ctrl" | "controller" | "controllers" | "handlers" | "router" | "routers" | "routes")
    };
    if name == callee && callee.rsplit('.').skip(1).any(holds_routes) {
        return GuardKind::Other;
    }
    match kind_by_name(run.tables, callee) {
        Some(kind) if kind != GuardKind::Other => kind,
        _ => value
            .function()
            .and_then(|closure| kind_of_function(run, closure.node))
            .unwrap_or(GuardKind::Other),
    }
}

fn parameters(run: &Interpreter<'_>, closure: Closure) -> usize {
    match run.tree.kind(closure.node) {
        NodeKind::Function(function) => function.parameters.len(),
        _ => 0,
    }
}

/// What a dotted name says, its last part first: in each the last word that says anything counts, since that
/// is what the thing is (`authLimiter` limits).
pub(super) fn kind_by_name(tables: &Tables, path: &str) -> Option<GuardKind> {
    path.rsplit('.').find_map(|part| {
        let words = words(part);
        if says_public(tables, &words) {
            return Some(GuardKind::Public);
        }
        if words.iter().any(|word| tables.negating.contains(word)) {
            return Some(GuardKind::Other);
        }
        let prepares = words.first().is_some_and(|first| tables.preparing.contains(first));
        if prepares || words.iter().any(|word| word == "optional") {
            return Some(GuardKind::Other);
        }
        let kinds = (0..words.len()).filter_map(|at| kind_at(tables, &words, at));
        let kinds: Vec<GuardKind> = kinds.filter(|kind| *kind != GuardKind::Public).collect();
        match kinds.as_slice() {
            // Who checks a token checks the caller, whichever word stands last.
            [.., GuardKind::Authentication, GuardKind::Validation]
                if words.iter().any(|word| is_token(word)) =>
            {
                Some(GuardKind::Authentication)
            }
            [.., last] => Some(*last),
            [] => None,
        }
    })
}

/// `Public`, `AllowAny`: a longer name speaks of something else that is public.
fn says_public(tables: &Tables, words: &[String]) -> bool {
    words.len() <= 2 && tables.kind_of_word(&words.concat()) == Some(GuardKind::Public)
}

/// What a word says, or it and the next one together: `logged` and `in`.
fn kind_at(tables: &Tables, words: &[String], at: usize) -> Option<GuardKind> {
    let pair = words.get(at..at + 2).map(<[String]>::concat);
    pair.and_then(|pair| tables.kind_of_word(&pair)).or_else(|| tables.kind_of_word(words.get(at)?))
}

fn is_token(word: &str) -> bool {
    matches!(word, "token" | "jwt" | "session" | "bearer")
}

/// Whether a function asks who calls, or how often.
pub(super) fn kind_of_function(run: &Interpreter<'_>, function: NodeId) -> Option<GuardKind> {
    let limits = || refusals::checks(run, function).into_iter().find(|one| one.kind == GuardKind::RateLimit);
    kind_by_body(run, function).or_else(|| limits().map(|one| one.kind))
}

/// Whether the body of a function asks who calls, and turns others away.
pub(super) fn kind_by_body(run: &Interpreter<'_>, function: NodeId) -> Option<GuardKind> {
    let mut asks = false;
    let mut refuses = false;
    for (_, node) in run.tree.below(function) {
        match &node.kind {
            NodeKind::Member { name, .. } => {
                asks |= asks_who(name);
                refuses |= says_refusal(name);
            }
            NodeKind::Text(text) => asks |= is_credential_header(text),
            NodeKind::Name(name) => asks |= matches!(&**name, "session" | "current_user"),
            NodeKind::Object(properties) => {
                asks |= properties.iter().any(|property| property.key.as_deref().is_some_and(asks_who));
            }
            NodeKind::Number(number) => {
                refuses |= is_refusal(*number);
            }
            NodeKind::Throw(_) => refuses = true,
            NodeKind::Call(call) => {
                let next = matches!(run.tree.kind(call.callee), NodeKind::Name(name) if &**name == "next");
                refuses |= next && !call.arguments.is_empty();
                let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = run.tree.kind(call.callee)
                else {
                    continue;
                };
                refuses |= matches!(&**name, "redirect" | "unauthorized" | "forbidden" | "sendStatus");
                asks |= matches!(&**name, "isAuthenticated" | "timingSafeEqual" | "constructEvent");
                // It throws where it does not know the caller.
                let verifies = &**name == "jwtVerify";
                (asks, refuses) = (asks | verifies, refuses | verifies);
            }
            _ => {}
        }
    }
    (asks && refuses).then_some(GuardKind::Authentication)
}

/// Whether a function that makes a value of a request may fail, and calls something that asks who sent it.
pub(super) fn kind_of_extractor(run: &Interpreter<'_>, function: NodeId) -> Option<GuardKind> {
    let mut asks = false;
    let mut fails = false;
    for (_, node) in run.tree.below(function) {
        match &node.kind {
            NodeKind::Throw(_) => fails = true,
            NodeKind::Call(call) => {
                let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = run.tree.kind(call.callee)
                else {
                    continue;
                };
                fails |= matches!(&**name, "Error" | "Failure" | "Forward") || name.starts_with("err");
                asks |= kind_by_name(run.tables, name) == Some(GuardKind::Authentication);
            }
            _ => {}
        }
    }
    (asks && fails).then_some(GuardKind::Authentication)
}

/// 401 and 403.
pub(super) fn is_refusal(status: f64) -> bool {
    [401f64, 403f64].iter().any(|refusal| refusal.to_bits() == status.to_bits())
}

/// `StatusUnauthorized`, `ErrorForbidden`.
pub(super) fn says_refusal(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    ["unauthorized", "forbid", "unauthenticated"].iter().any(|word| name.contains(word))
}

pub(super) fn asks_who(name: &str) -> bool {
    let name = name.to_ascii_lowercase();
    matches!(
        &*name,
        "authorization"
            | "session"
            | "user"
            | "userid"
            | "user_id"
            | "auth"
            | "apikey"
            | "signedcookies"
            | "is_authenticated"
            | "current_user"
            | "is_superuser"
            | "is_staff"
            | "is_admin"
            | "logged_in"
    ) || is_credential_header(&name)
}

pub(super) fn is_credential_header(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    matches!(&*text, "authorization" | "x-api-key" | "x-access-token" | "x-auth-token" | "api-key")
        || text.ends_with("-signature")
        || text.contains("signature-256")
}

/// Writes down that a function checks its caller itself, by calling something that does.
pub(super) fn note_check(run: &mut Interpreter<'_>, site: &Site) {
    let known = site.callee.as_api().and_then(|api| run.tables.check_call(&api.module, &api.path));
    let by_name = || {
        let mut given = site.arguments.iter().chain(&site.options);
        let takes_request = given.any(|argument| matches!(argument.value.shape, Shape::Request));
        let name = site.name.as_deref().filter(|_| takes_request)?;
        kind_by_name(run.tables, name)
            .filter(|kind| matches!(kind, GuardKind::Authentication | GuardKind::Authorization))
    };
    let Some(kind) = known.or_else(by_name).or_else(|| validation(site)) else { return };
    let name = run.text(site.target).chars().take(60).collect();
    let place = run.place(site.id);
    note(run, &Guard { kind, name, place, order: 0, prefix: "/".to_owned(), imported: None });
}

fn note(run: &mut Interpreter<'_>, guard: &Guard) {
    for function in run.frames_functions() {
        let checks = run.found.checks.entry(function).or_default();
        if !checks.iter().any(|own| own.place == guard.place) {
            checks.push(guard.clone());
        }
    }
}

/// The same by reading a property: `ModelState.IsValid`.
pub(in crate::extract::code) fn note_property_check(run: &mut Interpreter<'_>, api: &Api, at: NodeId) {
    let Some(kind) = run.tables.check_call(&api.module, &api.path) else { return };
    let name = run.text(at).chars().take(60).collect();
    let place = run.place(at);
    note(run, &Guard { kind, name, place, order: 0, prefix: "/".to_owned(), imported: None });
}

/// A schema or function of the submission that is given what a caller sent: `newPet.safeParse(req.body)`.
fn validation(site: &Site) -> Option<GuardKind> {
    let sent = |argument: &super::Argument| {
        argument.value.is_tainted() || matches!(argument.value.shape, Shape::Request)
    };
    let name = site.name.as_deref()?;
    if matches!(name, "validate_on_submit" | "is_valid") && site.receiver.is_some() {
        return Some(GuardKind::Validation);
    }
    if !site.arguments.iter().any(sent) {
        return None;
    }
    let of_schema = matches!(name, "safeParse" | "safeParseAsync" | "parseAsync" | "validateOrReject");
    let says_so = words(name).first().is_some_and(|word| word == "validate" || word == "validated");
    (of_schema || says_so).then_some(GuardKind::Validation)
}
