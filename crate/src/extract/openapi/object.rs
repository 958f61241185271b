//! Which fields the objects of a document have, in which version, and what they hold.

use super::version::Version;

use crate::extract::tree::Shape;

/// A kind of object.
pub(super) struct Object {
    /// As a sentence says it: "an operation".
    pub(super) name: &'static str,
    pub(super) fields: &'static [Field],
}

pub(super) struct Field {
    pub(super) name: &'static str,
    holds: Holds,
    first: Version,
    last: Version,
    required: Option<(Version, Version)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Holds {
    Any,
    Bool,
    List,
    Map,
    Text,
    /// A schema, which from 3.1 on may be `true` or `false`.
    Schema,
}

impl Holds {
    /// Whether a value of that form is what the field holds.
    pub(super) fn fits(self, shape: Shape, version: Version) -> bool {
        match self {
            Self::Any => true,
            Self::Bool => shape == Shape::Bool,
            Self::List => shape == Shape::List,
            Self::Map => shape == Shape::Map,
            Self::Text => shape == Shape::Text,
            Self::Schema => shape == Shape::Map || (version >= Version::V31 && shape == Shape::Bool),
        }
    }

    /// As a sentence says it: "a list".
    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Any => "a value",
            Self::Bool => "true or false",
            Self::List => "a list",
            Self::Map | Self::Schema => "an object",
            Self::Text => "a text",
        }
    }
}

impl Object {
    /// The field of that name, where the version has it.
    pub(super) fn field(&self, name: &str, version: Version) -> Option<&Field> {
        self.fields.iter().find(|field| field.name == name && field.exists(version))
    }

    pub(super) fn fields(&self, version: Version) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| field.exists(version))
    }

    pub(super) fn required(&self, version: Version) -> impl Iterator<Item = &Field> {
        self.fields.iter().filter(move |field| {
            field.required.is_some_and(|(first, last)| first <= version && version <= last)
        })
    }
}

impl Field {
    pub(super) fn holds(&self) -> Holds {
        self.holds
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
