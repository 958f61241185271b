//! Hashes of passwords.

use super::Site;
use super::words::words;
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::frameworks::HashCall;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{HashEnd, PasswordHash};

pub(super) fn answer(run: &mut Interpreter<'_>, site: &Site) -> Option<Value> {
    let api = site.callee.as_api()?.clone();
    let tables = run.tables;
    if tables.salt.iter().any(|own| own.matches(&api.module, &api.path)) {
        // A salt carries its cost with it.
        let named = site.named("rounds").map(|one| one.value.clone());
        return Some(named.unwrap_or_else(|| site.argument(0)));
    }
    let Some(call) = tables.hash.iter().find(|own| own.call.matches(&api.module, &api.path)) else {
        return digest(run, site, &api.path);
    };
    // A hasher that is made, or looked up, has its passwords to come.
    let input = site.arguments.first().map(|argument| argument.node).filter(|_| !creates(run, site));
    if call.needs_password && !input.is_some_and(|input| names_password(run, input)) {
        return None;
    }
    note(run, site, call, input);
    input?;
    run.call_backs(site);
    Some(Value::default())
}

fn creates(run: &Interpreter<'_>, site: &Site) -> bool {
    matches!(run.tree.kind(site.id), NodeKind::Call(call) if call.creates)
}

fn note(run: &mut Interpreter<'_>, site: &Site, call: &HashCall, input: Option<NodeId>) {
    let by_name = call.cost_name.as_ref().and_then(|name| site.named(name)).map(|one| one.value.clone());
    let cost = by_name.or_else(|| call.cost.map(|at| site.argument(at)));
    let cost = cost.and_then(|cost| cost.number()).and_then(whole);
    if input.is_some_and(|input| goes_on(run, site.id, input)) || is_one_of_many(run, site.id) {
        return;
    }
    let hash = PasswordHash {
        algorithm: call.algorithm.clone(),
        cost,
        place: run.place(site.id),
        input: input.map(|input| run.text(input).to_owned()).unwrap_or_default(),
        replaces: input.is_some_and(|input| replaces(run, site.id, input)),
        end: end(run, site.id),
    };
    run.found.passwords.insert(site.id, hash);
}

#[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "the range is checked")]
fn whole(number: f64) -> Option<u32> {
    (number >= 0.0 && number <= f64::from(u32::MAX)).then_some(number as u32)
}

/// `crypto.createHash("md5").update(password)`.
fn digest(run: &mut Interpreter<'_>, site: &Site, path: &str) -> Option<Value> {
    if !path.starts_with("createHash()") || !path.ends_with("update") {
        return None;
    }
    let input = site.arguments.first().map(|argument| argument.node)?;
    if !names_password(run, input) {
        return None;
    }
    let NodeKind::Member { object, .. } = run.tree.kind(site.target) else { return None };
    let algorithm = run.tree.below(*object).find_map(|(_, node)| match &node.kind {
        NodeKind::Call(call) => {
            let made = matches!(run.tree.kind(call.callee), NodeKind::Member { name, .. } | NodeKind::Name(name) if &**name == "createHash");
            call.arguments.first().copied().filter(|_| made)
        }
        _ => None,
    })?;
    let algorithm = run.value(algorithm).constant()?.to_ascii_lowercase().replace("sha-", "sha");
    if !goes_on(run, site.id, input) {
        let replaces = replaces(run, site.id, input);
        let input = run.text(input).to_owned();
        let hash = PasswordHash {
            algorithm,
            cost: None,
            place: run.place(site.id),
            input,
            replaces,
            end: end(run, site.id),
        };
        run.found.passwords.insert(site.id, hash);
    }
    Some(Value::of(Shape::Api(site.callee.as_api()?.called().into())))
}

/// `encoders.put("MD5", new Md5Encoder())`: it reads what was stored once.
fn is_one_of_many(run: &Interpreter<'_>, hash: NodeId) -> bool {
    run.tree.nodes().any(|(_, node)| match &node.kind {
        NodeKind::Call(call) => {
            call.arguments.len() == 2
                && call.arguments.last() == Some(&hash)
                && matches!(run.tree.kind(call.callee), NodeKind::Member { name, .. } if &**name == "put")
        }
        _ => false,
    })
}

/// `password = hash(password)`.
fn replaces(run: &Interpreter<'_>, hash: NodeId, input: NodeId) -> bool {
    let around = run.tree.node(hash);
    run.tree.nodes().any(|(_, node)| match &node.kind {
        NodeKind::Assign { target, value, .. } => {
            let value = run.tree.node(*value);
            value.start <= around.start && around.end <= value.end && run.text(*target) == run.text(input)
        }
        _ => false,
    })
}

/// What becomes of it; services of leaked passwords are asked by the first signs of a digest.
fn end(run: &Interpreter<'_>, hash: NodeId) -> HashEnd {
    const NEAR: usize = 600;
    let node = run.tree.node(hash);
    let text = run.source.text;
    let edge = |at: usize| (at..=text.len()).find(|at| text.is_char_boundary(*at)).unwrap_or(text.len());
    let around = text.get(edge(node.start.saturating_sub(NEAR))..edge((node.end + NEAR).min(text.len())));
    let asks = around.unwrap_or_default().to_ascii_lowercase().contains("pwned");
    let last = held_by(run, hash).and_then(|name| words(name).pop());
    match last.as_deref() {
        _ if asks => HashEnd::Asked,
        Some("key") => HashEnd::Key,
        _ => HashEnd::Kept,
    }
}

