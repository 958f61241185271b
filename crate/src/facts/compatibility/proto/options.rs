//! Options that encodings, generated code or callers depend on.

use super::{ChangeKind, Compared, Impact};
use crate::facts::proto::{Field, Rpc, Setting, setting, truth};

/// Options of files by which generated code is named.
pub(super) const NAMES_OF_CODE: [&str; 7] = [
    "csharp_namespace",
    "go_package",
    "java_package",
    "objc_class_prefix",
    "php_namespace",
    "ruby_package",
    "swift_prefix",
];

/// What a field is called in JSON (language specification, "JSON Mapping").
pub(super) fn json_name(field: &Field) -> String {
    if let Some(own) = setting(&field.settings, "json_name") {
        return own.value.clone();
    }
    let mut name = String::with_capacity(field.name.value.len());
    let mut after_underscore = false;
    for letter in field.name.value.chars() {
        if letter != '_' {
            name.push(if after_underscore { letter.to_ascii_uppercase() } else { letter });
        }
        after_underscore = letter == '_';
    }
    name
}

fn value<'a>(settings: &'a [Setting], name: &str) -> Option<&'a str> {
    setting(settings, name).map(|own| own.value.as_str())
}

fn shown(value: Option<&str>) -> String {
    value.map_or_else(|| "none".to_owned(), |value| format!("`{value}`"))
}

impl Compared<'_> {
    pub(super) fn field_options(&mut self, name: &str, earlier: &Field, later: &Field) {
        let places = (earlier.name.place, later.name.place);
        let (was, is) = (json_name(earlier), json_name(later));
        if earlier.name.value == later.name.value && was != is {
            let text = format!("{name} was `{was}` in JSON and is `{is}`");
            let impact = self.of_names();
            self.change(ChangeKind::Renamed, impact, places, text);
        }
        let (was, is) = (value(&earlier.settings, "default"), value(&later.settings, "default"));
        if was != is {
            let text = format!(
                "the default of {name} was {} and is {}: what was not sent is taken for something else",
                shown(was),
                shown(is)
            );
            self.change(ChangeKind::Default, Impact::Dangerous, places, text);
        }
        let (was, is) = (value(&earlier.settings, "jstype"), value(&later.settings, "jstype"));
        if was.unwrap_or("JS_NORMAL") != is.unwrap_or("JS_NORMAL") {
            let text =
                format!("{name} has another type in JavaScript: {} instead of {}", shown(is), shown(was));
            self.change(ChangeKind::Type, Impact::Dangerous, places, text);
        }
        if !must_be_sent(earlier) && must_be_sent(later) {
            let text =
                format!("{name} must be sent, which it needed not: whoever leaves it out may be refused");
            self.change(ChangeKind::Requiredness, Impact::Dangerous, places, text);
        }
    }

    /// Libraries and proxies repeat by themselves what says that it can be repeated.
    pub(super) fn idempotency(&mut self, label: &str, earlier: &Rpc, later: &Rpc) {
        let level = |rpc: &Rpc| match value(&rpc.settings, "idempotency_level") {
            Some("NO_SIDE_EFFECTS") => 2,
            Some("IDEMPOTENT") => 1,
            _ => 0,
        };
        if level(later) < level(earlier) {
            let text = format!(
                "{label} promises less of being repeated than before: callers that repeat it by themselves may do it twice"
            );
            let places = (earlier.name.place, later.name.place);
            self.change(ChangeKind::Encoding, Impact::Dangerous, places, text);
        }
    }

    /// Names of what is generated, where each version has one for all of its files.
    pub(super) fn code_names(&mut self) {
        let (earlier, later) = (self.earlier, self.later);
        for name in NAMES_OF_CODE {
            let (Some(was), Some(is)) = (earlier.code_name(name), later.code_name(name)) else { continue };
            if was.value != is.value {
                let text = format!(
                    "`{name}` was `{}` and is `{}`: generated code stands elsewhere",
                    was.value, is.value
                );
                self.change(ChangeKind::Renamed, Impact::Dangerous, (was.place, is.place), text);
            }
        }
    }

    pub(super) fn extensions(&mut self) {
        let (earlier, later) = (self.earlier, self.later);
        for ((extendee, number), field) in &earlier.extensions {
            if !later.extensions.contains_key(&(*extendee, *number)) {
                let text = format!("the extension `{}` of `{extendee}` was removed", field.name.value);
                self.removed(Impact::Breaking, (field.name.place, later.place), text);
            }
        }
    }
}

/// By an annotation or a rule of validation.
fn must_be_sent(field: &Field) -> bool {
    let required = |own: &Setting| own.name == "google.api.field_behavior" && own.value == "REQUIRED";
    field.settings.iter().any(required)
        || truth(&field.settings, "buf.validate.field.required")
        || truth(&field.settings, "validate.rules.message.required")
}
