//! Which keywords say something of values of which type (JSON Schema validation, section 6).

use super::nearest::nearest;
use super::reader::{Reader, clipped};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{ProblemKind, Schema, SchemaType};

impl Reader<'_> {
    /// Tells keywords that have no effect on the one type that a schema declares.
    pub(super) fn misapplied(&mut self, schema: &Schema, id: NodeId) {
        let mut declared = schema.types.iter().filter(|one| **one != SchemaType::Null);
        let (Some(type_), None) = (declared.next(), declared.next()) else { return };
        if *type_ == SchemaType::File {
            return;
        }
        let tree = self.tree;
        for (name, value) in tree.members(id) {
            let misses = applies_to(name).is_some_and(|types| !types.contains(type_));
            // In 2.0, `required: true` is said of a parameter.
            let meant =
                tree.shape(value) != Shape::Null && (name != "required" || tree.shape(value) == Shape::List);
            if misses && meant {
                let message = format!("`{name}` has no effect on values of type `{}`", type_.name());
                self.problem(ProblemKind::Ineffective, self.node_place(value), message);
            }
        }
        if let Some(format) = tree.member(id, "format") {
            self.format_problems(format, *type_);
        }
    }

    /// Tells a format of values of another type, and one that is misspelt.
    fn format_problems(&mut self, id: NodeId, type_: SchemaType) {
        let Some(written) = self.tree.text(id) else { return };
        if let Some((_, types)) = FORMATS.iter().find(|(name, _)| *name == written) {
            if !types.is_empty() && !types.contains(&type_) {
                let message =
                    format!("the format `{written}` has no effect on values of type `{}`", type_.name());
                self.problem(ProblemKind::Ineffective, self.value_place(id), message);
            }
        } else if let Some(meant) = self.format_meant(written) {
            let message = format!(
                "the format `{}` is none that readers know; did you mean `{meant}`?",
                clipped(written)
            );
            self.problem(ProblemKind::Ineffective, self.value_place(id), message);
        }
    }
}

impl Reader<'_> {
    /// The format that an unknown one means, looked up once.
    fn format_meant(&mut self, written: &str) -> Option<&'static str> {
        if let Some(known) = self.once.formats.get(written) {
            return *known;
        }
        let meant = misspelt(written);
        self.once.formats.insert(written.to_owned(), meant);
        meant
    }
}

const TEXT: &[SchemaType] = &[SchemaType::String];
const NUMBER: &[SchemaType] = &[SchemaType::Integer, SchemaType::Number];
/// Numbers that are often sent as texts, so that no reader rounds them.
const LONG: &[SchemaType] = &[SchemaType::Integer, SchemaType::Number, SchemaType::String];

/// The formats of JSON Schema and of OpenAPI's registry (<https://spec.openapis.org/registry/format/>), each with
/// the types that it says something of; none for what has several readings.
const FORMATS: [(&str, &[SchemaType]); 33] = [
    ("base64url", TEXT),
    ("binary", TEXT),
    ("byte", TEXT),
    ("date", TEXT),
    ("date-time", TEXT),
    ("date-time-local", TEXT),
    ("decimal", &[]),
    ("double", NUMBER),
    ("duration", &[]),
    ("email", TEXT),
    ("float", NUMBER),
    ("hostname", TEXT),
    ("idn-email", TEXT),
    ("idn-hostname", TEXT),
    ("int16", NUMBER),
    ("int32", NUMBER),
    ("int64", LONG),
    ("int8", NUMBER),
    ("ipv4", TEXT),
    ("ipv6", TEXT),
    ("iri", TEXT),
    ("iri-reference", TEXT),
    ("json-pointer", TEXT),
    ("password", &[]),
    ("regex", TEXT),
    ("relative-json-pointer", TEXT),
    ("time", &[]),
    ("time-local", &[]),
    ("uint32", &[]),
    ("uint64", &[]),
    ("uri", TEXT),
    ("uri-reference", TEXT),
    ("uuid", TEXT),
];

/// The format that a name means which is written otherwise (`datetime`, `UUID`), or with a slip in a long name.
fn misspelt(written: &str) -> Option<&'static str> {
    let plain = |text: &str| -> String {
        text.chars().filter(char::is_ascii_alphanumeric).map(|letter| letter.to_ascii_lowercase()).collect()
    };
    let own = plain(written);
    let known = || FORMATS.iter().map(|(name, _)| *name);
    known()
        .find(|name| plain(name) == own)
        .or_else(|| nearest(written, known().filter(|name| name.len() > 7)))
}

/// The types that a keyword bounds; `None` where it bounds all, or none.
fn applies_to(keyword: &str) -> Option<&'static [SchemaType]> {
    Some(match keyword {
        "maxLength" | "minLength" | "pattern" | "contentEncoding" | "contentMediaType" => {
            &[SchemaType::String]
        }
        "minimum" | "maximum" | "exclusiveMinimum" | "exclusiveMaximum" | "multipleOf" => {
            &[SchemaType::Integer, SchemaType::Number]
        }
        "items" | "maxItems" | "minItems" | "uniqueItems" | "prefixItems" | "contains" | "minContains"
        | "maxContains" | "unevaluatedItems" => &[SchemaType::Array],
        "properties"
        | "additionalProperties"
        | "patternProperties"
        | "propertyNames"
        | "maxProperties"
        | "minProperties"
        | "required"
        | "dependentRequired"
        | "dependentSchemas"
        | "unevaluatedProperties" => &[SchemaType::Object],
        _ => return None,
    })
}
