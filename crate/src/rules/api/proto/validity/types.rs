use super::Problems;
use crate::facts::proto::{DeclaredIn, Extension, Field, ProtoFile, Resolved, is_scalar, range_of, setting};
use crate::facts::{Facts, Located};

/// Names of types that nothing declares, and rpcs that take or give something else than a message.
pub(super) fn check(facts: &Facts, id: DeclaredIn, file: &ProtoFile, problems: &mut Problems) {
    for message in &file.messages {
        for field in &message.fields {
            check_type(facts, id, &message.full_name, &field.type_, problems);
            check_default(facts, id, &message.full_name, field, problems);
        }
    }
    for extension in &file.extensions {
        check_type(facts, id, &extension.scope, &extension.extendee, problems);
        check_range(facts, id, extension, problems);
        for field in &extension.fields {
            check_type(facts, id, &extension.scope, &field.type_, problems);
        }
    }
    for service in &file.services {
        let payloads = service.rpcs.iter().flat_map(|rpc| [&rpc.request, &rpc.response]);
        for type_ in payloads.map(|payload| &payload.type_) {
            let is_enum =
                matches!(facts.proto_type(id, &service.full_name, &type_.value), Resolved::Enum(..));
            if is_scalar(&type_.value) || is_enum {
                let text = format!("an rpc takes and gives messages, which `{}` is not", type_.value);
                problems.add(type_.place, text);
            } else {
                check_type(facts, id, &service.full_name, type_, problems);
            }
        }
    }
}

fn check_type(facts: &Facts, id: DeclaredIn, scope: &str, type_: &Located<String>, problems: &mut Problems) {
    if is_scalar(&type_.value) {
        return;
    }
    match facts.proto_type(id, scope, &type_.value) {
        Resolved::Missing => problems.add(type_.place, format!("no type is called `{}`", type_.value)),
        Resolved::NotImported(other) => {
            let text = match facts.protos.path(&facts.files, other) {
                Some(path) if !path.is_empty() => {
                    format!("`{}` is declared in `{path}`, which is not imported", type_.value)
                }
                _ => format!("`{}` is declared in a file that is not imported", type_.value),
            };
            problems.add(type_.place, text);
        }
        _ => {}
    }
}

/// An extension takes a number that the message leaves to extensions.
fn check_range(facts: &Facts, id: DeclaredIn, extension: &Extension, problems: &mut Problems) {
    let Resolved::Message(_, message) = facts.proto_type(id, &extension.scope, &extension.extendee.value)
    else {
        return;
    };
    for field in &extension.fields {
        let Some(number) = field.number else { continue };
        if range_of(&message.extension_ranges, number).is_none() {
            let text = format!(
                "`{}` has the number {number}, which `{}` does not leave to extensions",
                field.name.value, message.name.value
            );
            problems.add(field.name.place, text);
        }
    }
}

/// A default is a value of the field's type.
fn check_default(facts: &Facts, id: DeclaredIn, scope: &str, field: &Field, problems: &mut Problems) {
    let Some(default) = setting(&field.settings, "default") else { return };
    let (value, type_) = (default.value.as_str(), field.type_.value.as_str());
    let fits = match type_ {
        "bool" => matches!(value, "true" | "false"),
        "string" | "bytes" => true,
        "double" | "float" => value.parse::<f64>().is_ok() || value.starts_with(['0', '-']),
        _ if is_scalar(type_) => value.starts_with(|first: char| first.is_ascii_digit() || first == '-'),
        _ => match facts.proto_type(id, scope, type_) {
            Resolved::Message(..) => false,
            Resolved::Enum(_, declared) => declared.values.iter().any(|own| own.name.value == value),
            _ => true,
        },
    };
    if !fits {
        let text = format!("the default `{value}` of `{}` is no `{type_}`", field.name.value);
        problems.add(default.place, text);
    }
}
