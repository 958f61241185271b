//! Paths with parameters in braces: `/users/{id}`.

use std::collections::HashMap;

use super::reader::{Reader, clipped};
use super::version::Version;
use crate::artifact::{Correction, Value};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Operation, ParameterLocation, ProblemKind};

/// The path with its parameters nameless: two paths of one pattern match the same requests.
pub(super) fn pattern(path: &str) -> String {
    let mut pattern = String::with_capacity(path.len());
    let mut rest = path;
    while let Some((before, after)) = rest.split_once('{') {
        pattern.push_str(before);
        pattern.push_str("{}");
        rest = after.split_once('}').map_or("", |(_, rest)| rest);
    }
    pattern.push_str(rest);
    pattern
}

/// Names in braces, in their order.
pub(super) fn names(path: &str) -> Vec<&str> {
    path.split('{').skip(1).filter_map(|part| part.split_once('}')).map(|(name, _)| name).collect()
}

/// A name that stands in braces more than once; of a path with very many nothing is said.
pub(super) fn repeated(path: &str) -> Option<&str> {
    let names = names(path);
    let mut rest = names.as_slice();
    while let [name, others @ ..] = rest {
        if names.len() <= 100 && others.contains(name) {
            return Some(name);
        }
        rest = others;
    }
    None
}

/// What is wrong with the braces of a path.
pub(super) fn fault(path: &str) -> Option<&'static str> {
    let mut open = false;
    for character in path.chars() {
        match (character, open) {
            ('{', false) => open = true,
            ('}', true) => open = false,
            ('{', true) | ('}', false) => return Some("has a brace without its counterpart"),
            _ => {}
        }
    }
    if open {
        return Some("has a brace without its counterpart");
    }
    names(path).iter().any(|name| name.trim().is_empty()).then_some("has a parameter without a name")
}

/// What no request's path has: a fragment is never sent, and white space cannot be.
pub(super) fn odd(path: &str) -> Option<&'static str> {
    if path.contains('#') {
        Some("a path holds a fragment (`#`), which no request carries")
    } else if path.contains(char::is_whitespace) {
        Some("a path holds white space, which no address may have")
    } else if path.contains("//") {
        Some("a path has an empty segment (`//`)")
    } else {
        None
    }
}

/// A path up to the parameter of a name: what is the same up to there means the same thing.
fn place<'p>(path: &'p str, name: &str) -> Option<&'p str> {
    let end = path.find(&format!("{{{name}}}"))? + name.len() + 2;
    path.get(..end)
}

