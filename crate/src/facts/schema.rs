//! What a contract says about the form of a value (JSON Schema, as OpenAPI uses it).

use std::sync::Arc;

use super::Name;
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
    /// `additionalProperties`, or else the first of `patternProperties`.
    pub additional: Option<SchemaId>,
    /// `additionalProperties: false`: what stands beside it does not count, such as the other members of `allOf`.
    pub closed: bool,
    /// `unevaluatedProperties: false`: nothing but what it and all that it is put together from declare.
    pub sealed: bool,
    /// `false` in the place of a schema: nothing fits.
    pub never: bool,
    pub all_of: Vec<SchemaId>,
    pub one_of: Vec<SchemaId>,
    pub any_of: Vec<SchemaId>,
    /// Number of values of `enum`; a `const` counts as one.
    pub values: Option<usize>,
    /// The texts among the values of `enum`, at most 64; those of over 120 bytes are left out.
    pub choices: Vec<Box<str>>,
    /// Those values; schemas that share a list in the document share it here.
    pub permitted: Option<Arc<Permitted>>,
    pub pattern: Option<String>,
    pub max_length: Option<u64>,
    pub max_items: Option<u64>,
    pub nullable: bool,
    pub read_only: bool,
    pub write_only: bool,
    pub deprecated: bool,
    pub has_example: bool,
    pub described: bool,
    pub title: Option<Box<str>>,
    /// A scalar that the document gives for it (`example`, first of `examples`, `const`, first of `enum`,
    /// `default`), as JSON: `"open"`, `42`. At most 120 bytes; longer ones are left out.
    pub sample: Option<Box<str>>,
    /// What few schemas say; read it with [`Schema::rare`].
    pub rare: Option<Box<RareKeywords>>,
}

/// Keywords that few schemas have, kept apart so that the many stay small.
#[derive(Clone, Debug, Default)]
pub struct RareKeywords {
    /// The tighter of `minimum` and `exclusiveMinimum`.
    pub minimum: Option<Bound>,
    pub maximum: Option<Bound>,
    pub multiple_of: Option<f64>,
    pub min_length: Option<u64>,
    pub min_items: Option<u64>,
    pub min_properties: Option<u64>,
    pub max_properties: Option<u64>,
    pub unique_items: bool,
    /// As JSON, at most 400 bytes; longer ones are left out.
    pub default: Option<Box<str>>,
    pub discriminator: Option<Discriminator>,
    pub not: Option<SchemaId>,
    /// `contentEncoding`: `base64`.
    pub encoding: Option<Box<str>>,
    /// `contentMediaType`: `image/png`.
    pub media_type: Option<Box<str>>,
    /// By regular expression.
    pub pattern_properties: Vec<Property>,
    pub property_names: Option<SchemaId>,
    pub prefix_items: Vec<SchemaId>,
    /// A schema that at least one item must fit.
    pub contains: Option<SchemaId>,
    /// `if`, `then` and `else`: what more holds of a value that fits, and of one that does not.
    pub condition: Option<SchemaId>,
    pub then: Option<SchemaId>,
    pub otherwise: Option<SchemaId>,
    /// What more holds where a property is there.
    pub dependent: Vec<Property>,
    /// `unevaluatedProperties` and `unevaluatedItems`, where they are schemas.
    pub unevaluated: Vec<SchemaId>,
}

impl RareKeywords {
    const NONE: &'static Self = &Self {
        minimum: None,
        maximum: None,
        multiple_of: None,
        min_length: None,
        min_items: None,
        min_properties: None,
        max_properties: None,
        unique_items: false,
        default: None,
        discriminator: None,
        not: None,
        encoding: None,
        media_type: None,
        pattern_properties: Vec::new(),
        property_names: None,
        prefix_items: Vec::new(),
        contains: None,
        condition: None,
        then: None,
        otherwise: None,
        dependent: Vec::new(),
        unevaluated: Vec::new(),
    };

    /// All but `not`, which says what values do not hold.
    fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let one = [self.property_names, self.contains, self.condition, self.then, self.otherwise];
        let named = self.pattern_properties.iter().chain(&self.dependent).map(|property| property.schema);
        let listed = self.prefix_items.iter().chain(&self.unevaluated).copied();
        one.into_iter().flatten().chain(named).chain(listed)
    }
}

/// A bound of a number.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Bound {
    pub value: f64,
    /// The value itself is outside.
    pub exclusive: bool,
}

/// Which property tells which schema is meant.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Discriminator {
    pub property: Box<str>,
    pub place: Place,
    pub mapping: Vec<Mapping>,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mapping {
    /// The value of the property.
    pub value: Box<str>,
    /// The schema that it means; `None` where that is not in the document.
    pub schema: Option<SchemaId>,
    pub place: Place,
}

/// The values of an `enum` or `const`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Permitted {
    /// How many there are, kept or not.
    pub count: usize,
    /// JSON texts, one a line.
    lines: Box<str>,
    /// There are more, or some are too long to be kept.
    pub cut: bool,
}

impl Permitted {
    /// `values` are JSON texts without line breaks.
    pub fn new<'a>(values: impl IntoIterator<Item = &'a str>, cut: bool) -> Self {
        let mut lines = String::new();
        let mut count = 0;
        for value in values {
            lines.push_str(value);
            lines.push('\n');
            count += 1;
        }
        Self { count, lines: lines.into(), cut }
    }

    /// As JSON: `"open"`, `42`, `null`.
    pub fn values(&self) -> impl Iterator<Item = &str> {
        self.lines.lines()
    }
}

impl Schema {
    /// The keywords that few schemas have; all empty where it has none of them.
    pub fn rare(&self) -> &RareKeywords {
        self.rare.as_deref().unwrap_or(RareKeywords::NONE)
    }

    pub fn is(&self, type_: SchemaType) -> bool {
        self.types.contains(&type_)
    }

    /// The schemas that it is put together from: the target of its reference, `allOf`, `oneOf`, `anyOf`.
    pub fn alternatives(&self) -> impl Iterator<Item = SchemaId> {
        let composed = self.all_of.iter().chain(&self.one_of).chain(&self.any_of).copied();
        self.refers_to.into_iter().chain(composed)
    }

    /// Every schema that stands directly in it and says what values may hold.
    pub fn parts(&self) -> impl Iterator<Item = SchemaId> {
        let properties = self.properties.iter().map(|property| property.schema);
        let rare = self.rare.iter().flat_map(|rare| rare.parts());
        self.alternatives().chain(properties).chain(self.items).chain(self.additional).chain(rare)
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
    pub name: Name,
    /// The key.
    pub place: Place,
    pub schema: SchemaId,
    /// Named like a secret, and its description says why answers may hold it: they mask it or leave it out, or it
    /// is made to be handed on.
    pub excused: bool,
}
