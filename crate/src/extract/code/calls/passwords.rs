//! Hashes of passwords.

use super::Site;
use super::words::words;
use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::frameworks::HashCall;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::PasswordHash;

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
        let hash = PasswordHash { algorithm, cost: None, place: run.place(site.id), input, replaces };
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

/// `password = sha512(password)`, and then `bcrypt.hash(password)`: what is slow about it comes behind.
fn goes_on(run: &Interpreter<'_>, hash: NodeId, input: NodeId) -> bool {
    const NEAR: usize = 800;
    const SLOW: &[&str] = &[
        "argon2", "argon2id", "bcrypt", "checkpw", "compare", "hash", "hashpw", "pbkdf2", "scrypt", "verify",
    ];
    let replaces = replaces(run, hash, input);
    let (end, input) = (run.tree.node(hash).end, run.text(input));
    replaces
        && run.tree.nodes().any(|(id, node)| {
            matches!(&node.kind, NodeKind::Call(call) if !call.arguments.is_empty())
                && (end..end + NEAR).contains(&node.start)
                && run.text(id).contains(input)
                && words(run.text(id)).iter().any(|word| SLOW.contains(&word.as_str()))
        })
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
