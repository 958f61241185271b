use super::Problems;
use crate::facts::proto::{DeclaredIn, ProtoFile, Resolved, is_scalar};
use crate::facts::{Facts, Located};

/// Names of types that nothing declares, and rpcs that take or give something else than a message.
pub(super) fn check(facts: &Facts, id: DeclaredIn, file: &ProtoFile, problems: &mut Problems) {
    for message in &file.messages {
        for field in &message.fields {
            check_type(facts, id, &message.full_name, &field.type_, problems);
        }
    }
    for extension in &file.extensions {
        check_type(facts, id, &extension.scope, &extension.extendee, problems);
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
