//! Paths with parameters in braces: `/users/{id}`.

use super::reader::{Reader, clipped};
use super::version::Version;
use crate::artifact::{Correction, Value};
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

    /// Declares a path parameter as a string, which is what every path segment is.
    fn declared(&self, operation: &Operation, name: &str) -> Option<Correction> {
        let parameter = |type_: (&str, Value)| {
            Value::map([
                ("name", Value::text(name)),
                ("in", Value::text("path")),
                ("required", Value::Bool(true)),
                type_,
            ])
        };
        let string = Value::text("string");
        let parameter = parameter(match self.version {
            Version::V2 => ("type", string),
            _ => ("schema", Value::map([("type", string)])),
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
