//! Which fields the objects of a document have, in which version, and what they hold.

use super::component::Component;
use super::reader::Reader;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};

/// A kind of object.
pub(super) struct Object {
    /// As a sentence says it: "an operation".
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
    /// What members hold under names of the author's own, such as paths. Without it there are none.
    pub(super) others: Option<Holds>,
    /// The component that a reference in its place leads to. Without it there is no reference.
    pub(super) kind: Option<Component>,
    /// Which object it is by what it says, where there are several.
    pub(super) variant: Option<fn(&Reader<'_>, NodeId) -> &'static Self>,
    /// Looks for what a table of fields cannot say. It is called once for each object.
    pub(super) also: Option<fn(&mut Reader<'_>, NodeId)>,
}

pub(super) struct Field {
    pub(super) name: &'static str,
    holds: Holds,
    first: Version,
    last: Version,
    required: Option<(Version, Version)>,
}

#[derive(Clone, Copy)]
pub(super) enum Holds {
    Any,
    Bool,
    List,
    Map,
    Number,
    /// A whole number from 0 on.
    Count,
    Text,
    /// A text, or `null` where only running code knows it.
    TextOrNull,
    /// One of these.
    Words(&'static [&'static str]),
    /// A list of texts.
    Texts,
    /// A list of texts, none of them twice.
    Set,
    /// A list of these, none of them twice.
    WordSet(&'static [&'static str]),
    /// Texts by name.
    TextMap,
    /// A schema, which from 3.1 on may be `true` or `false`.
    Schema,
    /// A list of schemas, at least one.
    SchemaList,
    /// Schemas by name.
    Schemas,
    /// An object of that kind.
    One(&'static Object),
    /// A list of such objects.
    Many(&'static Object),
    /// Such objects by name.
    Named(&'static Object),
}

impl Holds {
    /// Whether a value of that form is what the field holds.
    pub(super) fn fits(self, shape: Shape, version: Version) -> bool {
        match self {
            Self::Any => true,
            Self::Bool => shape == Shape::Bool,
            Self::List | Self::Texts | Self::Set | Self::WordSet(_) | Self::SchemaList | Self::Many(_) => {
                shape == Shape::List
            }
            Self::Map | Self::TextMap | Self::Schemas | Self::One(_) | Self::Named(_) => shape == Shape::Map,
            Self::Number | Self::Count => shape == Shape::Number,
            Self::Text | Self::Words(_) => shape == Shape::Text,
            Self::TextOrNull => matches!(shape, Shape::Text | Shape::Null),
            Self::Schema => shape == Shape::Map || (version >= Version::V31 && shape == Shape::Bool),
        }
    }

    /// As a sentence says it: "a list".
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Bool => "true or false",
            Self::List | Self::Many(_) => "a list",
            Self::Map | Self::Schema | Self::One(_) => "an object",
            Self::Number => "a number",
            Self::Count => "a whole number from 0 on",
            Self::Text | Self::Words(_) => "a text",
            Self::TextOrNull => "a text or null",
            Self::Texts | Self::Set | Self::WordSet(_) => "a list of texts",
            Self::TextMap => "an object that holds texts by name",
            Self::SchemaList => "a list of schemas",
            Self::Schemas => "an object that holds schemas by name",
            Self::Named(_) => "an object that holds objects by name",
        }
    }
}

impl Object {
    /// What most objects are: fields, and nothing else. For the rest of a table.
    pub(super) const PLAIN: Self =
        Self { name: "", fields: &[], others: None, kind: None, variant: None, also: None };

    /// The field of that name, where the version has it.
    pub(super) fn field(&self, name: &str, version: Version) -> Option<&'static Field> {
        self.fields.iter().find(|field| field.name == name && field.exists(version))
    }

    pub(super) fn fields(&self, version: Version) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.exists(version))
    }

    pub(super) fn required(&self, version: Version) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.is_required(version))
    }
}

impl Field {
    pub(super) fn holds(&self) -> Holds {
        self.holds
    }

    pub(super) fn is_required(&self, version: Version) -> bool {
        self.required.is_some_and(|(first, last)| first <= version && version <= last)
    }

    fn exists(&self, version: Version) -> bool {
        self.first <= version && version <= self.last
    }

    pub(super) const fn required(self) -> Self {
        let required = Some((self.first, self.last));
        Self { required, ..self }
    }

    pub(super) const fn required_until(self, last: Version) -> Self {
        let required = Some((self.first, last));
        Self { required, ..self }
    }
}

pub(super) const fn between(first: Version, last: Version, name: &'static str, holds: Holds) -> Field {
    Field { name, holds, first, last, required: None }
}