/// `password = sha512(password)`, and then `bcrypt.hash(password)`: what is slow about it comes behind.
fn goes_on(run: &Interpreter<'_>, hash: NodeId, input: NodeId) -> bool {
    const NEAR: usize = 800;
    const SLOW_ALONE: &[&str] = &["argon2", "argon2id", "bcrypt", "pbkdf2", "scrypt"];
    const SLOW: &[&str] = &[
        "argon2", "argon2id", "bcrypt", "checkpw", "compare", "hash", "hashpw", "pbkdf2", "scrypt", "verify",
    ];
    let replaces = replaces(run, hash, input);
    let (end, input) = (run.tree.node(hash).end, run.text(input));
    let slow_from =
        |text: &str, names: &[&str]| words(text).iter().any(|word| names.contains(&word.as_str()));
    let digest = held_by(run, hash).filter(|digest| *digest != input);
    run.tree.nodes().any(|(id, node)| match &node.kind {
        NodeKind::Call(call) if (end..end + NEAR).contains(&node.start) && !call.arguments.is_empty() => {
            let again = replaces && run.text(id).contains(input) && slow_from(run.text(id), SLOW);
            // `digest = sha512(password)`, and then `pbkdf2(digest)`.
            let handed_on = || {
                let given =
                    |argument: &NodeId| run.tree.below(*argument).any(|(at, _)| Some(run.text(at)) == digest);
                slow_from(run.text(call.callee), SLOW_ALONE) && call.arguments.iter().any(given)
            };
            again || digest.is_some() && handed_on()
        }
        _ => false,
    })
}

/// The variable that is given what holds a hash: `digest` of `digest = sha512(password).digest()`.
fn held_by<'a>(run: &'a Interpreter<'_>, hash: NodeId) -> Option<&'a str> {
    let around = run.tree.node(hash);
    run.tree.nodes().find_map(|(_, node)| match &node.kind {
        NodeKind::Assign { target, value, .. } | NodeKind::Declare { target, value: Some(value) } => {
            let value = run.tree.node(*value);
            let holds = value.start <= around.start && around.end <= value.end;
            (holds && matches!(run.tree.kind(*target), NodeKind::Name(_))).then(|| run.text(*target))
        }
        _ => None,
    })
}

/// The hashes of the file; those that one function makes in many rounds are one slow hash.
pub(super) fn told(run: &Interpreter<'_>) -> Vec<PasswordHash> {
    let mut told: Vec<PasswordHash> = Vec::new();
    let mut stretching: Vec<NodeId> = Vec::new();
    for (hash, one) in &run.found.passwords {
        let Some((function, rounds)) = stretched_by(run, *hash) else {
            told.push(one.clone());
            continue;
        };
        let end = if stretching.contains(&function) { HashEnd::Round } else { one.end };
        stretching.push(function);
        told.push(PasswordHash { cost: Some(rounds), end, ..one.clone() });
    }
    told
}

/// The function around a hash that repeats hashes in a loop, and how often: `for round in 0..1000`.
fn stretched_by(run: &Interpreter<'_>, hash: NodeId) -> Option<(NodeId, u32)> {
    const LEAST: f64 = 500.0;
    let tree = run.tree;
    let holds = |outer: NodeId, inner: NodeId| {
        let (outer, inner) = (tree.node(outer), tree.node(inner));
        outer.start <= inner.start && inner.end <= outer.end
    };
    let functions =
        tree.nodes().filter(|(id, node)| matches!(node.kind, NodeKind::Function(_)) && holds(*id, hash));
    let (function, _) = functions.min_by_key(|(_, node)| node.end - node.start)?;
    let rounds = tree.below(function).find_map(|(_, node)| {
        let NodeKind::Loop(own) = &node.kind else { return None };
        let repeated = run.found.passwords.keys().any(|other| holds(own.body, *other));
        let heads = [own.over, own.test].into_iter().flatten();
        let numbers = heads.flat_map(|head| tree.below(head)).filter_map(|(_, node)| match node.kind {
            NodeKind::Number(number) if number >= LEAST => whole(number),
            _ => None,
        });
        numbers.max().filter(|_| repeated)
    })?;
    Some((function, rounds))
}

/// Whether an expression names a password anywhere.
fn names_password(run: &Interpreter<'_>, input: NodeId) -> bool {
    run.tree.below(input).any(|(_, node)| match &node.kind {
        NodeKind::Name(name) | NodeKind::Member { name, .. } => {
            let words = words(name);
            let has = |wanted: &[&str]| words.iter().any(|word| wanted.contains(&word.as_str()));
            // `password_hash` is none any more.
            has(&["password", "passwd", "pwd", "pass", "passphrase", "passcode"])
                && !has(&["digest", "encrypted", "hash", "hashed"])
        }
        _ => false,
    })
}
