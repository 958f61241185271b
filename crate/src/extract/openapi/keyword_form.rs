//! What the keywords of schemas hold, version by version (JSON Schema draft 4 for 2.0, draft 5 for 3.0, 2020-12
//! from 3.1 on), and which of them exclude each other.

use super::expression::{self, Fault};
use super::leaning::leans;
use super::object::Holds;
use super::object::Holds::{Bool, Count, List, Map, Number, One, SchemaList, Schemas, Set, Text};
use super::objects;
use super::reader::{Reader, clipped};
use super::values;
use super::version::Version::{self, V2, V30, V31, V32};
use crate::artifact::{Correction, Place};
use crate::extract::tree::{NodeId, Shape};
use crate::facts::ProblemKind;

/// What a keyword holds, where it has a form of its own that its reading does not tell.
fn form(name: &str, version: Version) -> Option<Holds> {
    let later = version >= V31;
    Some(match name {
        "title" | "description" | "format" | "pattern" => Text,
        "multipleOf" | "maximum" | "minimum" => Number,
        "exclusiveMaximum" | "exclusiveMinimum" if later => Number,
        "exclusiveMaximum" | "exclusiveMinimum" | "uniqueItems" | "readOnly" => Bool,
        "writeOnly" | "deprecated" if version >= V30 => Bool,
        "nullable" if version == V30 => Bool,
        "maxLength" | "minLength" | "maxItems" | "minItems" | "maxProperties" | "minProperties" => Count,
        "required" => Set,
        "enum" => List,
        "allOf" => SchemaList,
        "oneOf" | "anyOf" if version >= V30 => SchemaList,
        "properties" => Schemas,
        "discriminator" if version == V2 => Text,
        "discriminator" if version <= V32 => One(&objects::DISCRIMINATOR),
        "xml" if version <= V32 => One(&objects::XML),
        "externalDocs" if version <= V32 => One(&objects::EXTERNAL_DOCS),
        "$id" | "$schema" | "$anchor" | "$dynamicAnchor" | "$dynamicRef" | "$comment" | "contentEncoding"
        | "contentMediaType"
            if later =>
        {
            Text
        }
        "$defs" | "definitions" | "patternProperties" | "dependentSchemas" if later => Schemas,
        "prefixItems" if later => SchemaList,
        "examples" if later => List,
        "minContains" | "maxContains" if later => Count,
        "dependentRequired" | "$vocabulary" if later => Map,
        _ => return None,
    })
}

