use super::Problems;
use crate::facts::proto::{Field, Label, Message, ProtoFile, Syntax, is_scalar, setting, truth};

pub(super) fn check(file: &ProtoFile, message: &Message, problems: &mut Problems) {
    let name = &message.name.value;
    let syntax = file.syntax();
    if syntax == Syntax::Proto2 && file.syntax.is_some() {
        for field in message.fields.iter().filter(|field| lacks_label(field)) {
            let text =
                format!("`{}` needs `optional`, `required` or `repeated` in `proto2`", field.name.value);
            problems.add(field.name.place, text);
        }
    }
    if message.group && syntax != Syntax::Proto2 {
        let text = format!("`{name}` is a `group`, which `proto2` alone has");
        problems.add(message.name.place, text);
    }
    for (at, oneof) in message.oneofs.iter().enumerate().filter(|_| file.whole) {
        if !message.fields.iter().any(|field| field.oneof == Some(at)) {
            problems.add(oneof.place, format!("the oneof `{}` has no fields", oneof.value));
        }
    }
    for field in &message.fields {
        if let Some(text) = refused(syntax, field) {
            problems.add(field.name.place, text);
        }
    }
    if syntax == Syntax::Proto3
        && let Some(range) = message.extension_ranges.first()
    {
        problems
            .add(range.place, format!("`{name}` leaves numbers to extensions, which `proto3` does not have"));
    }
}

/// Without a syntax line, the whole file was meant to be another language.
pub(super) fn check_missing_syntax(file: &ProtoFile, problems: &mut Problems) {
    let fields = file.messages.iter().flat_map(|message| &message.fields);
    let first = fields.filter(|field| lacks_label(field)).min_by_key(|field| field.name.place);
    if let Some(first) = first.filter(|_| file.syntax.is_none()) {
        let text = format!(
            "`{}` has no label, which `proto2` asks for: the file lacks `syntax = \"proto3\";`",
            first.name.value
        );
        problems.add(first.name.place, text);
    }
}

/// Extensions count as fields; `proto3` has them for options alone.
pub(super) fn check_extensions(file: &ProtoFile, problems: &mut Problems) {
    let syntax = file.syntax();
    for extension in &file.extensions {
        let extendee = &extension.extendee;
        let options = extendee.value.ends_with("Options");
        if syntax == Syntax::Proto3 && !options {
            let text = format!("`{}` is extended, which `proto3` allows for options only", extendee.value);
            problems.add(extendee.place, text);
        }
        for field in &extension.fields {
            if field.label == Label::Required {
                let text = format!("the extension `{}` cannot be `required`", field.name.value);
                problems.add(field.name.place, text);
            } else if let Some(text) = refused(syntax, field) {
                problems.add(field.name.place, text);
            }
        }
    }
}

fn lacks_label(field: &Field) -> bool {
    field.label == Label::None && field.oneof.is_none() && field.key.is_none()
}

fn refused(syntax: Syntax, field: &Field) -> Option<String> {
    let name = &field.name.value;
    let label = match field.label {
        Label::None => "",
        Label::Optional => "optional",
        Label::Required => "required",
        Label::Repeated => "repeated",
    };
    if field.oneof.is_some() && (field.key.is_some() || !label.is_empty()) {
        let what = if field.key.is_some() { "a map" } else { label };
        return Some(format!("`{name}` is one of several choices (`oneof`) and cannot be {what}"));
    }
    if let Some(key) = &field.key {
        if !label.is_empty() {
            return Some(format!("the map `{name}` cannot be `{label}`"));
        }
        let keys = is_scalar(&key.value) && !matches!(key.value.as_str(), "float" | "double" | "bytes");
        if !keys {
            let text = format!(
                "the map `{name}` has keys of the type `{}`: only whole numbers, `bool` and `string` can be keys",
                key.value
            );
            return Some(text);
        }
    }
    let unpackable =
        field.label != Label::Repeated || matches!(field.type_.value.as_str(), "string" | "bytes");
    if unpackable && truth(&field.settings, "packed") {
        return Some(format!("`{name}` cannot be packed: that is for repeated numbers"));
    }
    let default = setting(&field.settings, "default").is_some();
    match syntax {
        Syntax::Proto3 if field.label == Label::Required => {
            Some(format!("`{name}` is `required`, which `proto3` does not have"))
        }
        Syntax::Proto3 if default => Some(format!("`{name}` has a default, which `proto3` does not have")),
        Syntax::Edition if matches!(field.label, Label::Required | Label::Optional) => {
            Some(format!("`{name}` is `{label}`, which editions say with `features.field_presence`"))
        }
        _ if default && field.is_many() => {
            Some(format!("`{name}` holds many values and cannot have a default"))
        }
        _ => None,
    }
}
