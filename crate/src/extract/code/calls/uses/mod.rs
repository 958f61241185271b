//! What security hangs on: digests, ciphers, random numbers, keys, tokens, cookies, TLS, switches for debugging.
//!
//! Calls are looked at as they are met, with the values that reach them; options and settings once the program
//! was run, by their names alone.

mod around;
mod behind;
mod claims;
mod cookies;
mod details;
mod settings;
mod values;
mod zeros;

pub(super) use cookies::cookies;
pub(in crate::extract::code) use settings::configured;

use super::Site;
use super::flows::callee_text;
use super::words::words;
use crate::artifact::Place;
use crate::collections::{BTreeMap, Sort};
use crate::extract::code::flow::Interpreter;
use crate::extract::code::frameworks::UseRow;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Said, SecurityUse};

/// Uses of one file that are kept.
const MOST: usize = 2_000;

pub(super) fn look(run: &mut Interpreter<'_>, site: &Site) {
    let tables = run.tables;
    if let Some(api) = site.callee.as_api().cloned() {
        for at in tables.uses_of(&api.module) {
            if let Some(row) = tables.uses.get(*at)
                && row.call.matches(&api.module, &api.path)
            {
                note(run, site, *at, row);
            }
        }
    }
    let Some(name) = &site.name else { return };
    for at in tables.written_uses(name) {
        let Some(row) = tables.uses.get(*at) else { continue };
        let path = spelled(run, site.target);
        let ends = |own: &String| {
            path.strip_suffix(own.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        if row.written.iter().any(ends) && is_about(run, row) {
            note(run, site, *at, row);
        }
    }
}

/// Whether the file has what a row asks for.
fn is_about(run: &Interpreter<'_>, row: &UseRow) -> bool {
    let imported =
        |own: &String| run.found.imports.iter().any(|(module, _)| module.starts_with(own.as_str()));
    let given = |name: &String| run.lookup(name).is_some();
    (row.imports.is_empty() || row.imports.iter().any(imported))
        && (row.beside.is_empty() || row.beside.iter().any(given))
}

fn note(run: &mut Interpreter<'_>, site: &Site, at: usize, row: &'static UseRow) {
    if run.found.uses.len() >= MOST {
        return;
    }
    let said = said(row, |what, picks| values::said(run, site, what, picks));
    if let Some(known) = run.found.uses.get_mut(&(site.id, at)) {
        for (what, fresh) in said {
            more_certain(known.said.entry(what).or_default(), fresh);
        }
        return;
    }
    let one =
        SecurityUse { said, ..SecurityUse::new(row.kind(), callee_text(run, site), run.place(site.id)) };
    run.found.uses.insert((site.id, at), one);
}

/// What a row says of a use; `given` looks for what the code says.
fn said(row: &UseRow, given: impl Fn(&str, &[String]) -> Said) -> BTreeMap<String, Said> {
    let constant = |text: &String| Said::Constant(text.clone(), None);
    let mut said: BTreeMap<String, Said> = BTreeMap::new();
    for (what, picks) in &row.given {
        let given = match (given(what, picks), row.absent.get(what)) {
            (Said::Nothing, Some(absent)) => constant(absent),
            (Said::Constant(text, place), _) => translated(row, &text, place),
            (given, _) => given,
        };
        said.insert(what.clone(), given);
    }
    for (what, value) in &row.is {
        said.insert(what.clone(), constant(value));
    }
    said
}

/// A constant in the words that rules know; of a list, each by itself.
fn translated(row: &UseRow, text: &str, place: Option<Place>) -> Said {
    let word = |one: &str| row.words.get(one).map_or(one, String::as_str).to_owned();
    if let Some(word) = row.words.get(text) {
        return Said::Constant(word.clone(), None);
    }
    let words: Vec<String> = text.split(',').map(word).collect();
    Said::Constant(words.join(","), place)
}

/// What one way through the program shows, and another does not.
fn more_certain(own: &mut Said, fresh: Said) {
    let weight = |said: &Said| match said {
        Said::Unknown => 0,
        Said::Nothing => 1,
        Said::Sent | Said::Configured { .. } => 2,
        Said::Constant(..) => 3,
    };
    if weight(&fresh) > weight(own) {
        *own = fresh;
    }
}

/// What an expression says by its spelling: `"*"`, `{"https://a", "https://b"}`.
pub(super) fn constant_of(run: &Interpreter<'_>, node: NodeId) -> Option<String> {
    match values::of_node(run, node) {
        Said::Constant(text, _) => Some(text),
        _ => None,
    }
}

/// Whether a function only says yes: `_ => true`.
pub(super) fn says_yes(run: &Interpreter<'_>, function: NodeId) -> bool {
    matches!(values::of_function(run, function), Said::Constant(text, _) if text == "always")
}

/// The names of a chain of members and calls: `http.csrf.disable`.
fn spelled(run: &Interpreter<'_>, target: NodeId) -> String {
    const MOST_NAMES: usize = 12;
    let mut names: Vec<&str> = Vec::new();
    let mut at = target;
    while names.len() < MOST_NAMES {
        match run.tree.kind(at) {
            NodeKind::Name(name) => {
                names.push(name);
                break;
            }
            NodeKind::Member { object, name } => {
                names.push(name);
                at = *object;
            }
            NodeKind::Call(call) => at = call.callee,
            NodeKind::Await(inner) => at = *inner,
            _ => break,
        }
    }
    names.reverse();
    names.join(".")
}

/// The names in the conditions that nodes stand under.
pub(super) fn conditions(run: &Interpreter<'_>, nodes: &[NodeId]) -> Vec<Vec<String>> {
    if nodes.is_empty() {
        return Vec::new();
    }
    let around = around::Around::new(run);
    nodes.iter().map(|node| around.under(*node)).collect()
}

/// Whether what is given has one of the names that a row asks for: `NoVerification`.
fn is_named(row: &UseRow, one: &SecurityUse) -> bool {
    let mut given = one.input.iter().flat_map(|name| words(name));
    row.named.is_empty() || given.any(|word| row.named.contains(&word))
}

/// Everything that the file shows, in the order of the text.
pub(super) fn all(run: &Interpreter<'_>) -> Vec<SecurityUse> {
    let mut all = Vec::new();
    let mut settings = settings::all(run);
    settings.extend(details::all(run));
    if settings.is_empty() && run.found.uses.is_empty() {
        return all;
    }
    let around = around::Around::new(run);
    for (id, mut one) in settings {
        around.conditions(id, &mut one);
        around.looks(id, &mut one);
        all.push(one);
    }
    for ((id, at), one) in &run.found.uses {
        let mut one = one.clone();
        if let Some(row) = run.tables.uses.get(*at) {
            around.tell(*id, row, &mut one);
            if one.result.iter().any(|name| row.not_for.contains(name)) || !is_named(row, &one) {
                continue;
            }
        }
        all.push(one);
    }
    all.order_by_key(|one| one.place);
    all
}
