//! Sample JSON for a schema: with the values that the document gives, else by format, type and name. Bounded in
//! depth and size, and ended where a schema contains itself.

use super::sample_value::{quoted, scalar};
use crate::collections::{BTreeSet, Sort};
use crate::facts::{Contract, Property, Schema, SchemaId, SchemaType};

/// Objects and arrays within each other.
const DEPTH: usize = 5;
/// Lines of one sample, about.
const LINES: usize = 40;
/// Schemas that are followed through `allOf`, `oneOf` and `anyOf` to the fields of one object.
const PARTS: usize = 32;

#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Direction {
    Request,
    Response,
}

pub(super) struct Sample {
    pub(super) json: String,
    /// Fields of its objects that are not shown.
    pub(super) left: usize,
}

pub(super) fn sample(contract: &Contract, schema: SchemaId, direction: Direction) -> Sample {
    let mut writer =
        Writer { contract, direction, json: String::new(), lines: 0, left: 0, within: Vec::new() };
    writer.value(schema, "");
    Sample { json: writer.json, left: writer.left }
}

struct Writer<'a> {
    contract: &'a Contract,
    direction: Direction,
    json: String,
    lines: usize,
    left: usize,
    /// The objects and arrays that are being written.
    within: Vec<&'a Schema>,
}

impl<'a> Writer<'a> {
    fn value(&mut self, id: SchemaId, name: &str) {
        let Some(schema) = self.chosen(id) else {
            self.json.push_str("null");
            return;
        };
        let shape = shape(schema);
        let again = self.within.iter().any(|outer| std::ptr::eq(*outer, schema));
        let ends = again || self.within.len() >= DEPTH || self.lines >= LINES;
        match shape {
            Shape::Object if ends => self.json.push_str("{}"),
            Shape::Array if ends => self.json.push_str("[]"),
            Shape::Object => self.nested(schema, Self::object),
            Shape::Array => self.nested(schema, Self::array),
            Shape::Scalar => self.json.push_str(&scalar(schema, name)),
        }
    }

    /// The schema behind references and, where it only says that it is one of several, the first of them.
    fn chosen(&self, id: SchemaId) -> Option<&'a Schema> {
        let mut schema = self.contract.resolved(id)?;
        for _ in 0..PARTS {
            let only_choice =
                schema.properties.is_empty() && schema.items.is_none() && schema.all_of.is_empty();
            let choice = schema.one_of.first().or(schema.any_of.first()).filter(|_| only_choice);
            match choice.and_then(|choice| self.contract.resolved(*choice)) {
                Some(next) => schema = next,
                None => break,
            }
        }
        Some(schema)
    }

    fn nested(&mut self, schema: &'a Schema, write: fn(&mut Self, &'a Schema)) {
        self.within.push(schema);
        write(self, schema);
        self.within.pop();
    }

    fn array(&mut self, schema: &'a Schema) {
        self.json.push('[');
        if let Some(items) = schema.items {
            self.line();
            self.value(items, "");
            self.closing_line();
        }
        self.json.push(']');
    }

    fn object(&mut self, schema: &'a Schema) {
        let fields = self.fields(schema);
        let most = if self.within.len() == 1 { 12 } else { 5 };
        self.left += fields.len().saturating_sub(most);
        self.json.push('{');
        let mut written = 0;
        for field in fields.into_iter().take(most) {
            if written > 0 {
                self.json.push(',');
            }
            self.line();
            self.json.push_str(&quoted(&field.name));
            self.json.push_str(": ");
            self.value(field.schema, &field.name);
            written += 1;
        }
        if let (0, Some(additional)) = (written, schema.additional) {
            self.line();
            self.json.push_str("\"key\": ");
            self.value(additional, "");
            written += 1;
        }
        if written > 0 {
            self.closing_line();
        }
        self.json.push('}');
    }

    /// The fields that travel in this direction, required ones first.
    fn fields(&self, schema: &'a Schema) -> Vec<&'a Property> {
        let mut parts = vec![schema];
        let mut at = 0;
        let mut fields: Vec<&Property> = Vec::new();
        let mut required: BTreeSet<&str> = BTreeSet::new();
        let mut known: BTreeSet<&str> = BTreeSet::new();
        while let Some(part) = parts.get(at).copied() {
            required.extend(part.required.iter().map(String::as_str));
            fields.extend(
                part.properties.iter().filter(|one| self.travels(one) && known.insert(one.name.as_str())),
            );
            let choice = part.one_of.first().or(part.any_of.first());
            for id in part.all_of.iter().chain(choice) {
                if let Some(next) = self.contract.resolved(*id).filter(|_| parts.len() < PARTS) {
                    parts.push(next);
                }
            }
            at += 1;
        }
        fields.order_by_key(|field| !required.contains(field.name.as_str()));
        fields
    }

    fn travels(&self, property: &Property) -> bool {
        self.contract.resolved(property.schema).is_none_or(|schema| match self.direction {
            Direction::Request => !schema.read_only,
            Direction::Response => !schema.write_only,
        })
    }

    fn line(&mut self) {
        self.lines += 1;
        self.json.push('\n');
        self.json.push_str(&"  ".repeat(self.within.len()));
    }

    fn closing_line(&mut self) {
        self.json.push('\n');
        self.json.push_str(&"  ".repeat(self.within.len().saturating_sub(1)));
    }
}

enum Shape {
    Object,
    Array,
    Scalar,
}

fn shape(schema: &Schema) -> Shape {
    if schema.is(SchemaType::Object) || !schema.properties.is_empty() || !schema.all_of.is_empty() {
        Shape::Object
    } else if schema.is(SchemaType::Array) || schema.items.is_some() {
        Shape::Array
    } else {
        Shape::Scalar
    }
}
