//! Keywords that say nothing by themselves: they lean on another keyword that is not there, or repeat what a
//! stronger one says.

use super::nearest::nearest;
use super::reader::{Reader, clipped};
use super::values;
use super::version::Version::{self, V30, V31};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

/// A keyword and those of which it needs one beside it (JSON Schema 2020-12, core 10 and validation 6).
const LATER: [(&str, &[&str]); 6] = [
    ("if", &["then", "else"]),
    ("then", &["if"]),
    ("else", &["if"]),
    ("minContains", &["contains"]),
    ("maxContains", &["contains"]),
    ("contentSchema", &["contentMediaType"]),
];
/// As [`LATER`], before 3.1 (JSON Schema draft 4, validation 5.1).
const EARLIER: [(&str, &[&str]); 2] =
    [("exclusiveMinimum", &["minimum"]), ("exclusiveMaximum", &["maximum"])];

/// Whether a keyword may say nothing, or too much, because of another: a schema without any is not asked further.
pub(super) fn leans(keyword: &str) -> bool {
    matches!(
        keyword,
        "allOf"
            | "anyOf"
            | "const"
            | "contentSchema"
            | "else"
            | "enum"
            | "exclusiveMaximum"
            | "exclusiveMinimum"
            | "if"
            | "maxContains"
            | "minContains"
            | "nullable"
            | "oneOf"
            | "then"
            | "writeOnly"
    )
}

/// Bytes of the JSON text of a part of a composition that is compared with the others.
const LONGEST_PART: usize = 200;
/// Parts of one composition that are compared.
const MOST_PARTS: usize = 200;

/// Keywords that say most of what schemas say. From 3.1 on, others are allowed and mean nothing.
const COMMON: [&str; 22] = [
    "additionalProperties",
    "allOf",
    "anyOf",
    "const",
    "default",
    "description",
    "discriminator",
    "exclusiveMaximum",
    "exclusiveMinimum",
    "format",
    "items",
    "maxItems",
    "maxLength",
    "maximum",
    "minItems",
    "minLength",
    "minimum",
    "oneOf",
    "pattern",
    "properties",
    "readOnly",
    "required",
];

impl Reader<'_> {
    /// From 3.1 on, any keyword is allowed: only a slip away from one that everybody knows is told.
    pub(super) fn unknown_keyword(&mut self, name: &str, value: NodeId) {
        if self.version < V31 && !name.starts_with("x-") {
            let message = format!("a schema has no field `{}` in {}", clipped(name), self.version.name());
            return self.problem(ProblemKind::UnknownField, self.node_place(value), message);
        }
        if name.len() < 5 || name.starts_with("x-") || self.foreign_dialect {
            return;
        }
        let letters = |text: &str| text.to_ascii_lowercase();
        // Shorter names are often words of their own.
        let long = COMMON.iter().copied().filter(|known| known.len() > 6 || letters(known) == letters(name));
        if let Some(meant) = nearest(name, long) {
            let message = format!("the keyword `{}` says nothing; did you mean `{meant}`?", clipped(name));
            self.problem(ProblemKind::Ineffective, self.node_place(value), message);
        }
    }

    pub(super) fn leaning_keywords(&mut self, schema: NodeId) {
        let pairs: &[(&str, &[&str])] = if self.version >= V31 { &LATER } else { &EARLIER };
        for (name, others) in pairs {
            let Some(value) = self.tree.member(schema, name) else { continue };
            let alone = others.iter().all(|other| self.tree.member(schema, other).is_none());
            if alone && self.tree.bool(value) != Some(false) {
                let other: Vec<_> = others.iter().map(|other| format!("`{other}`")).collect();
                let message = format!("`{name}` has no effect without {}", other.join(" or "));
                self.problem(ProblemKind::Ineffective, self.node_place(value), message);
            }
        }
        if self.version >= V31 {
            self.weaker_bound(schema, "minimum", "exclusiveMinimum", |weak, strong| weak <= strong);
            self.weaker_bound(schema, "maximum", "exclusiveMaximum", |weak, strong| weak >= strong);
        }
        for name in ["allOf", "anyOf", "oneOf"] {
            if name == "allOf" || self.version >= V30 {
                self.repeated_part(schema, name);
            }
        }
    }

    /// Of two lower or two upper bounds, one says nothing.
    fn weaker_bound(
        &mut self,
        schema: NodeId,
        inclusive: &str,
        exclusive: &str,
        is_weak: fn(f64, f64) -> bool,
    ) {
        let tree = self.tree;
        let (Some(one), Some(other)) = (tree.member(schema, inclusive), tree.member(schema, exclusive))
        else {
            return;
        };
        let (Some(bound), Some(sharp)) = (values::number(tree, one), values::number(tree, other)) else {
            return;
        };
        let (weak, id, strong) =
            if is_weak(bound, sharp) { (inclusive, one, exclusive) } else { (exclusive, other, inclusive) };
        let message = format!("`{weak}` has no effect beside the tighter `{strong}`");
        self.problem(ProblemKind::Ineffective, self.node_place(id), message);
    }

    /// A part that stands twice: of `oneOf`, which lets through what fits one part alone, nothing fits it then.
    fn repeated_part(&mut self, schema: NodeId, name: &str) {
        let tree = self.tree;
        let list = tree.member(schema, name).filter(|list| tree.shape(*list) == Shape::List);
        let mut seen: Vec<Box<str>> = Vec::new();
        for part in list.into_iter().flat_map(|list| tree.children(list)).take(MOST_PARTS) {
            let Some(text) = values::text(tree, part, LONGEST_PART) else { continue };
            if !seen.contains(&text) {
                seen.push(text);
                continue;
            }
            let shown = self.text_member(part, "$ref").map_or(&*text, |reference| reference);
            let shown = clipped(shown);
            let (kind, message) = if name == "oneOf" {
                let why = "what fits one fits the other, so neither ever counts";
                (ProblemKind::WrongValue, format!("`oneOf` holds `{shown}` twice: {why}"))
            } else {
                (
                    ProblemKind::Ineffective,
                    format!("a part of `{name}` has no effect: `{shown}` stands twice"),
                )
            };
            self.problem(kind, self.node_place(part), message);
        }
    }

    /// `nullable` widens the `type` that stands beside it (OpenAPI 3.0.3, 4.7.24); `null` among the types of a
    /// schema is held back by an `enum` without it.
    pub(super) fn null_without_effect(&mut self, schema: NodeId) {
        let tree = self.tree;
        let list = tree.member(schema, "enum").filter(|list| tree.shape(*list) == Shape::List);
        let forbids = list.is_some_and(|list| {
            let mut values = tree.children(list);
            values.next().is_some() && !tree.children(list).any(|value| tree.shape(value) == Shape::Null)
        });
        if self.version == Version::V30
            && let Some(nullable) = tree.member(schema, "nullable")
            && tree.bool(nullable) == Some(true)
            && !forbids
            && tree.member(schema, "type").is_none()
        {
            let message = "`nullable` has no effect without a `type` beside it";
            self.problem(ProblemKind::Ineffective, self.node_place(nullable), message);
        }
        if self.version >= V31
            && forbids
            && let Some(types) = tree.member(schema, "type")
            && let Some(null) = tree.children(types).find(|type_| tree.text(*type_) == Some("null"))
        {
            let message = "`null` among the types has no effect: `enum` does not list null";
            self.problem(ProblemKind::Ineffective, self.value_place(null), message);
        }
    }
}
