//! What a JSON or YAML document is, told from its top-level keys without parsing it.

use super::{Kind, fragment};

/// The kind of a document that is JSON or YAML by its look.
pub(super) fn kind(text: &str) -> Option<(Kind, String)> {
    let text = after_comments(text);
    match text.chars().next()? {
        '{' | '[' => Some(json(text)),
        _ => yaml(text).or_else(|| fragment::yaml(text)),
    }
}

/// The text without what people write above it: a byte order mark, and comments as in JavaScript.
fn after_comments(text: &str) -> &str {
    let mut rest = text.trim_start_matches('\u{feff}').trim_start();
    loop {
        let after = if rest.starts_with("//") {
            rest.split_once('\n')
        } else if rest.starts_with("/*") {
            rest.split_once("*/")
        } else {
            None
        };
        match after {
            Some((_, after)) => rest = after.trim_start(),
            None => return rest,
        }
    }
}

/// The version that an `openapi` or `swagger` key gives.
pub(super) fn version(text: &str) -> Option<String> {
    ["openapi", "swagger"].into_iter().find_map(|key| json_value(text, key).or_else(|| yaml_value(text, key)))
}

fn json(text: &str) -> (Kind, String) {
    let described = |key: &str, version: &str| format!("has the key `\"{key}\": \"{version}\"`");
    for key in ["openapi", "swagger"] {
        if let Some(version) = json_value(text, key).filter(|version| is_version(version)) {
            let reason = described(key, &version);
            return (Kind::OpenApi { version }, reason);
        }
    }
    if let Some(version) = json_value(text, "asyncapi").filter(|version| is_version(version)) {
        return (Kind::AsyncApi, described("asyncapi", &version));
    }
    if is_introspection(text) {
        return (
            Kind::GraphQl,
            "has the key `\"__schema\"`, as services answer about their GraphQL schema".into(),
        );
    }
    fragment::json(text).unwrap_or_else(|| (Kind::Json, "begins as JSON does".into()))
}

/// `{"__schema": ...}`, alone or below `data`.
fn is_introspection(text: &str) -> bool {
    let inner = |text: &'_ str, key: &str| -> Option<usize> {
        let rest = text.trim_start().strip_prefix('{')?.trim_start().strip_prefix(key)?;
        let rest = rest.trim_start().strip_prefix(':')?.trim_start();
        rest.starts_with('{').then_some(text.len() - rest.len())
    };
    let below = inner(text, "\"data\"").and_then(|at| text.get(at..)).unwrap_or(text);
    inner(below, "\"__schema\"").is_some()
}

/// The text of the first `"key": "value"` of the document.
fn json_value(text: &str, key: &str) -> Option<String> {
    ['"', '\''].into_iter().find_map(|quote| {
        let quoted = format!("{quote}{key}{quote}");
        text.match_indices(&quoted).take(64).find_map(|(at, _)| {
            let rest = text.get(at + quoted.len()..)?.trim_start().strip_prefix(':')?.trim_start();
            let quote = rest.chars().next().filter(|first| matches!(first, '"' | '\''))?;
            let (value, _) = rest.strip_prefix(quote)?.split_once(quote)?;
            Some(value.chars().take(20).collect())
        })
    })
}

fn yaml(text: &str) -> Option<(Kind, String)> {
    for key in ["openapi", "swagger"] {
        if let Some(version) = yaml_value(text, key).filter(|version| is_version(version)) {
            let reason = format!("has a top-level `{key}: {version}`");
            return Some((Kind::OpenApi { version }, reason));
        }
    }
    if let Some(version) = yaml_value(text, "asyncapi") {
        return Some((Kind::AsyncApi, format!("has a top-level `asyncapi: {version}`")));
    }
    let keys = top_level_keys(text);
    let has = |key: &str| keys.contains(&key);
    if has("apiVersion") && has("kind") {
        return Some((Kind::Kubernetes, "has the top-level keys `apiVersion` and `kind`".into()));
    }
    if has("jobs") && (has("on") || has("\"on\"")) {
        return Some((Kind::Workflow, "has the top-level keys `on` and `jobs`".into()));
    }
    if has("services") && ["image:", "build:"].iter().any(|key| text.contains(key)) {
        return Some((Kind::Compose, "has top-level `services` with images".into()));
    }
    None
}

/// The value of a key that stands at the start of a line.
fn yaml_value(text: &str, key: &str) -> Option<String> {
    text.trim_start_matches('\u{feff}').lines().find_map(|line| {
        let rest = line.trim_start_matches(['"', '\'']).strip_prefix(key)?;
        let value = rest.trim_start_matches(['"', '\'']).trim_start().strip_prefix(':')?.trim();
        let value = value.trim_matches(['"', '\'']);
        Some(value.split([' ', '#', '"', '\'']).next().unwrap_or_default().chars().take(20).collect())
    })
}

pub(super) fn top_level_keys(text: &str) -> Vec<&str> {
    text.lines()
        .take(2000)
        .filter(|line| line.starts_with(|first: char| first.is_ascii_alphabetic() || first == '"'))
        .filter_map(|line| line.split_once(':'))
        .map(|(key, _)| key)
        .collect()
}

fn is_version(value: &str) -> bool {
    value.starts_with(|first: char| first.is_ascii_digit()) && value.contains('.')
}
