//! Schemas: each is read once and gets a number, however often it is used. A queue takes the place of
//! recursion, so that neither depth nor rings matter.

use super::reader::{Reader, Waiting, clipped};
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{ProblemKind, Property, Schema, SchemaId, SchemaType};

impl Reader<'_> {
    /// The number of the schema at a node; it is read when its turn comes.
    pub(super) fn schema_id(&mut self, id: NodeId) -> SchemaId {
        let id = self.tree.resolved(id);
        if let Some(known) = self.numbered.get(&id) {
            return *known;
        }
        let number = self.number(Waiting::Node(id));
        self.numbered.insert(id, number);
        number
    }

    /// The number of a schema that stands nowhere in the document.
    pub(super) fn made_schema_id(&mut self, schema: Schema) -> SchemaId {
        self.number(Waiting::Made(Box::new(schema)))
    }

    fn number(&mut self, waiting: Waiting) -> SchemaId {
        let number = SchemaId(u32::try_from(self.waiting.len()).unwrap_or(u32::MAX));
        self.waiting.push(waiting);
        number
    }

    /// The number of the schema of a parameter or header in 2.0, whose fields stand among its own.
    pub(super) fn plain_schema_id(&mut self, id: NodeId) -> SchemaId {
        self.plain.insert(self.tree.resolved(id));
        self.schema_id(id)
    }

    /// Reads every schema that has a number. Those that it finds on the way get the next numbers.
    pub(super) fn read_schemas(&mut self) {
        while let Some(waiting) = self.waiting.get_mut(self.schemas.len()) {
            let schema = match waiting {
                Waiting::Made(schema) => std::mem::take(schema.as_mut()),
                Waiting::Node(id) => {
                    let id = *id;
                    self.schema(id)
                }
            };
            self.schemas.push(schema);
        }
    }

    fn schema(&mut self, id: NodeId) -> Schema {
        let mut schema = Schema { place: self.node_place(id), ..Schema::default() };
        match self.tree.shape(id) {
            Shape::Map => {}
            Shape::Bool if self.version >= Version::V31 => {
                schema.closed = self.tree.bool(id) == Some(false);
                return schema;
            }
            _ => {
                self.wrong_type(id, "a schema", "an object");
                schema.unread = true;
                return schema;
            }
        }
        let tree = self.tree;
        if self.version < Version::V31
            && let Some(reference) = tree.member(id, "$ref")
        {
            // What stands beside a reference has no meaning before 3.1.
            self.reference(&mut schema, reference);
            return schema;
        }
        let plain = self.plain.contains(&id);
        for (name, value) in tree.members(id) {
            if plain && name == "required" {
                continue;
            }
            let known = self.field(&mut schema, name, value)
                || self.assertion(&mut schema, name, value)
                || self.annotation(&mut schema, name, value);
            if !known && !plain && self.version < Version::V31 && !name.starts_with("x-") {
                let message = format!("a schema has no field `{}` in {}", clipped(name), self.version.name());
                self.problem(ProblemKind::UnknownField, self.node_place(value), message);
            }
        }
        if self.version < Version::V31
            && schema.is(SchemaType::Array)
            && schema.items.is_none()
            && schema.refers_to.is_none()
        {
            let message = "an array has no `items`";
            self.problem(ProblemKind::MissingField, schema.place, message);
        }
        schema
    }

    /// Fields that hold other schemas. Says whether it is one of them.
    fn field(&mut self, schema: &mut Schema, name: &str, value: NodeId) -> bool {
        match name {
            "$ref" => self.reference(schema, value),
            "properties" => {
                schema.properties = self.properties(value);
                schema.empty = schema.properties.is_empty() && self.tree.shape(value) == Shape::Map;
            }
            "items" if self.tree.shape(value) == Shape::List => {
                if self.version < Version::V31 {
                    self.wrong_type(value, "`items`", "an object");
                }
                schema.items = self.list_of_schemas(value).first().copied();
            }
            "items" => schema.items = Some(self.schema_id(value)),
            "additionalProperties" => match self.tree.bool(value) {
                Some(open) => schema.closed = !open,
                None => schema.additional = Some(self.schema_id(value)),
            },
            "unevaluatedProperties" if self.version >= Version::V31 => {
                schema.closed |= self.tree.bool(value) == Some(false);
            }
            "allOf" => schema.all_of = self.composition(name, value),
            "oneOf" if self.version >= Version::V30 => schema.one_of = self.composition(name, value),
            "anyOf" if self.version >= Version::V30 => schema.any_of = self.composition(name, value),
            "not" if self.version >= Version::V30 => {
                self.schema_id(value);
            }
            "patternProperties" if self.version >= Version::V31 => {
                let values = self.properties(value);
                schema.additional = schema.additional.or(values.first().map(|first| first.schema));
            }
            "$defs" | "definitions" | "dependentSchemas" if self.version >= Version::V31 => {
                self.properties(value);
            }
            "prefixItems" if self.version >= Version::V31 => {
                self.list_of_schemas(value);
            }
            _ => return false,
        }
        true
    }

    /// Fields that bound the value. Says whether it is one of them.
    fn assertion(&mut self, schema: &mut Schema, name: &str, value: NodeId) -> bool {
        match name {
            "type" => schema.types = self.types(value),
            "format" => schema.format = self.tree.text(value).map(str::to_owned),
            "required" => {
                if self.tree.shape(value) == Shape::List {
                    schema.required = self.texts(value);
                } else {
                    self.wrong_type(value, "`required` of a schema", "a list of property names");
                }
            }
            "enum" => {
                if self.tree.shape(value) == Shape::List {
                    schema.values = Some(self.tree.children(value).count());
                    schema.choices = self.choices(value);
                } else {
                    self.wrong_type(value, "`enum`", "a list");
                }
            }
            "const" if self.version >= Version::V31 => schema.values = Some(1),
            "pattern" => schema.pattern = self.tree.text(value).map(str::to_owned),
            "maxLength" => schema.max_length = self.count(name, value),
            "maxItems" => schema.max_items = self.count(name, value),
            "minLength" | "minItems" | "maxProperties" | "minProperties" => {
                self.count(name, value);
            }
            "minimum" | "exclusiveMinimum" => schema.minimum |= self.is_bound(value),
            "maximum" | "exclusiveMaximum" => schema.maximum |= self.is_bound(value),
            "nullable" if self.version == Version::V30 => {
                schema.nullable = self.tree.bool(value).unwrap_or_default();
            }
            "nullable" if self.version >= Version::V31 => {
                let message = format!("`nullable` has no effect in {}", self.version.name());
                self.problem(ProblemKind::UnknownField, self.node_place(value), message);
            }
            "multipleOf" | "uniqueItems" => {}
            _ => return false,
        }
        self.sample(schema, name, value);
        true
    }

    /// Fields that say something about the value to people. Says whether it is one of them.
    fn annotation(&mut self, schema: &mut Schema, name: &str, value: NodeId) -> bool {
        let from_30 = self.version >= Version::V30;
        match name {
            "description" => schema.described = self.tree.text(value).is_some_and(|text| !text.is_empty()),
            "readOnly" => schema.read_only = self.tree.bool(value).unwrap_or_default(),
            "writeOnly" if from_30 => schema.write_only = self.tree.bool(value).unwrap_or_default(),
            "example" => schema.has_example = true,
            "examples" if self.version >= Version::V31 => schema.has_example = true,
            "title" | "default" | "discriminator" | "xml" | "externalDocs" => {}
            "deprecated" if from_30 => {}
            _ => return false,
        }
        self.sample(schema, name, value);
        true
    }

    fn reference(&mut self, schema: &mut Schema, value: NodeId) {
        let tree = self.tree;
        let Some(written) = tree.text(value) else {
            self.wrong_type(value, "`$ref`", "a text");
            schema.unread = true;
            return;
        };
        match self.target(value, written) {
            Some(target) => schema.refers_to = Some(self.schema_id(target)),
            None => schema.unread = true,
        }
    }

    fn properties(&mut self, id: NodeId) -> Vec<Property> {
        if self.tree.shape(id) != Shape::Map {
            self.wrong_type(id, "`properties`", "an object");
            return Vec::new();
        }
        let tree = self.tree;
        tree.members(id)
            .map(|(name, value)| Property {
                name: name.to_owned(),
                place: self.node_place(value),
                schema: self.schema_id(value),
            })
            .collect()
    }

    fn composition(&mut self, name: &str, id: NodeId) -> Vec<SchemaId> {
        if self.tree.shape(id) != Shape::List {
            self.wrong_type(id, &format!("`{name}`"), "a list");
        }
        self.list_of_schemas(id)
    }

    fn list_of_schemas(&mut self, id: NodeId) -> Vec<SchemaId> {
        if self.tree.shape(id) != Shape::List {
            return Vec::new();
        }
        let tree = self.tree;
        tree.children(id).map(|child| self.schema_id(child)).collect()
    }

    fn types(&mut self, id: NodeId) -> Vec<SchemaType> {
        let tree = self.tree;
        let written: Vec<NodeId> = match tree.shape(id) {
            Shape::List if self.version >= Version::V31 => tree.children(id).collect(),
            Shape::List => {
                let message = format!("a list of types is not possible in {}", self.version.name());
                self.problem(ProblemKind::WrongType, self.node_place(id), message);
                tree.children(id).collect()
            }
            _ => vec![id],
        };
        let mut named = Vec::with_capacity(written.len());
        for id in written {
            let name = match (tree.shape(id), tree.text(id)) {
                (_, Some(name)) => name,
                (Shape::Null, _) => "null",
                _ => {
                    self.wrong_type(id, "`type`", "a text");
                    continue;
                }
            };
            match SchemaType::named(name) {
                Some(SchemaType::File) if self.version > Version::V2 => self.unknown_type(id, name),
                Some(SchemaType::Null) if self.version < Version::V31 => self.unknown_type(id, name),
                Some(type_) => named.push(type_),
                None => self.unknown_type(id, name),
            }
        }
        named
    }

    fn unknown_type(&mut self, id: NodeId, name: &str) {
        let message = format!("`{}` is not a type in {}", clipped(name), self.version.name());
        self.problem(ProblemKind::WrongValue, self.value_place(id), message);
    }

    /// A bound that counts: a whole number from 0 on.
    fn count(&mut self, name: &str, id: NodeId) -> Option<u64> {
        let tree = self.tree;
        match tree.shape(id) {
            Shape::Number => {
                let written = tree.written(id)?;
                written.parse().ok().or_else(|| written.strip_suffix(".0")?.parse().ok())
            }
            Shape::Null => None,
            _ => {
                self.wrong_type(id, &format!("`{name}`"), "a number");
                None
            }
        }
    }

    /// Whether a limit limits: `exclusiveMinimum: false` (3.0) does not.
    fn is_bound(&self, id: NodeId) -> bool {
        self.tree.shape(id) == Shape::Number
    }
}
