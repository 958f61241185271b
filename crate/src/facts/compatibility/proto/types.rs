//! Which types are alike on the wire (language guide, "Updating A Message Type").

use super::Package;
use crate::facts::proto::{Field, is_scalar};

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Change {
    None,
    /// Alike on the wire, different in JSON and generated code.
    OnWire,
    Incompatible,
}

/// How values stand on the wire.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Varint,
    ZigZag,
    Fixed32,
    Fixed64,
    Float,
    Double,
    Text,
    Message,
    Unknown,
}

pub(super) fn change(before: &Package<'_>, after: &Package<'_>, earlier: &Field, later: &Field) -> Change {
    let keys = match (&earlier.key, &later.key) {
        (None, None) => Change::None,
        (Some(one), Some(other)) => of_types((before, &one.value), (after, &other.value)),
        _ => return Change::Incompatible,
    };
    let values = of_types((before, &earlier.type_.value), (after, &later.type_.value));
    match (keys, values) {
        (Change::Incompatible, _) | (_, Change::Incompatible) => Change::Incompatible,
        (Change::None, values) => values,
        (keys, _) => keys,
    }
}

fn of_types(earlier: (&Package<'_>, &str), later: (&Package<'_>, &str)) -> Change {
    if last(earlier.1) == last(later.1) && is_scalar(earlier.1) == is_scalar(later.1) {
        return Change::None;
    }
    let (was, is) = (form(earlier.0, earlier.1), form(later.0, later.1));
    match (was, is) {
        // What is not known may be the same.
        (Form::Unknown, _) | (_, Form::Unknown) => Change::OnWire,
        // A message stands in the same form as the bytes that it would be.
        (Form::Message, Form::Text) => {
            if later.1 == "bytes" {
                Change::OnWire
            } else {
                Change::Incompatible
            }
        }
        (Form::Text, Form::Message) => {
            if earlier.1 == "bytes" {
                Change::OnWire
            } else {
                Change::Incompatible
            }
        }
        (Form::Message, Form::Message) => Change::Incompatible,
        (was, is) if was == is => Change::OnWire,
        _ => Change::Incompatible,
    }
}

fn form(package: &Package<'_>, type_: &str) -> Form {
    match type_ {
        "int32" | "int64" | "uint32" | "uint64" | "bool" => Form::Varint,
        "sint32" | "sint64" => Form::ZigZag,
        "fixed32" | "sfixed32" => Form::Fixed32,
        "fixed64" | "sfixed64" => Form::Fixed64,
        "float" => Form::Float,
        "double" => Form::Double,
        "string" | "bytes" => Form::Text,
        _ if package.enum_names.contains(last(type_)) => Form::Varint,
        _ if package.message_names.contains(last(type_)) => Form::Message,
        _ => Form::Unknown,
    }
}

/// A type by the last part of its name: the same one can be written with more or less before it.
pub(super) fn last(name: &str) -> &str {
    name.rsplit('.').next().unwrap_or_default()
}
