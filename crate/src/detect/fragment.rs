//! Pieces of an API description that were pasted without its head: the paths, the components, one path.

use super::Kind;
use super::structured::top_level_keys;

/// Lines that are looked at below a key.
const LOOKED_AT: usize = 20;

/// Members of `components` that nothing but an API description has.
const COMPONENTS: [&str; 9] = [
    "schemas",
    "responses",
    "parameters",
    "requestBodies",
    "securitySchemes",
    "headers",
    "callbacks",
    "links",
    "pathItems",
];

const METHODS: [&str; 8] = ["get", "put", "post", "delete", "options", "head", "patch", "trace"];

/// A piece in YAML, told from its top-level keys and what stands directly below them.
pub(super) fn yaml(text: &str) -> Option<(Kind, String)> {
    let keys = top_level_keys(text);
    // Other documents have paths and components of their own.
    if ["asyncapi", "arazzo", "overlay", "openrpc", "apiVersion"].iter().any(|other| keys.contains(other)) {
        return None;
    }
    let mut lines =
        text.lines().filter(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    while let Some(line) = lines.next() {
        let key = line.split_once(':').map(|(key, _)| key.trim_matches(['"', '\'']));
        let below = || lines.clone().take(LOOKED_AT).map_while(inner_key);
        match key {
            Some("paths") if below().next().is_some_and(|path| path.starts_with('/')) => {
                return Some(found("paths"));
            }
            Some("components") if below().any(|name| COMPONENTS.contains(&name)) => {
                return Some(found("components"));
            }
            Some(path) if path.starts_with('/') && below().any(|name| METHODS.contains(&name)) => {
                return Some(found(path));
            }
            _ => {}
        }
    }
    None
}

/// The key of a line that is indented.
fn inner_key(line: &str) -> Option<&str> {
    let indented = line.starts_with([' ', '\t']);
    let (key, _) = line.trim().split_once(':').filter(|_| indented)?;
    Some(key.trim_matches(['"', '\'']))
}

/// A piece in JSON.
pub(super) fn json(text: &str) -> Option<(Kind, String)> {
    if ["\"asyncapi\"", "\"arazzo\"", "\"overlay\"", "\"openrpc\""].iter().any(|other| text.contains(other)) {
        return None;
    }
    let opens = |key: &str| {
        let (_, after) = text.split_once(&format!("\"{key}\""))?;
        let inner = after.trim_start().strip_prefix(':')?.trim_start().strip_prefix('{')?;
        inner.trim_start().strip_prefix('"')?.split('"').next()
    };
    if opens("paths").is_some_and(|path| path.starts_with('/')) {
        return Some(found("paths"));
    }
    if opens("components").is_some_and(|name| COMPONENTS.contains(&name)) {
        return Some(found("components"));
    }
    let path = text.trim_start().strip_prefix('{')?.trim_start().strip_prefix('"')?.split('"').next()?;
    let method = path.starts_with('/').then(|| opens(path)).flatten();
    method.filter(|method| METHODS.contains(method)).map(|_| found(path))
}

fn found(key: &str) -> (Kind, String) {
    let key: String = key.chars().take(60).collect();
    let reason = format!("has `{key}` as an API description has, without its head");
    (Kind::OpenApi { version: String::new() }, reason)
}
