use super::methods::{files, last};
use crate::artifact::Place;
use crate::collections::BTreeSet;
use crate::facts::Facts;
use crate::facts::proto::{DeclaredIn, Import, ProtoFile, Resolved};
use crate::finding::{Edit, Fix, Seen, Severity};
use crate::rules::Rule;

pub(super) static RULE: Rule = Rule {
    id: "unused-import",
    item: "api.grpc",
    severity: Severity::Info,
    page: page!("unused_import.md"),
    check,
};

/// Files that declare one or a few types, and nothing for options.
const COMMON: [(&str, &[&str]); 6] = [
    ("google/protobuf/timestamp.proto", &["Timestamp"]),
    ("google/protobuf/duration.proto", &["Duration"]),
    ("google/protobuf/empty.proto", &["Empty"]),
    ("google/protobuf/any.proto", &["Any"]),
    ("google/protobuf/field_mask.proto", &["FieldMask"]),
    ("google/protobuf/struct.proto", &["Struct", "Value", "ListValue", "NullValue"]),
];

fn check(facts: &Facts, seen: &mut Seen) {
    for (id, _, file) in files(facts).filter(|(_, _, file)| file.whole) {
        let used = Used::of(facts, id, file);
        for (import, target) in facts.protos.imports(id, &file.imports) {
            if import.public || import.weak {
                continue;
            }
            let common = COMMON.iter().find(|(path, _)| *path == import.path);
            let is_used = match (common, target) {
                (Some((_, types)), _) => types.iter().any(|type_| used.names.contains(type_)),
                (None, Some(target)) => is_used(facts, &used, target),
                (None, None) => continue,
            };
            if is_used {
                seen.met(import.place, || format!("`{}` is used", import.path));
            } else {
                tell(seen, import);
            }
        }
    }
}

fn tell(seen: &mut Seen, import: &Import) {
    let text = format!("nothing of `{}` is used in this file", import.path);
    let finding = seen.violated(import.place, text);
    finding.fix(Fix { title: "Remove the import".to_owned(), edits: removal(import.statement), code: None });
}

fn removal(statement: Place) -> Vec<Edit> {
    vec![Edit { place: statement, text: String::new() }]
}

/// What a file names.
struct Used<'a> {
    files: BTreeSet<DeclaredIn>,
    /// The last parts of the types that it names.
    names: BTreeSet<&'a str>,
}

impl<'a> Used<'a> {
    fn of(facts: &Facts, id: DeclaredIn, file: &'a ProtoFile) -> Self {
        let mut used = Self { files: BTreeSet::new(), names: BTreeSet::new() };
        let mut take = |scope: &str, name: &'a str| {
            used.names.insert(last(name));
            if let Resolved::Message(id, _) | Resolved::Enum(id, _) | Resolved::NotImported(id) =
                facts.proto_type(id, scope, name)
            {
                used.files.insert(id);
            }
        };
        for message in &file.messages {
            for field in &message.fields {
                take(&message.full_name, &field.type_.value);
            }
        }
        for extension in &file.extensions {
            take(&extension.scope, &extension.extendee.value);
            for field in &extension.fields {
                take(&extension.scope, &field.type_.value);
            }
        }
        for service in &file.services {
            for rpc in &service.rpcs {
                take(&service.full_name, &rpc.request.type_.value);
                take(&service.full_name, &rpc.response.type_.value);
            }
        }
        used
    }
}

/// Types of an import are named; what declares options counts as used, for options are not followed.
fn is_used(facts: &Facts, used: &Used<'_>, import: DeclaredIn) -> bool {
    let seen = facts.protos.seen_through(&facts.files, import);
    let extends =
        |id: &DeclaredIn| facts.proto_file(*id).is_none_or(|file| !file.extensions.is_empty() || !file.whole);
    seen.iter().any(|id| used.files.contains(id) || extends(id))
}
