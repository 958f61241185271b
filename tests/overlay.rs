//! Applies the overlay of a review to its document and reviews the outcome.

use archwright::rules::{self, Page};
use archwright::{File, Project, Report, review};
use archwright_tests::by_rule;
use serde_json::Value;

fn report(path: &str, text: &str) -> Report {
    review(&Project { files: vec![File::new(path, text)] }).report().clone()
}

/// Bad examples that are one JSON document, by the rule whose page they stand on.
fn documents() -> impl Iterator<Item = (&'static str, String, String)> {
    rules::all().flat_map(|rule| {
        let examples = Page::read(rule.page).bad.into_iter().filter(|example| example.files.len() == 1);
        let files = examples.flat_map(|example| example.files);
        files
            .filter(|file| file.text.trim_start().starts_with('{'))
            .map(|file| (rule.id, file.path, file.text))
            .collect::<Vec<_>>()
    })
}

/// The names of a target: `*` for any.
fn names(target: &str) -> Vec<String> {
    let mut names = Vec::new();
    let mut rest = target.strip_prefix('$').expect("a target begins at the root");
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("['") {
            let end = quoted.find("']").expect("a name in brackets ends");
            names.push(quoted[..end].to_owned());
            rest = &quoted[end + 2..];
        } else {
            let name = rest.strip_prefix('.').expect("names are parted by dots");
            let end = name.find(['.', '[']).unwrap_or(name.len());
            names.push(name[..end].to_owned());
            rest = &name[end..];
        }
    }
    names
}

fn apply(document: &mut Value, names: &[String], update: &Value) {
    let Some((name, rest)) = names.split_first() else { return merge(document, update) };
    let Some(members) = document.as_object_mut() else { return };
    for (_, member) in members.iter_mut().filter(|(member, _)| name == "*" || *member == name) {
        apply(member, rest, update);
    }
}

/// OpenAPI Overlay 1.0.0, 4.4.3: objects are merged, arrays get one more value.
fn merge(into: &mut Value, update: &Value) {
    match (into, update) {
        (Value::Object(into), Value::Object(update)) => {
            for (name, value) in update {
                match into.get_mut(name) {
                    Some(member) if member.is_object() || member.is_array() => merge(member, value),
                    _ => {
                        into.insert(name.clone(), value.clone());
                    }
                }
            }
        }
        (Value::Array(into), Value::Array(update)) => into.extend(update.iter().cloned()),
        (Value::Array(into), update) => into.push(update.clone()),
        (into, update) => *into = update.clone(),
    }
}

#[test]
fn an_overlay_mends_what_it_names_and_breaks_nothing() {
    let mut applied = 0;
    for (rule, path, text) in documents() {
        let before = report(&path, &text);
        // What a broken document says is not known before it is mended.
        if before.findings.iter().any(|finding| finding.item == "api.contract-valid") {
            continue;
        }
        let Some(artifact) = before.artifacts.iter().find(|made| made.id == "openapi-overlay") else {
            continue;
        };
        let overlay: Value = serde_json::from_str(&artifact.text).expect("the overlay of JSON is JSON");
        let mut document: Value = serde_json::from_str(&text).expect("the example is JSON");
        let mut named = Vec::new();
        for action in overlay["actions"].as_array().expect("actions are a list") {
            let target = action["target"].as_str().expect("a target is a text");
            let described = action["description"].as_str().expect("a description is a text");
            named.push(
                described.rsplit_once('(').expect("it names its rule").1.trim_end_matches(')').to_owned(),
            );
            apply(&mut document, &names(target), &action["update"]);
        }
        let mended = serde_json::to_string_pretty(&document).expect("it can be written");
        let after = report(&path, &mended);
        let (counts, rest) = (by_rule(&before), by_rule(&after));
        for name in named {
            assert!(
                rest.get(name.as_str()) < counts.get(name.as_str()),
                "{name} is not mended in an example of {rule}:\n{mended}"
            );
            applied += 1;
        }
        for (name, count) in rest {
            assert!(counts.get(name) >= Some(&count), "{name} comes up in an example of {rule}:\n{mended}");
        }
    }
    assert!(applied > 0, "no example has an overlay");
}
