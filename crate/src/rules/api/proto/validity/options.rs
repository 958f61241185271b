//! Options that the language itself has (`descriptor.proto`), held against what they are for. Those of the
//! author's own, whose names stand in parentheses, are left alone.

use super::Problems;
use crate::facts::proto::{ProtoFile, Setting};

const FILE: &[&str] = &[
    "cc_enable_arenas",
    "cc_generic_services",
    "csharp_namespace",
    "deprecated",
    "go_package",
    "java_generate_equals_and_hash",
    "java_generic_services",
    "java_multiple_files",
    "java_outer_classname",
    "java_package",
    "java_string_check_utf8",
    "objc_class_prefix",
    "optimize_for",
    "php_class_prefix",
    "php_generic_services",
    "php_metadata_namespace",
    "php_namespace",
    "py_generic_services",
    "ruby_package",
    "swift_prefix",
];
const MESSAGE: &[&str] = &[
    "deprecated",
    "deprecated_legacy_json_field_conflicts",
    "map_entry",
    "message_set_wire_format",
    "no_standard_descriptor_accessor",
];
const FIELD: &[&str] = &[
    "ctype",
    "debug_redact",
    "default",
    "deprecated",
    "edition_defaults",
    "feature_support",
    "json_name",
    "jstype",
    "lazy",
    "packed",
    "retention",
    "targets",
    "unverified_lazy",
    "weak",
];
const ENUM: &[&str] = &["allow_alias", "deprecated", "deprecated_legacy_json_field_conflicts"];
const VALUE: &[&str] = &["debug_redact", "deprecated", "feature_support"];
const SERVICE: &[&str] = &["deprecated"];
const RPC: &[&str] = &["deprecated", "idempotency_level"];

/// Options that are either on or off.
const SWITCHES: [&str; 6] =
    ["allow_alias", "deprecated", "java_multiple_files", "lazy", "map_entry", "packed"];

/// The values of features (editions, "Feature Settings for Editions").
const FEATURES: [(&str, &[&str]); 6] = [
    ("enum_type", &["OPEN", "CLOSED"]),
    ("field_presence", &["EXPLICIT", "IMPLICIT", "LEGACY_REQUIRED"]),
    ("json_format", &["ALLOW", "LEGACY_BEST_EFFORT"]),
    ("message_encoding", &["LENGTH_PREFIXED", "DELIMITED"]),
    ("repeated_field_encoding", &["PACKED", "EXPANDED"]),
    ("utf8_validation", &["VERIFY", "NONE"]),
];
/// Features of later editions, whose values are not compared.
const LATER: [&str; 2] = ["default_symbol_visibility", "enforce_naming_style"];

pub(super) fn check(file: &ProtoFile, problems: &mut Problems) {
    each(&file.settings, FILE, "a file", problems);
    for message in &file.messages {
        each(&message.settings, MESSAGE, "a message", problems);
        for field in &message.fields {
            each(&field.settings, FIELD, "a field", problems);
        }
    }
    for declared in &file.enums {
        each(&declared.settings, ENUM, "an enum", problems);
        for value in &declared.values {
            each(&value.settings, VALUE, "a value of an enum", problems);
        }
    }
    for service in &file.services {
        each(&service.settings, SERVICE, "a service", problems);
        for rpc in &service.rpcs {
            each(&rpc.settings, RPC, "an rpc", problems);
        }
    }
}

fn each(settings: &[Setting], known: &[&str], owner: &str, problems: &mut Problems) {
    let own: Vec<&Setting> = settings.iter().filter(|setting| !setting.custom).take(500).collect();
    for (at, setting) in own.iter().enumerate() {
        let name = setting.name.as_str();
        let text = if let Some(feature) = name.strip_prefix("features.") {
            feature_fault(feature, &setting.value)
        } else if name.contains('.') {
            continue;
        } else if !known.contains(&name) {
            Some(format!("`{name}` is no option of {owner}"))
        } else if SWITCHES.contains(&name) && !matches!(setting.value.as_str(), "true" | "false") {
            Some(format!("the option `{name}` must be `true` or `false`, and is `{}`", setting.value))
        } else {
            let twice =
                own.iter().take(at).any(|other| other.name == name && other.literal != setting.literal);
            (twice && name != "targets").then(|| format!("the option `{name}` is set twice"))
        };
        if let Some(text) = text {
            problems.add(setting.place, text);
        }
    }
}

fn feature_fault(name: &str, value: &str) -> Option<String> {
    if name.contains('.') || LATER.contains(&name) {
        return None;
    }
    let Some((_, values)) = FEATURES.iter().find(|(own, _)| *own == name) else {
        return Some(format!("`{name}` is no feature of an edition"));
    };
    let known = values.contains(&value);
    (!known).then(|| format!("the feature `{name}` has no value `{value}`: it is {}", values.join(" or ")))
}
