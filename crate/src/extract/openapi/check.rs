//! Holds objects against the tables of the specification.

use std::collections::HashSet;

use super::nearest::nearest;
use super::object::{Holds, Object};
use super::reader::{MOST_PROBLEMS, Reader, clipped};
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

/// Texts of one list: few are compared each with each, which most often takes no more than their lengths.
#[derive(Default)]
struct Seen<'a> {
    few: Vec<&'a str>,
    more: HashSet<&'a str>,
}

impl<'a> Seen<'a> {
    /// Whether the text is a new one.
    fn add(&mut self, text: &'a str) -> bool {
        const FEW: usize = 64;
        if self.few.contains(&text) {
            return false;
        }
        if self.few.len() < FEW {
            self.few.push(text);
            return true;
        }
        self.more.insert(text)
    }
}

impl Reader<'_> {
    /// Compares an object with what the specification says of its kind. Says whether it is an object at all.
    pub(super) fn check(&mut self, id: NodeId, object: &'static Object) -> bool {
        let object = object.variant.map_or(object, |variant| variant(self, id));
        let shape = self.tree.shape(id);
        if !self.is_first(id) {
            return shape == Shape::Map;
        }
        if shape != Shape::Map {
            self.unfit(id, object.name, "an object");
            return false;
        }
        let tree = self.tree;
        let mut refers = false;
        for (name, value) in tree.members(id) {
            match (object.field(name, self.version), object.others) {
                _ if name.starts_with("x-") => {}
                // Told as missing.
                (Some(field), _) if field.is_required(self.version) && tree.shape(value) == Shape::Null => {}
                (Some(field), _) => self.held(value, field.holds(), name, object.name),
                (None, Some(holds)) => self.held(value, holds, name, object.name),
                (None, None) if name == "$ref" => {
                    refers = true;
                    self.stray_reference(value, object);
                }
                (None, None) => self.unknown_field(value, name, object),
            }
        }
        if refers {
            return true;
        }
        for field in object.required(self.version) {
            let value = self.tree.member(id, field.name);
            if value.is_none_or(|value| self.tree.shape(value) == Shape::Null) {
                let message = format!("{} has no `{}`", object.name, field.name);
                self.problem(ProblemKind::MissingField, self.node_place(id), message);
            }
        }
        if let Some(also) = object.also {
            also(self, id);
        }
        true
    }

    /// Whether a reference may stand in the place of such an object. Paths have a field for theirs.
    pub(super) fn may_refer(&self, object: &Object) -> bool {
        use super::component::Component::{MediaType, Parameter, PathItem, Response};
        match object.kind {
            None => false,
            Some(PathItem | Parameter | Response) => true,
            Some(MediaType) => self.version >= Version::V32,
            Some(_) => self.version >= Version::V30,
        }
    }

    /// Tells a `$ref` where it is no text, or where no reference may stand.
    pub(super) fn stray_reference(&mut self, value: NodeId, object: &Object) {
        if self.may_refer(object) {
            self.wrong_type(value, "`$ref`", "a text");
        } else if self.version <= Version::V32 && self.is_first(value) {
            let message = format!(
                "{} cannot be a reference in {}: many readers pass over its `$ref`",
                object.name,
                self.version.name()
            );
            self.problem(ProblemKind::UnknownField, self.node_place(value), message);
        }
    }

    /// Compares a value with what its field holds, as far as that is no object or schema, which are looked at
    /// when their turn comes.
    pub(super) fn held(&mut self, value: NodeId, holds: Holds, name: &str, owner: &str) {
        let tree = self.tree;
        let shape = tree.shape(value);
        // Objects and schemas tell it themselves.
        if matches!(holds, Holds::Schema | Holds::One(_)) {
            return;
        }
        if !holds.fits(shape, self.version) {
            return self.unfit(value, &format!("`{}` of {owner}", clipped(name)), holds.name());
        }
        match holds {
            Holds::Count => {
                let written = tree.written(value).and_then(|written| written.parse::<f64>().ok());
                if written.is_some_and(|number| number < 0.0 || number.fract() != 0.0) {
                    let written = clipped(tree.written(value).unwrap_or_default());
                    let message = format!("`{name}` of {owner} must be {}, and is {written}", holds.name());
                    self.problem(ProblemKind::WrongValue, self.node_place(value), message);
                }
            }
            Holds::Words(words) => self.is_word(value, words, &format!("`{name}` of {owner}")),
            Holds::Texts | Holds::Set | Holds::WordSet(_) => self.listed_texts(value, holds, name, owner),
            Holds::TextMap => {
                for (key, member) in tree.members(value) {
                    if tree.shape(member) != Shape::Text && !key.starts_with("x-") {
                        self.unfit(member, &format!("`{}` in `{name}` of {owner}", clipped(key)), "a text");
                    }
                }
            }
            Holds::SchemaList if tree.children(value).next().is_none() => {
                let message = format!("`{name}` of {owner} must hold at least one schema, and is empty");
                self.problem(ProblemKind::WrongValue, self.node_place(value), message);
            }
            _ => {}
        }
    }

    fn listed_texts(&mut self, list: NodeId, holds: Holds, name: &str, owner: &str) {
        let tree = self.tree;
        let mut seen = Seen::default();
        for entry in tree.children(list) {
            let Some(text) = tree.text(entry) else {
                self.unfit(entry, &format!("each of `{name}` of {owner}"), "a text");
                continue;
            };
            if !matches!(holds, Holds::Texts) && !seen.add(text) {
                let message = format!("`{}` stands twice in `{name}` of {owner}", clipped(text));
                self.problem(ProblemKind::Forgiven, self.value_place(entry), message);
            }
            if let Holds::WordSet(words) = holds {
                self.is_word(entry, words, &format!("each of `{name}` of {owner}"));
            }
        }
    }

    /// Tells a text that is none of some words.
    pub(super) fn is_word(&mut self, value: NodeId, words: &[&str], what: &str) {
        let Some(written) = self.tree.text(value).filter(|written| !words.contains(written)) else { return };
        let choice = match words {
            [one] => format!("`{one}`"),
            [first @ .., last] => {
                let first: Vec<_> = first.iter().map(|word| format!("`{word}`")).collect();
                format!("{} or `{last}`", first.join(", "))
            }
            [] => return,
        };
        let version = self.version.name();
        let message = format!("{what} must be {choice} in {version}, and is `{}`", clipped(written));
        self.problem(ProblemKind::WrongValue, self.value_place(value), message);
    }

    fn unknown_field(&mut self, value: NodeId, name: &str, object: &Object) {
        if self.problems.len() >= MOST_PROBLEMS {
            self.untold += 1;
            return;
        }
        let known = object.fields(self.version).map(|field| field.name);
        let meant = nearest(name, known).map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
        let message =
            format!("{} has no field `{}` in {}{meant}", object.name, clipped(name), self.version.name());
        self.problem(ProblemKind::UnknownField, self.node_place(value), message);
    }

    /// Tells a value of the wrong form; an empty one is what most readers take for none.
    pub(super) fn unfit(&mut self, value: NodeId, what: &str, expected: &str) {
        if self.tree.shape(value) == Shape::Null {
            let message = format!("{what} must be {expected}, and is empty");
            self.problem(ProblemKind::Forgiven, self.node_place(value), message);
        } else {
            self.wrong_type(value, what, expected);
        }
    }

    pub(super) fn wrong_type(&mut self, value: NodeId, what: &str, expected: &str) {
        let is = self.tree.shape(value).name();
        let message = format!("{what} must be {expected}, and is {is}");
        self.problem(ProblemKind::WrongType, self.node_place(value), message);
    }
}
