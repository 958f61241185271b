//! What callers need to show, and whether those who could call before still can.

use super::{ChangeKind, Changes, Impact, Pair};
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::{Contract, Located, Requirement, SchemeKind, SecurityScheme};

/// What one way of calling needs: the scopes for each scheme. The name of a scheme is nothing that a caller
/// shows, so what it is stands for it.
type Way = BTreeMap<String, BTreeSet<String>>;

impl Changes<'_> {
    pub(super) fn security(&mut self, pair: &Pair<'_>) {
        if pair.after.webhook {
            return;
        }
        let (old, new) = (self.earlier.requirements(pair.before), self.later.requirements(pair.after));
        let (before, after) = (ways(self.earlier, old), ways(self.later, new));
        let earlier = old.map(|old| old.place);
        let place = new.map_or(pair.after.place, |new| new.place);
        let lost: Vec<&Way> =
            before.iter().filter(|old| !after.iter().any(|new| is_enough(old, new))).collect();
        if let Some(lost) = lost.first() {
            let needed = after.iter().map(words).collect::<Vec<_>>().join(" or ");
            let predicate = if lost.is_empty() {
                format!("needs {needed}, and was open")
            } else {
                format!("needs {needed}: {} is not enough any more", words(lost))
            };
            let places = (earlier, place);
            self.say(pair, ChangeKind::Security, Impact::Breaking, places, ("", &predicate));
        } else if before != after {
            let predicate = "can be called with less or by other means as well";
            self.say(pair, ChangeKind::Security, Impact::Safe, (earlier, place), ("", predicate));
        }
    }
}

/// Whether who shows what one way asks for has all that another asks for.
fn is_enough(shown: &Way, asked: &Way) -> bool {
    asked.iter().all(|(scheme, scopes)| shown.get(scheme).is_some_and(|own| scopes.is_subset(own)))
}

/// One way without needs where nothing is said.
fn ways(contract: &Contract, requirements: Option<&Located<Vec<Requirement>>>) -> BTreeSet<Way> {
    let stated = requirements.map(|requirements| requirements.value.as_slice()).unwrap_or_default();
    if stated.is_empty() {
        return BTreeSet::from([Way::new()]);
    }
    let mut ways = BTreeSet::new();
    for requirement in stated {
        let mut way = Way::new();
        for (name, scopes) in &requirement.schemes {
            let scheme = contract.schemes.iter().find(|scheme| scheme.name == *name);
            let shown = scheme.map_or_else(|| format!("`{name}`"), shown);
            way.entry(shown).or_default().extend(scopes.iter().cloned());
        }
        ways.insert(way);
    }
    ways
}

/// What a caller shows for a scheme.
fn shown(scheme: &SecurityScheme) -> String {
    match &scheme.kind {
        SchemeKind::Basic => "HTTP Basic".to_owned(),
        SchemeKind::Bearer => "a bearer token".to_owned(),
        SchemeKind::Http(name) => format!("HTTP {name}"),
        SchemeKind::ApiKey { location, name } => {
            format!("the key `{name}` ({location:?})").to_ascii_lowercase()
        }
        SchemeKind::OAuth2(_) | SchemeKind::OpenIdConnect => "an OAuth token".to_owned(),
        SchemeKind::MutualTls => "a client certificate".to_owned(),
        SchemeKind::Unknown => format!("`{}`", scheme.name),
    }
}

fn words(way: &Way) -> String {
    if way.is_empty() {
        return "nothing".to_owned();
    }
    let each = way.iter().map(|(scheme, scopes)| match scopes.iter().cloned().collect::<Vec<_>>() {
        scopes if scopes.is_empty() => scheme.clone(),
        scopes => format!("{scheme} with `{}`", scopes.join("`, `")),
    });
    each.collect::<Vec<_>>().join(" and ")
}
