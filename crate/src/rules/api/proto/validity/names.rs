use super::Problems;
use crate::artifact::Place;
use crate::collections::{BTreeMap, BTreeSet};
use crate::facts::proto::{Message, ProtoFile, Syntax, scope_of, setting};

pub(super) fn check_message(message: &Message, problems: &mut Problems) {
    let mut names: BTreeMap<&str, &str> = BTreeMap::new();
    let oneofs = message.oneofs.iter().map(|oneof| (oneof, "oneof"));
    let fields = message.fields.iter().map(|field| (&field.name, "field"));
    for (name, what) in oneofs.chain(fields) {
        if let Some(first) = names.insert(&name.value, what) {
            let text =
                format!("`{}` has a {first} and another {what} called `{}`", message.name.value, name.value);
            problems.add(name.place, text);
        }
        if what == "field" && message.reserved.holds_name(&name.value) {
            let text = format!("`{}` is a name that `{}` reserves", name.value, message.name.value);
            problems.add(name.place, text);
        }
    }
}

/// Files that are imported twice.
pub(super) fn check_imports(file: &ProtoFile, problems: &mut Problems) {
    let mut paths: BTreeSet<&str> = BTreeSet::new();
    for import in file.imports.iter().filter(|import| !paths.insert(&import.path)) {
        problems.add(import.place, format!("`{}` is imported twice", import.path));
    }
}

/// Names that are declared twice in one scope. The values of an enum stand beside it, not within it.
pub(super) fn check_file(file: &ProtoFile, problems: &mut Problems) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    let mut declare = |name: String, what: &'static str, place: Place| match names.get(&name) {
        Some(first) => {
            problems.add(place, format!("`{name}` is the name of this {what} and of another {first}"));
        }
        None => {
            names.insert(name, what);
        }
    };
    for message in &file.messages {
        declare(message.full_name.clone(), "message", message.name.place);
    }
    for declared in &file.enums {
        declare(declared.full_name.clone(), "enum", declared.name.place);
    }
    for service in &file.services {
        declare(service.full_name.clone(), "service", service.name.place);
        for rpc in &service.rpcs {
            declare(format!("{}.{}", service.full_name, rpc.name.value), "rpc", rpc.name.place);
        }
    }
    for declared in &file.enums {
        let scope = scope_of(&declared.full_name);
        for value in &declared.values {
            let name = &value.name.value;
            let full = if scope.is_empty() { name.clone() } else { format!("{scope}.{name}") };
            declare(full, "enum value", value.name.place);
        }
    }
    if file.syntax() == Syntax::Proto3 {
        for message in &file.messages {
            check_json(message, problems);
        }
    }
}

/// Fields whose names are the same in JSON.
fn check_json(message: &Message, problems: &mut Problems) {
    let mut names: BTreeMap<String, &str> = BTreeMap::new();
    for field in &message.fields {
        let own = setting(&field.settings, "json_name").map(|name| name.value.clone());
        let json = own.unwrap_or_else(|| json_name(&field.name.value));
        let name = field.name.value.as_str();
        if let Some(first) = names.insert(json.clone(), name).filter(|first| *first != name) {
            let text = format!("`{name}` and `{first}` are both called `{json}` in JSON");
            problems.add(field.name.place, text);
        }
    }
}

/// `pet_id` is `petId` in JSON (language specification, "JSON Mapping").
fn json_name(name: &str) -> String {
    let mut upper = false;
    let mut json = String::new();
    for letter in name.chars() {
        if letter == '_' {
            upper = true;
        } else {
            json.push(if upper { letter.to_ascii_uppercase() } else { letter });
            upper = false;
        }
    }
    json
}
