use super::{Remark, paths};
use crate::collections::BTreeSet;
use crate::facts::Facts;
use crate::facts::proto::{Import, ProtoFile};

/// What protobuf definitions say of themselves: services, language, version, and how lists are paged.
pub(super) fn remarks(facts: &Facts) -> Vec<Remark> {
    facts.proto_files().flat_map(|(_, _, file)| of_file(file)).collect()
}

fn of_file(file: &ProtoFile) -> Vec<Remark> {
    let language = match &file.syntax {
        Some(syntax) if syntax.value.starts_with("20") => format!("Protobuf, edition {}", syntax.value),
        Some(syntax) => format!("Protobuf, {}", syntax.value),
        None => "Protobuf, proto2".to_owned(),
    };
    let place = file.syntax.as_ref().map_or(file.place, |syntax| syntax.place);
    let evidence = if file.syntax.is_some() { "the `syntax` line" } else { "no `syntax` line" };
    let mut remarks =
        vec![Remark { topic: "contract-version", value: language, evidence: evidence.to_owned(), place }];
    for service in &file.services {
        let rpcs = if service.rpcs.len() == 1 { "rpc" } else { "rpcs" };
        remarks.push(Remark {
            topic: "api",
            value: service.full_name.clone(),
            evidence: format!("a service with {} {rpcs}", service.rpcs.len()),
            place: service.name.place,
        });
    }
    if let Some(package) = file.package.as_ref().filter(|_| !file.services.is_empty())
        && paths::version(&package.value.replace('.', "/")).is_some()
    {
        remarks.push(Remark {
            topic: "versioning",
            value: "in the package".to_owned(),
            evidence: format!("`{}`", package.value),
            place: package.place,
        });
    }
    remarks.extend(pagination(file));
    remarks.extend(validation(&file.imports));
    remarks
}

fn pagination(file: &ProtoFile) -> Option<Remark> {
    let token = file.messages.iter().flat_map(|message| &message.fields).find(|field| {
        matches!(field.name.value.as_str(), "page_token" | "next_page_token" | "cursor" | "next_cursor")
    })?;
    Some(Remark {
        topic: "pagination",
        value: "cursor".to_owned(),
        evidence: format!("the field `{}`", token.name.value),
        place: token.name.place,
    })
}

/// Libraries that hold messages against rules in their options.
fn validation(imports: &[Import]) -> Vec<Remark> {
    let known = [
        ("buf/validate/validate.proto", "protovalidate"),
        ("validate/validate.proto", "protoc-gen-validate"),
    ];
    let mut told: BTreeSet<&str> = BTreeSet::new();
    let mut remarks = Vec::new();
    for import in imports {
        if let Some((_, name)) = known.iter().find(|(path, _)| *path == import.path)
            && told.insert(name)
        {
            remarks.push(Remark {
                topic: "validation",
                value: (*name).to_owned(),
                evidence: format!("imports `{}`", import.path),
                place: import.place,
            });
        }
    }
    remarks
}