impl Reader<'_> {
    /// Every name in the path is a parameter, and every path parameter is in the path.
    pub(super) fn path_parameters(&mut self, operation: &Operation) {
        // What a reference outside of the document declares is not known.
        if !operation.unread.is_empty() || operation.path.contains('?') {
            return;
        }
        let label = operation.label();
        let names = names(&operation.path);
        // A path of that many parameters is not a path.
        if names.len() > 100 {
            return;
        }
        for name in &names {
            // 3.2 lets a parameter take several segments.
            let name = name.trim_end_matches(['*', '+']);
            // Told of the path.
            if name.is_empty() {
                continue;
            }
            let declared = operation.parameters.iter().any(|parameter| {
                parameter.location == ParameterLocation::Path
                    && parameter.name.trim_end_matches(['*', '+']) == name
            });
            if !declared {
                let message =
                    format!("`{}` does not declare its path parameter `{}`", clipped(&label), clipped(name));
                let correction = self.declared(operation, name);
                self.correctable(ProblemKind::PathParameter, operation.place, message, correction);
            }
        }
        for parameter in &operation.parameters {
            let used = parameter.location != ParameterLocation::Path
                || names.iter().any(|name| {
                    name.trim_end_matches(['*', '+']) == parameter.name.trim_end_matches(['*', '+'])
                });
            if !used {
                let message = format!(
                    "the path of `{}` has no place for its parameter `{}`",
                    clipped(&label),
                    clipped(&parameter.name)
                );
                self.problem(ProblemKind::PathParameter, parameter.place, message);
            }
        }
    }

    /// Declares a path parameter as it is declared elsewhere below the same path, or else as a string, which is what every
    /// path segment is.
    fn declared(&mut self, operation: &Operation, name: &str) -> Option<Correction> {
        let known = self.known_path_parameter(operation, name);
        let known = known.and_then(|known| self.copied(known));
        let parameter = known.unwrap_or_else(|| {
            let string = Value::text("string");
            Value::map([
                ("name", Value::text(name)),
                ("in", Value::text("path")),
                ("required", Value::Bool(true)),
                match self.version {
                    Version::V2 => ("type", string),
                    _ => ("schema", Value::map([("type", string)])),
                },
            ])
        });
        let edit = match (operation.slots.parameters, operation.slots.operation) {
            (Some(list), _) => (list.place, list.item(&parameter)),
            (None, Some(slot)) => (slot.place, slot.member("parameters", &Value::List(vec![parameter]))),
            (None, None) => return None,
        };
        Some(Correction {
            title: format!("Declare the path parameter `{}`", clipped(name)),
            edits: vec![edit],
        })
    }

    /// How another operation declares the parameter of this place in a path, in the file of the operation.
    fn known_path_parameter(&mut self, operation: &Operation, name: &str) -> Option<NodeId> {
        let place = place(&operation.path, name).filter(|_| operation.place.file == self.file())?;
        if self.path_parameters_placed.is_none() {
            self.path_parameters_placed = Some(self.path_parameters_by_place());
        }
        self.path_parameters_placed.as_ref()?.get(place).copied()
    }

    fn path_parameters_by_place(&self) -> HashMap<String, NodeId> {
        let tree = self.tree;
        let mut placed = HashMap::new();
        for (path, item) in self.paths.into_iter().flat_map(|paths| tree.members(paths)) {
            let lists = std::iter::once(item).chain(tree.children(item));
            let lists = lists.filter_map(|holder| tree.member(holder, "parameters"));
            for entry in lists.flat_map(|list| tree.children(list)) {
                let written = self.text_member(entry, "$ref");
                let node = match written.and_then(|written| written.rsplit_once('/')) {
                    Some((section, key)) => self.shared_parameter(section, key),
                    None => Some(entry),
                };
                let node = node.filter(|node| self.text_member(*node, "in") == Some("path"));
                let name = node.and_then(|node| self.text_member(node, "name"));
                if let Some(place) = name.and_then(|name| place(path, name)) {
                    placed.entry(place.to_owned()).or_insert(entry);
                }
            }
        }
        placed
    }

    fn shared_parameter(&self, section: &str, key: &str) -> Option<NodeId> {
        let map = match section {
            "#/parameters" => self.tree.member(self.root, "parameters"),
            "#/components/parameters" => self.component("parameters"),
            _ => None,
        };
        self.tree.member(map?, key)
    }

    /// A parameter as it is declared elsewhere, without what need not hold here; none where it holds what cannot
    /// be written down.
    fn copied(&self, id: NodeId) -> Option<Value> {
        if let Some(reference) = self.text_member(id, "$ref") {
            return Some(Value::reference(reference));
        }
        let needed =
            |name: &str| !name.starts_with("x-") && !matches!(name, "example" | "examples" | "required");
        let mut members = self.members_copied(id, needed)?;
        let at = members.len().min(2);
        members.insert(at, ("required".to_owned(), Value::Bool(true)));
        Some(Value::Map(members))
    }

    /// Scalars, lists of them, and one level of both below.
    fn members_copied(&self, id: NodeId, needed: impl Fn(&str) -> bool) -> Option<Vec<(String, Value)>> {
        let members = self.tree.members(id).filter(|(name, _)| needed(name));
        let written = members.map(|(name, member)| {
            let value = match self.tree.shape(member) {
                Shape::Map => Value::Map(self.flat_members(member)?),
                _ => self.flat_copied(member)?,
            };
            Some((name.to_owned(), value))
        });
        written.collect()
    }

    fn flat_members(&self, id: NodeId) -> Option<Vec<(String, Value)>> {
        let members = self.tree.members(id);
        members.map(|(name, member)| Some((name.to_owned(), self.flat_copied(member)?))).collect()
    }

    fn flat_copied(&self, id: NodeId) -> Option<Value> {
        if self.tree.shape(id) != Shape::List {
            return self.scalar_copied(id);
        }
        let values: Option<Vec<_>> = self.tree.children(id).map(|value| self.scalar_copied(value)).collect();
        values.map(Value::List)
    }

    fn scalar_copied(&self, id: NodeId) -> Option<Value> {
        let tree = self.tree;
        match tree.shape(id) {
            Shape::Text => tree.text(id).map(Value::text),
            Shape::Bool => tree.bool(id).map(Value::Bool),
            Shape::Number => tree.written(id)?.parse().ok().map(Value::Number),
            _ => None,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_that_differ_in_names_alone_have_one_pattern() {
        assert_eq!(pattern("/a/{x}/b"), pattern("/a/{y}/b"));
        assert_ne!(pattern("/a/{x}"), pattern("/a/x"));
        assert_eq!(names("/a/{x}/{y}.json"), ["x", "y"]);
        assert_eq!((repeated("/a/{x}/{y}"), repeated("/a/{x}/b/{x}")), (None, Some("x")));
        assert!(fault("/a/{x}/{y}.json").is_none());
        assert!(["/a/{}", "/a/{x", "/a/x}", "/{a{b}}"].into_iter().all(|path| fault(path).is_some()));
    }
}
