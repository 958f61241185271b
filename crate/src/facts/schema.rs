//! What a contract says about the form of a value (JSON Schema, as OpenAPI uses it).

use crate::artifact::Place;

/// Index into [`Contract::schemas`](super::Contract::schemas).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SchemaId(pub u32);

#[derive(Clone, Debug, Default)]
#[allow(clippy::struct_excessive_bools, reason = "each is a keyword of its own in JSON Schema")]
pub struct Schema {
    /// Its key, or the whole of it where it has none.
    pub place: Place,
    /// What `$ref` points to, where it resolves; follow it with
    /// [`Contract::resolved`](super::Contract::resolved).
    pub refers_to: Option<SchemaId>,
    /// Its reference leads out of the document or nowhere: what it says is not known.
    pub unread: bool,
    /// Several are possible in 3.1; none where the schema does not say.
    pub types: Vec<SchemaType>,
    pub format: Option<String>,
    pub properties: Vec<Property>,
    /// `properties` is there and holds nothing: an empty object is meant.
    pub empty: bool,
    pub required: Vec<String>,
    pub items: Option<SchemaId>,
    pub additional: Option<SchemaId>,
    /// `additionalProperties: false`
    pub closed: bool,
    pub all_of: Vec<SchemaId>,
    pub one_of: Vec<SchemaId>,
    pub any_of: Vec<SchemaId>,
    /// Number of values of `enum`; a `const` counts as one.
    pub values: Option<usize>,
    /// The texts among the values of `enum`, at most 64; those of over 120 bytes are left out.
    pub choices: Vec<Box<str>>,
    pub pattern: Option<String>,
    pub max_length: Option<u64>,
    pub max_items: Option<u64>,
    pub minimum: bool,
    pub maximum: bool,
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub has_example: bool,
    pub described: bool,
    /// A scalar that the document gives for it (`example`, first of `examples`, `const`, first of `enum`,
    /// `default`), as JSON: `"open"`, `42`. At most 120 bytes; longer ones are left out.
    pub sample: Option<Box<str>>,
}

impl Schema {
    pub fn is(&self, type_: SchemaType) -> bool {
        self.types.contains(&type_)
    }

    /// The schemas that it is put together from: the target of its reference, `allOf`, `oneOf`, `anyOf`.
    pub fn alternatives(&self) -> impl Iterator<Item = SchemaId> {
        let composed = self.all_of.iter().chain(&self.one_of).chain(&self.any_of).copied();
        self.refers_to.into_iter().chain(composed)
    }

    /// Every schema that stands directly in it.
    pub fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let properties = self.properties.iter().map(|property| property.schema);
        self.alternatives().chain(properties).chain(self.items).chain(self.additional)
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum SchemaType {
    String,
    Number,
    Integer,
    Boolean,
    Array,
    Object,
    Null,
    /// An upload (2.0).
    File,
}

impl SchemaType {
    const ALL: [Self; 8] = [
        Self::String,
        Self::Number,
        Self::Integer,
        Self::Boolean,
        Self::Array,
        Self::Object,
        Self::Null,
        Self::File,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Self::String => "string",
            Self::Number => "number",
            Self::Integer => "integer",
            Self::Boolean => "boolean",
            Self::Array => "array",
            Self::Object => "object",
            Self::Null => "null",
            Self::File => "file",
        }
    }

    pub fn named(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|type_| type_.name() == name)
    }
}

#[derive(Clone, Debug)]
pub struct Property {
    pub name: String,
    /// The key.
    pub place: Place,
    pub schema: SchemaId,
}
