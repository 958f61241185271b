//! A GraphQL schema as its definition language writes it (GraphQL specification, October 2021, section 3).

use std::sync::Arc;

use super::Located;
use crate::artifact::Place;

/// What one text holds of a schema; types in a list of their own, so that several texts share them unchanged.
#[derive(Clone, Debug, Default)]
pub struct GraphDocument {
    /// Definitions and extensions, as they stand.
    pub types: Vec<Arc<GraphType>>,
    pub directives: Vec<Arc<DirectiveDefinition>>,
    /// `schema { ... }` and `extend schema ...`
    pub schemas: Vec<SchemaDefinition>,
    /// What clients send: `query Owners { ... }`.
    pub operations: Vec<ClientOperation>,
    /// Where the text breaks the grammar, in words.
    pub faults: Vec<Located<String>>,
    /// Nothing of the text was lost: what the schema lacks is really not there.
    pub whole: bool,
    /// It stands in a template of code.
    pub in_code: bool,
}

impl GraphDocument {
    pub fn defines_schema(&self) -> bool {
        !(self.types.is_empty() && self.directives.is_empty() && self.schemas.is_empty())
    }
}

#[derive(Clone, Debug)]
pub struct GraphType {
    pub name: String,
    pub kind: GraphKind,
    /// Its name.
    pub place: Place,
    /// `extend type ...`: adds to a type that stands elsewhere.
    pub extends: bool,
    pub description: Option<Box<str>>,
    pub directives: Vec<AppliedDirective>,
    /// The interfaces that it says to implement.
    pub implements: Vec<Located<String>>,
    /// Of a union.
    pub members: Vec<Located<String>>,
    /// Of an object, an interface or an input.
    pub fields: Vec<GraphField>,
    /// Of an enum.
    pub values: Vec<EnumValue>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum GraphKind {
    Scalar,
    Object,
    Interface,
    Union,
    Enum,
    Input,
}

impl GraphKind {
    /// As people call it: `object type`.
    pub fn noun(self) -> &'static str {
        match self {
            Self::Scalar => "scalar",
            Self::Object => "object type",
            Self::Interface => "interface",
            Self::Union => "union",
            Self::Enum => "enum",
            Self::Input => "input type",
        }
    }

    /// May stand where clients send values.
    pub fn is_input(self) -> bool {
        matches!(self, Self::Scalar | Self::Enum | Self::Input)
    }

    /// May stand where clients get values.
    pub fn is_output(self) -> bool {
        self != Self::Input
    }

    /// Is asked for with a selection of its fields.
    pub fn is_composite(self) -> bool {
        matches!(self, Self::Object | Self::Interface | Self::Union)
    }
}

/// A field of an object or interface, an argument, or a field of an input.
#[derive(Clone, Debug)]
pub struct GraphField {
    pub name: String,
    /// Its name.
    pub place: Place,
    pub description: Option<Box<str>>,
    pub type_: TypeRef,
    /// Of a field that clients ask for.
    pub arguments: Vec<GraphField>,
    /// Of an argument or a field of an input.
    pub default: Option<Box<Located<Literal>>>,
    pub directives: Vec<AppliedDirective>,
}

impl GraphField {
    pub fn argument(&self, name: &str) -> Option<&GraphField> {
        self.arguments.iter().find(|argument| argument.name == name)
    }

    /// Must be sent: an argument or field of an input that may neither be null nor left out.
    pub fn is_required(&self) -> bool {
        self.type_.is_required() && self.default.is_none()
    }
}

#[derive(Clone, Debug)]
pub struct EnumValue {
    pub name: String,
    pub place: Place,
    pub description: Option<Box<str>>,
    pub directives: Vec<AppliedDirective>,
}

/// `[Visit!]!`: a named type within lists, each level with or without `!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct TypeRef {
    pub name: String,
    /// The whole reference.
    pub place: Place,
    /// Lists around the named type.
    pub lists: u8,
    /// A bit for each level that has a `!`, from the outermost (the lowest bit) to the named type.
    pub required: u32,
}

