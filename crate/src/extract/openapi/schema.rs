//! Schemas: each is read once and gets a number, however often it is used. A queue takes the place of
//! recursion, so that neither depth nor rings matter.

use super::component::Component;
use super::keywords::rare;
use super::leaning::leans;
use super::reader::{Reader, Waiting};
use super::said;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{FieldRole, Name, ProblemKind, Property, Schema, SchemaId, SchemaType};

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
        self.schemas.reserve(self.waiting.len());
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
                schema.never = self.tree.bool(id) == Some(false);
                schema.closed = schema.never;
                return schema;
            }
            _ => {
                self.unfit(id, "a schema", "an object");
                schema.unread = true;
                return schema;
            }
        }
        let tree = self.tree;
        if self.version < Version::V31
            && let Some(reference) = tree.member(id, "$ref")
        {
            // What stands beside a reference has no meaning before 3.1.
            self.beside(id, reference, Component::Schema);
            self.reference(&mut schema, reference);
            return schema;
        }
        let plain = self.plain.contains(&id);
        if !plain {
            self.keyword_forms(id);
        }
        for (name, value) in tree.members(id) {
            if plain && name == "required" {
                continue;
            }
            let known = self.field(&mut schema, name, value)
                || self.assertion(&mut schema, name, value, plain)
                || self.annotation(&mut schema, name, value);
            if matches!(name, "example" | "examples" | "default" | "enum") {
                self.given_by_schema(id, name, value);
            }
            if !known && !plain {
                self.unknown_keyword(name, value);
            }
        }
        self.null_problems(id);
        if !plain && tree.members(id).any(|(name, _)| leans(name)) {
            self.leaning_keywords(id);
            self.null_without_effect(id);
        }
        self.misapplied(&schema, id);
        if self.version < Version::V31 {
            self.exclusive(&mut schema, id);
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
            "$dynamicRef" if self.version >= Version::V31 && schema.refers_to.is_none() => {
                self.reference(schema, value);
            }
            "properties" => {
                schema.properties = self.properties(value);
                schema.empty = schema.properties.is_empty() && self.tree.shape(value) == Shape::Map;
            }
            "items" if self.tree.shape(value) == Shape::List => {
                if matches!(self.version, Version::V30 | Version::V31 | Version::V32) {
                    self.wrong_type(value, "`items` of a schema", "an object");
                }
                schema.items = self.list_of_schemas(value).first().copied();
            }
            "items" => schema.items = Some(self.schema_id(value)),
            "additionalProperties" => match self.tree.bool(value) {
                Some(open) => schema.closed = !open,
                None => schema.additional = Some(self.schema_id(value)),
            },
            "unevaluatedProperties" | "unevaluatedItems" if self.version >= Version::V31 => {
                self.unevaluated(schema, name, value);
            }
            "allOf" => schema.all_of = self.list_of_schemas(value),
            "oneOf" if self.version >= Version::V30 => schema.one_of = self.list_of_schemas(value),
            "anyOf" if self.version >= Version::V30 => schema.any_of = self.list_of_schemas(value),
            "not" if self.version >= Version::V30 => rare(schema).not = Some(self.schema_id(value)),
            "$defs" | "definitions" if self.version >= Version::V31 => {
                self.properties(value);
            }
            _ => return self.version >= Version::V31 && self.later_field(schema, name, value),
        }
        true
    }

    /// Fields that hold schemas from 3.1 on.
    fn later_field(&mut self, schema: &mut Schema, name: &str, value: NodeId) -> bool {
        match name {
            "patternProperties" => {
                let values = self.properties(value);
                schema.additional = schema.additional.or(values.first().map(|first| first.schema));
                rare(schema).pattern_properties = values;
            }
            "dependentSchemas" => rare(schema).dependent = self.properties(value),
            "prefixItems" => rare(schema).prefix_items = self.list_of_schemas(value),
            "propertyNames" => rare(schema).property_names = Some(self.schema_id(value)),
            "contains" => rare(schema).contains = Some(self.schema_id(value)),
            "if" => rare(schema).condition = Some(self.schema_id(value)),
            "then" => rare(schema).then = Some(self.schema_id(value)),
            "else" => rare(schema).otherwise = Some(self.schema_id(value)),
            _ => return false,
        }
        true
    }

    fn unevaluated(&mut self, schema: &mut Schema, name: &str, value: NodeId) {
        if let Some(open) = self.tree.bool(value) {
            schema.sealed |= !open && name == "unevaluatedProperties";
        } else {
            let id = self.schema_id(value);
            rare(schema).unevaluated.push(id);
        }
    }

    fn reference(&mut self, schema: &mut Schema, value: NodeId) {
        let tree = self.tree;
        let Some(written) = tree.text(value) else {
            self.wrong_type(value, "`$ref`", "a text");
            schema.unread = true;
            return;
        };
        match self.target(value, written).filter(|_| self.is_of(Component::Schema, value, written)) {
            Some(target) => schema.refers_to = Some(self.schema_id(target)),
            None => schema.unread = true,
        }
    }

    fn properties(&mut self, id: NodeId) -> Vec<Property> {
        if self.tree.shape(id) != Shape::Map {
            return Vec::new();
        }
        let tree = self.tree;
        let mut properties = Vec::new();
        for (name, value) in tree.members(id) {
            if !self.spend() {
                break;
            }
            let (place, schema) = (self.node_place(value), self.schema_id(value));
            let name = self.name(name);
            let excused = self.is_excused(&name, value);
            properties.push(Property { name, place, schema, excused });
        }
        properties
    }

    /// Only what may be a secret is asked: descriptions are long.
    fn is_excused(&self, name: &Name, value: NodeId) -> bool {
        let said = |id: NodeId| self.text_member(id, "description").is_some_and(said::excuses_secret);
        let beside = || self.tree.member(value, "allOf").into_iter().flat_map(|all| self.tree.children(all));
        name.role().is_some_and(FieldRole::is_secret) && (said(value) || beside().take(4).any(said))
    }

    fn list_of_schemas(&mut self, id: NodeId) -> Vec<SchemaId> {
        if self.tree.shape(id) != Shape::List {
            return Vec::new();
        }
        let tree = self.tree;
        let mut schemas = Vec::new();
        for child in tree.children(id) {
            if !self.spend() {
                break;
            }
            schemas.push(self.schema_id(child));
        }
        schemas
    }
}