impl Reader<'_> {
    /// Compares the keywords of a schema with what they hold.
    pub(super) fn keyword_forms(&mut self, id: NodeId) {
        if self.foreign_dialect || self.text_member(id, "$schema").is_some_and(is_foreign) {
            return;
        }
        let tree = self.tree;
        for (name, value) in tree.members(id) {
            match form(name, self.version) {
                Some(One(object)) => {
                    self.check(value, object);
                }
                Some(Number) if name.starts_with("exclusive") && tree.shape(value) == Shape::Bool => {
                    self.old_exclusive(id, name, value);
                }
                Some(holds) => self.held(value, holds, name, "a schema"),
                None => {}
            }
            let version = self.version;
            let empty = || tree.shape(value) == Shape::List && tree.children(value).next().is_none();
            match name {
                "required" if version < V31 && empty() => {
                    let message = format!(
                        "`required` of a schema must name a property in {}, and is empty",
                        version.name()
                    );
                    self.problem(ProblemKind::Forgiven, self.node_place(value), message);
                }
                "enum" if version < V31 && empty() => {
                    let message =
                        format!("`enum` of a schema must hold a value in {}, and is empty", version.name());
                    self.problem(ProblemKind::WrongValue, self.node_place(value), message);
                }
                "pattern" => self.expression(value),
                "patternProperties" if version >= V31 => {
                    for (written, own) in tree.members(value) {
                        self.is_expression(written, self.key_place(own), "a key of `patternProperties`");
                    }
                }
                "dependentRequired" if version >= V31 => {
                    for (_, own) in tree.members(value) {
                        self.held(own, Set, name, "a schema");
                    }
                }
                "multipleOf" if values::number(tree, value).is_some_and(|number| number <= 0.0) => {
                    let message = "`multipleOf` of a schema must be more than 0";
                    self.problem(ProblemKind::WrongValue, self.node_place(value), message);
                }
                _ => {}
            }
        }
        if tree.members(id).any(|(name, _)| leans(name)) {
            self.exclusive_keywords(id);
        }
    }

    /// `exclusiveMinimum: true` beside `minimum`, as before 3.1: since then it is the bound itself.
    fn old_exclusive(&mut self, schema: NodeId, name: &str, value: NodeId) {
        let message = format!("`{name}` of a schema must be a number, and is true or false");
        let correction = self.exclusive_as_bound(schema, name, value);
        self.correctable(ProblemKind::WrongType, self.node_place(value), message, correction);
    }

    fn exclusive_as_bound(&self, schema: NodeId, name: &str, value: NodeId) -> Option<Correction> {
        let tree = self.tree;
        if !tree.bool(value)? {
            let edits = vec![(self.removal(schema, value)?, String::new())];
            return Some(Correction { title: format!("Leave out `{name}: false`"), edits });
        }
        let inclusive = if name == "exclusiveMinimum" { "minimum" } else { "maximum" };
        let bound = tree.member(schema, inclusive).filter(|bound| tree.shape(*bound) == Shape::Number)?;
        let edits = vec![
            (self.removal(schema, bound)?, String::new()),
            (self.value_place(value), tree.written(bound)?.to_owned()),
        ];
        Some(Correction { title: format!("Give `{name}` the bound itself"), edits })
    }

    pub(super) fn expression(&mut self, pattern: NodeId) {
        if let Some(written) = self.tree.text(pattern) {
            self.is_expression(written, self.value_place(pattern), "`pattern`");
        }
    }

    fn is_expression(&mut self, written: &str, place: Place, what: &str) {
        let (kind, why, whose) = match expression::fault(written) {
            None => return,
            Some(Fault::Broken(why)) => (ProblemKind::WrongValue, why, ""),
            Some(Fault::Foreign(why)) => (ProblemKind::Forgiven, why, " of JavaScript (ECMA-262)"),
        };
        let message = format!("{what} of a schema is no regular expression{whose}: {why}");
        self.problem(kind, place, message);
    }

    fn exclusive_keywords(&mut self, id: NodeId) {
        let tree = self.tree;
        if let Some(write_only) = tree.member(id, "writeOnly")
            && tree.bool(write_only) == Some(true)
            && self.bool_member(id, "readOnly")
        {
            let message =
                "`readOnly` and `writeOnly` cannot both be true: nobody could ever send or see the value";
            self.problem(ProblemKind::WrongValue, self.node_place(write_only), message);
        }
        self.constant_of_type(id);
        let list = tree.member(id, "enum").filter(|list| tree.shape(*list) == Shape::List);
        let Some(list) = list else { return };
        if self.version == V30
            && let Some(nullable) = tree.member(id, "nullable")
            && tree.bool(nullable) == Some(true)
            && tree.children(list).next().is_some()
            && !tree.children(list).any(|value| tree.shape(value) == Shape::Null)
        {
            let message = "`nullable: true` has no effect: `enum` does not list null";
            self.problem(ProblemKind::Ineffective, self.node_place(nullable), message);
        }
        if self.version >= V31
            && let Some(value) = tree.member(id, "const")
            && let Some(written) = values::text(tree, value, 200)
            && tree.children(list).take(1_000).count() < 1_000
            && !tree.children(list).any(|own| values::text(tree, own, 200).as_deref() == Some(&written))
        {
            let message =
                format!("no value fits: the `const` {} is not among the values of `enum`", clipped(&written));
            self.problem(ProblemKind::WrongValue, self.node_place(value), message);
        }
    }
}

impl Reader<'_> {
    /// The one value that a schema lets through has the type that it asks for.
    fn constant_of_type(&mut self, id: NodeId) {
        let tree = self.tree;
        let (Some(value), Some(types)) = (tree.member(id, "const"), tree.member(id, "type")) else { return };
        let listed = tree.shape(types) == Shape::List;
        let own: Vec<NodeId> = if listed { tree.children(types).collect() } else { vec![types] };
        let shape = tree.shape(value);
        let fits = |type_: &NodeId| match tree.text(*type_) {
            Some("string") => shape == Shape::Text,
            Some("number" | "integer") => shape == Shape::Number,
            Some("boolean") => shape == Shape::Bool,
            Some("array") => shape == Shape::List,
            Some("object") => shape == Shape::Map,
            Some("null") => shape == Shape::Null,
            _ => true,
        };
        if self.version >= V31 && !own.iter().any(fits) {
            let message = format!("no value fits: the `const` is {}, which `type` rules out", shape.name());
            self.problem(ProblemKind::WrongValue, self.node_place(value), message);
        }
    }
}

/// Whether a dialect has keywords of its own: neither OpenAPI's nor the draft that it builds on.
pub(super) fn is_foreign(dialect: &str) -> bool {
    !dialect.contains("spec.openapis.org/oas/") && !dialect.contains("json-schema.org/draft/2020-12/")
}