impl TypeRef {
    pub fn is_list(&self) -> bool {
        self.lists > 0
    }

    /// Never null.
    pub fn is_required(&self) -> bool {
        self.is_required_at(0)
    }

    /// Whether the level so many lists within is never null.
    pub fn is_required_at(&self, level: u8) -> bool {
        self.required.checked_shr(u32::from(level)).is_some_and(|bits| bits & 1 == 1)
    }

    /// As it is written, without spaces.
    pub fn text(&self) -> String {
        let mark = |level| if self.is_required_at(level) { "!" } else { "" };
        let mut text = "[".repeat(usize::from(self.lists)) + &self.name + mark(self.lists);
        for level in (0..self.lists).rev() {
            text.push(']');
            text.push_str(mark(level));
        }
        text
    }
}

/// A value in the schema: a default, or the argument of a directive.
#[derive(Clone, Debug, PartialEq)]
pub enum Literal {
    Null,
    Boolean(bool),
    Int(String),
    Float(String),
    Text(String),
    Enum(String),
    List(Vec<Literal>),
    Object(Vec<(String, Literal)>),
    /// Nested too deeply to be read, or broken.
    Unread,
}

impl Literal {
    /// As people write it.
    pub fn text(&self) -> String {
        match self {
            Self::Null => "null".to_owned(),
            Self::Boolean(value) => value.to_string(),
            Self::Int(text) | Self::Float(text) | Self::Enum(text) => text.clone(),
            Self::Text(text) => format!("\"{text}\""),
            Self::List(_) => "[...]".to_owned(),
            Self::Object(_) => "{...}".to_owned(),
            Self::Unread => "...".to_owned(),
        }
    }
}

/// `@deprecated(reason: "...")`
#[derive(Clone, Debug)]
pub struct AppliedDirective {
    /// Without `@`.
    pub name: String,
    pub place: Place,
    pub arguments: Vec<(Located<String>, Literal)>,
}

impl AppliedDirective {
    pub fn argument(&self, name: &str) -> Option<&Literal> {
        self.arguments.iter().find(|(own, _)| own.value == name).map(|(_, value)| value)
    }
}

/// The directive of that name, without `@`.
pub fn directive<'a>(directives: &'a [AppliedDirective], name: &str) -> Option<&'a AppliedDirective> {
    directives.iter().find(|directive| directive.name == name)
}

#[derive(Clone, Debug)]
pub struct DirectiveDefinition {
    /// Without `@`.
    pub name: String,
    pub place: Place,
    pub description: Option<Box<str>>,
    pub arguments: Vec<GraphField>,
    pub repeatable: bool,
    /// `FIELD_DEFINITION`, `OBJECT`, ...
    pub locations: Vec<Located<String>>,
}

#[derive(Clone, Debug)]
pub struct SchemaDefinition {
    pub place: Place,
    pub extends: bool,
    pub description: Option<Box<str>>,
    pub directives: Vec<AppliedDirective>,
    pub roots: Vec<(RootKind, Located<String>)>,
}

/// Where requests begin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum RootKind {
    Query,
    Mutation,
    Subscription,
}

impl RootKind {
    pub const ALL: [Self; 3] = [Self::Query, Self::Mutation, Self::Subscription];

    /// The name of its type where the schema does not say another.
    pub fn type_name(self) -> &'static str {
        match self {
            Self::Query => "Query",
            Self::Mutation => "Mutation",
            Self::Subscription => "Subscription",
        }
    }

    /// As an operation begins: `query`.
    pub fn keyword(self) -> &'static str {
        match self {
            Self::Query => "query",
            Self::Mutation => "mutation",
            Self::Subscription => "subscription",
        }
    }
}

/// A request as a client sends it.
#[derive(Clone, Debug)]
pub struct ClientOperation {
    pub kind: RootKind,
    /// Empty for one without a name.
    pub name: String,
    pub place: Place,
    /// Levels of fields within each other.
    pub depth: usize,
}
