//! Keywords of schemas that hold no schemas: what bounds a value, and what is said of it to people.

use std::sync::Arc;

use super::reader::{Reader, clipped};
use super::values;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{
    Bound, Discriminator, Mapping, Permitted, ProblemKind, RareKeywords, Schema, SchemaId, SchemaType,
};

/// Bytes of the JSON text of a permitted value; longer ones are left out.
const LONGEST_VALUE: usize = 200;
/// Bytes of the JSON texts of all values of a list; those past it are left out.
const LONGEST_LIST: usize = 32_768;
/// Bytes of the JSON text of a default; longer ones are left out.
const LONGEST_DEFAULT: usize = 400;

impl Reader<'_> {
    /// Fields that bound the value. Says whether it is one of them.
    pub(super) fn assertion(&mut self, schema: &mut Schema, name: &str, value: NodeId, plain: bool) -> bool {
        match name {
            "type" => schema.types = self.types(value, plain),
            "format" => schema.format = self.tree.text(value).map(str::to_owned),
            "required" => {
                if self.tree.shape(value) == Shape::List {
                    schema.required = self.names(value);
                }
            }
            "enum" => {
                if self.tree.shape(value) == Shape::List {
                    let permitted = self.permitted(value);
                    schema.values = Some(permitted.count);
                    schema.permitted = Some(permitted);
                    schema.choices = self.choices(value);
                }
            }
            "const" if self.version >= Version::V31 => {
                schema.values = Some(1);
                let text = values::text(self.tree, value, LONGEST_VALUE);
                schema.permitted = Some(Arc::new(Permitted::new(text.as_deref(), text.is_none())));
            }
            "pattern" => schema.pattern = self.tree.text(value).map(str::to_owned),
            "maxLength" => schema.max_length = self.count(value),
            "maxItems" => schema.max_items = self.count(value),
            "nullable" if self.version == Version::V30 => {
                schema.nullable |= self.tree.bool(value).unwrap_or_default();
            }
            "x-nullable" if self.version <= Version::V30 => {
                schema.nullable |= self.tree.bool(value).unwrap_or_default();
            }
            // Told by `null_problems`.
            "nullable" if self.version >= Version::V31 => {}
            _ => return self.rare_assertion(schema, name, value),
        }
        self.sample(schema, name, value);
        true
    }

    fn rare_assertion(&mut self, schema: &mut Schema, name: &str, value: NodeId) -> bool {
        match name {
            "minLength" => rare(schema).min_length = self.count(value),
            "minItems" => rare(schema).min_items = self.count(value),
            "minProperties" => rare(schema).min_properties = self.count(value),
            "maxProperties" => rare(schema).max_properties = self.count(value),
            "minimum" | "maximum" => {
                self.bound(schema, value, name == "minimum", false);
            }
            "exclusiveMinimum" | "exclusiveMaximum" => {
                self.bound(schema, value, name == "exclusiveMinimum", true);
            }
            "multipleOf" => {
                rare(schema).multiple_of = values::number(self.tree, value);
            }
            "uniqueItems" => {
                if self.tree.bool(value) == Some(true) {
                    rare(schema).unique_items = true;
                }
            }
            _ => return false,
        }
        true
    }

    /// Fields that say something about the value to people. Says whether it is one of them.
    pub(super) fn annotation(&mut self, schema: &mut Schema, name: &str, value: NodeId) -> bool {
        let from_30 = self.version >= Version::V30;
        match name {
            "description" => schema.described = self.tree.text(value).is_some_and(|text| !text.is_empty()),
            "readOnly" => schema.read_only = self.tree.bool(value).unwrap_or_default(),
            "writeOnly" if from_30 => schema.write_only = self.tree.bool(value).unwrap_or_default(),
            "example" => schema.has_example = true,
            "examples" if self.version >= Version::V31 => schema.has_example = true,
            "title" => schema.title = self.tree.text(value).map(Box::from),
            "default" => rare(schema).default = values::text(self.tree, value, LONGEST_DEFAULT),
            "discriminator" => rare(schema).discriminator = self.discriminator(value),
            "deprecated" if from_30 => schema.deprecated = self.tree.bool(value).unwrap_or_default(),
            "contentEncoding" if self.version >= Version::V31 => {
                rare(schema).encoding = self.tree.text(value).map(Box::from);
            }
            "contentMediaType" if self.version >= Version::V31 => {
                rare(schema).media_type = self.tree.text(value).map(Box::from);
            }
            "xml" | "externalDocs" => {}
            _ => return false,
        }
        self.sample(schema, name, value);
        true
    }

    fn types(&mut self, id: NodeId, plain: bool) -> Vec<SchemaType> {
        let tree = self.tree;
        let listed = tree.shape(id) == Shape::List;
        let written: Vec<NodeId> = if listed { tree.children(id).collect() } else { vec![id] };
        if listed && written.is_empty() && self.version != Version::V30 {
            let message = "`type` of a schema must name a type, and is an empty list";
            self.problem(ProblemKind::WrongValue, self.node_place(id), message);
        }
        let mut named = Vec::with_capacity(written.len());
        for id in written {
            let name = match (tree.shape(id), tree.text(id)) {
                (_, Some(name)) => name,
                (Shape::Null, _) => {
                    let message = "`null` among the types of a schema must be a text, `\"null\"`";
                    self.problem(ProblemKind::Forgiven, self.value_place(id), message);
                    "null"
                }
                _ => {
                    if !plain {
                        self.wrong_type(id, "`type` of a schema", "a text");
                    }
                    continue;
                }
            };
            // In a list of types of 3.0, the list is what is wrong.
            let lone_null = self.version < Version::V31 && !listed;
            match SchemaType::named(name) {
                Some(type_) if named.contains(&type_) => {
                    let message = format!("`{name}` stands twice in `type` of a schema");
                    self.problem(ProblemKind::Forgiven, self.value_place(id), message);
                }
                Some(type_) if plain => named.push(type_),
                None if plain => {}
                Some(SchemaType::File) if !self.uploads.contains(&id) => self.unknown_type(id, name),
                Some(SchemaType::Null) if lone_null => self.unknown_type(id, name),
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
    fn count(&self, id: NodeId) -> Option<u64> {
        if self.tree.shape(id) != Shape::Number {
            return None;
        }
        let written = self.tree.written(id)?;
        written.parse().ok().or_else(|| written.strip_suffix(".0")?.parse().ok())
    }

    /// The names in a list.
    fn names(&mut self, list: NodeId) -> Vec<String> {
        let tree = self.tree;
        let mut names = Vec::new();
        for name in tree.children(list).filter_map(|child| tree.written(child)) {
            if !self.spend() {
                break;
            }
            names.push(name.to_owned());
        }
        names
    }

    /// The tighter of a bound and the one that was read before.
    fn bound(&self, schema: &mut Schema, id: NodeId, lower: bool, exclusive: bool) {
        let Some(value) = values::number(self.tree, id).filter(|value| value.is_finite()) else { return };
        let rare = rare(schema);
        let known = if lower { &mut rare.minimum } else { &mut rare.maximum };
        let tighter = known.is_none_or(|known| {
            let (inner, outer) = if lower { (value, known.value) } else { (known.value, value) };
            inner > outer || (exclusive && inner >= outer)
        });
        if tighter {
            *known = Some(Bound { value, exclusive });
        }
    }

    /// `exclusiveMinimum: true`, as versions before 3.1 say it.
    pub(super) fn exclusive(&self, schema: &mut Schema, id: NodeId) {
        let Some(rare) = &mut schema.rare else { return };
        for (bound, name) in
            [(&mut rare.minimum, "exclusiveMinimum"), (&mut rare.maximum, "exclusiveMaximum")]
        {
            if let Some(bound) = bound {
                bound.exclusive |= self.bool_member(id, name);
            }
        }
    }

    /// The values of a list, kept once however many schemas share it.
    fn permitted(&mut self, list: NodeId) -> Arc<Permitted> {
        let tree = self.tree;
        let list = tree.resolved(list);
        if let Some(known) = self.permitted.get(&list) {
            return Arc::clone(known);
        }
        let mut texts = Vec::new();
        let mut cut = false;
        let mut room = LONGEST_LIST;
        let mut count = 0;
        for value in tree.children(list) {
            count += 1;
            let text = if room == 0 { None } else { values::text(tree, value, LONGEST_VALUE) };
            cut |= text.is_none();
            room = room.saturating_sub(text.as_ref().map_or(0, |text| text.len()));
            texts.extend(text);
        }
        let mut permitted = Permitted::new(texts.iter().map(AsRef::as_ref), cut);
        permitted.count = count;
        let permitted = Arc::new(permitted);
        self.permitted.insert(list, Arc::clone(&permitted));
        permitted
    }

    /// Which property tells which schema is meant; in 2.0 its name alone.
    fn discriminator(&mut self, id: NodeId) -> Option<Discriminator> {
        let tree = self.tree;
        if let Some(property) = tree.text(id) {
            let place = self.node_place(id);
            return Some(Discriminator { property: property.into(), place, mapping: Vec::new() });
        }
        let property = tree.member(id, "propertyName")?;
        let place = self.node_place(property);
        let property = tree.text(property)?.into();
        let mut mapping = Vec::new();
        for (value, target) in tree.member(id, "mapping").into_iter().flat_map(|map| tree.members(map)) {
            if !self.spend() {
                break;
            }
            let schema = tree.text(target).and_then(|written| self.meant(target, written));
            mapping.push(Mapping { value: value.into(), schema, place: self.node_place(target) });
        }
        Some(Discriminator { property, place, mapping })
    }

    /// The schema that a mapping means: a reference, or the name of a component.
    fn meant(&mut self, at: NodeId, written: &str) -> Option<SchemaId> {
        let target = if written.starts_with('#') {
            let written = self.tree.text(at)?;
            self.target(at, written)
        } else {
            let found = self.component("schemas").and_then(|schemas| self.tree.member(schemas, written));
            if found.is_none() && !written.contains(['/', '.', ':', '#']) {
                let message =
                    format!("a `mapping` names the schema `{}`, which does not exist", clipped(written));
                self.problem(ProblemKind::BrokenLink, self.value_place(at), message);
            }
            found
        };
        target.map(|target| self.schema_id(target))
    }
}

/// The keywords that few schemas have, of a schema that has one of them.
pub(super) fn rare(schema: &mut Schema) -> &mut RareKeywords {
    schema.rare.get_or_insert_default()
}
