//! Parameters in path, query, header and cookie.

use super::{ChangeKind, Changes, Impact, Pair};
use crate::collections::BTreeMap;
use crate::facts::compatibility::schemas::{Direction, Root};
use crate::facts::{Contract, Operation, Parameter, ParameterLocation};

/// What other parts of the document say of these is what counts (OpenAPI 3.0.3, 4.7.12.1).
const IGNORED_HEADERS: [&str; 3] = ["accept", "authorization", "content-type"];

/// By location and name; in the path by position, as the name is nothing that a caller sends.
type Key = (ParameterLocation, String);

impl Changes<'_> {
    pub(super) fn parameters(&mut self, pair: &Pair<'_>) {
        let (mut before, mut after) = (keyed(pair.before), keyed(pair.after));
        let both: Vec<Key> = before.keys().filter(|key| after.contains_key(key)).cloned().collect();
        for key in both {
            if let (Some(old), Some(new)) = (before.remove(&key), after.remove(&key)) {
                self.parameter(pair, old, new);
            }
        }
        for old in before.into_values() {
            let moved = after.iter().find(|(_, new)| new.name == old.name).map(|(key, _)| key.clone());
            match moved.and_then(|key| after.remove(&key)) {
                Some(new) => self.moved_parameter(pair, old, new),
                None => self.removed_parameter(pair, old),
            }
        }
        for new in after.into_values() {
            self.added_parameter(pair, new);
        }
    }

    fn parameter(&mut self, pair: &Pair<'_>, old: &Parameter, new: &Parameter) {
        let places = (Some(old.place), new.place);
        let subject = subject(new);
        if old.name != new.name && new.location == ParameterLocation::Path {
            let predicate = format!("was called `{}`", old.name);
            self.say(pair, ChangeKind::Renamed, Impact::Safe, places, (&subject, &predicate));
        }
        if new.required && !old.required {
            let (impact, predicate) = if has_default(self.later, new) {
                (Impact::Dangerous, "is required, and was optional with a default")
            } else {
                (Impact::Breaking, "is required, and was optional")
            };
            self.say(pair, ChangeKind::Requiredness, impact, places, (&subject, predicate));
        }
        if old.required && !new.required && new.location != ParameterLocation::Path {
            let predicate = "is optional, and was required";
            self.say(pair, ChangeKind::Requiredness, Impact::Safe, places, (&subject, predicate));
        }
        if let (Some(before), Some(after)) = (old.schema, new.schema) {
            let label = format!("{subject} of {}", pair.label().value);
            let direction = if new.location == ParameterLocation::QueryString {
                Direction::Request
            } else {
                Direction::Parameter
            };
            self.comparer.add(before, after, direction, || Root { label, operation: pair.label() });
        }
    }

    fn moved_parameter(&mut self, pair: &Pair<'_>, old: &Parameter, new: &Parameter) {
        let subject = format!("`{}`", new.name);
        let predicate = format!("moved from {} to {}", place(old.location), place(new.location));
        let places = (Some(old.place), new.place);
        self.say(pair, ChangeKind::Removed, Impact::Breaking, places, (&subject, &predicate));
    }

    /// Most services ignore what they do not know: callers get what they did not ask for.
    fn removed_parameter(&mut self, pair: &Pair<'_>, old: &Parameter) {
        if pair.after.unread.is_empty() && old.location != ParameterLocation::Path {
            let places = (Some(old.place), pair.after.place);
            self.say(pair, ChangeKind::Removed, Impact::Dangerous, places, (&subject(old), "was removed"));
        }
    }

    fn added_parameter(&mut self, pair: &Pair<'_>, new: &Parameter) {
        if !pair.before.unread.is_empty() || new.location == ParameterLocation::Path {
            return;
        }
        let (kind, impact, predicate) = match (new.required, has_default(self.later, new)) {
            (true, false) => (ChangeKind::Requiredness, Impact::Breaking, "was added and is required"),
            (true, true) => {
                (ChangeKind::Requiredness, Impact::Dangerous, "was added and is required, with a default")
            }
            (false, _) => (ChangeKind::Added, Impact::Safe, "was added"),
        };
        self.say(pair, kind, impact, (None, new.place), (&subject(new), predicate));
    }
}

fn keyed(operation: &Operation) -> BTreeMap<Key, &Parameter> {
    let in_path: Vec<&str> = operation
        .path
        .split('{')
        .skip(1)
        .filter_map(|part| part.split_once('}'))
        .map(|(name, _)| name)
        .collect();
    let key = |parameter: &Parameter| match parameter.location {
        ParameterLocation::Path => match in_path.iter().position(|name| *name == parameter.name) {
            Some(position) => (ParameterLocation::Path, position.to_string()),
            None => (ParameterLocation::Path, parameter.name.clone()),
        },
        ParameterLocation::Header => (ParameterLocation::Header, parameter.name.to_ascii_lowercase()),
        other => (other, parameter.name.clone()),
    };
    let is_ignored = |parameter: &Parameter| {
        parameter.location == ParameterLocation::Header
            && IGNORED_HEADERS.contains(&parameter.name.to_ascii_lowercase().as_str())
    };
    let kept = operation.parameters.iter().filter(|parameter| !is_ignored(parameter));
    kept.map(|parameter| (key(parameter), parameter)).collect()
}

fn has_default(contract: &Contract, parameter: &Parameter) -> bool {
    let schema = parameter.schema.and_then(|schema| contract.resolved(schema));
    schema.is_some_and(|schema| schema.rare().default.is_some())
}

fn subject(parameter: &Parameter) -> String {
    let kind = match parameter.location {
        ParameterLocation::Query | ParameterLocation::QueryString => "query parameter",
        ParameterLocation::Path => "path parameter",
        ParameterLocation::Header => "header",
        ParameterLocation::Cookie => "cookie",
    };
    format!("the {kind} `{}`", parameter.name)
}

fn place(location: ParameterLocation) -> &'static str {
    match location {
        ParameterLocation::Query | ParameterLocation::QueryString => "the query",
        ParameterLocation::Path => "the path",
        ParameterLocation::Header => "a header",
        ParameterLocation::Cookie => "a cookie",
    }
}
