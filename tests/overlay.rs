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
        let examples =
            Page::read(rule.page.markdown).bad.into_iter().filter(|example| example.files.len() == 1);
        let files = examples.flat_map(|example| example.files);
        files
            .filter(|file| file.text.trim_start().starts_with('{'))
            .map(|file| (rule.id, file.path, file.text))
            .collect::<Vec<_>>()
    })
}

/// One step of a target.
#[derive(Debug)]
enum Step {
    Name(String),
    Any,
    /// Texts that are this one, or objects whose member is.
    Is(Option<String>, String),
}

fn steps(target: &str) -> Vec<Step> {
    let mut steps = Vec::new();
    let mut rest = target.strip_prefix('$').expect("a target begins at the root");
    while !rest.is_empty() {
        if let Some(quoted) = rest.strip_prefix("['") {
            let end = quoted.find("']").expect("a name in brackets ends");
            steps.push(Step::Name(quoted[..end].to_owned()));
            rest = &quoted[end + 2..];
        } else if let Some(query) = rest.strip_prefix("[?(@") {
            let end = query.find("')]").expect("a query ends");
            let (member, text) = query[..end].split_once("=='").expect("a query compares");
            steps.push(Step::Is(member.strip_prefix('.').map(str::to_owned), text.to_owned()));
            rest = &query[end + 3..];
        } else {
            let name = rest.strip_prefix('.').expect("names are parted by dots");
            let end = name.find(['.', '[']).unwrap_or(name.len());
            steps.push(match &name[..end] {
                "*" => Step::Any,
                name => Step::Name(name.to_owned()),
            });
            rest = &name[end..];
        }
    }
    steps
}

impl Step {
    fn takes(&self, name: &str, value: &Value) -> bool {
        match self {
            Self::Any => true,
            Self::Name(wanted) => name == wanted,
            Self::Is(None, text) => value == text.as_str(),
            Self::Is(Some(member), text) => value[member] == text.as_str(),
        }
    }
}

/// Makes the change wherever the steps lead to; says whether that was anywhere.
fn apply(document: &mut Value, steps: &[Step], update: Option<&Value>) -> bool {
    let Some((step, rest)) = steps.split_first() else {
        merge(document, update.expect("the root is not removed"));
        return true;
    };
    let removes = rest.is_empty() && update.is_none();
    let mut met = false;
    match document {
        Value::Object(members) if removes => members.retain(|name, value| {
            met |= step.takes(name, value);
            !step.takes(name, value)
        }),
        Value::Array(values) if removes => values.retain(|value| {
            met |= step.takes("", value);
            !step.takes("", value)
        }),
        Value::Object(members) => {
            for (_, value) in members.iter_mut().filter(|(name, value)| step.takes(name, value)) {
                met |= apply(value, rest, update);
            }
        }
        Value::Array(values) => {
            for value in values.iter_mut().filter(|value| step.takes("", value)) {
                met |= apply(value, rest, update);
            }
        }
        _ => {}
    }
    met
}

/// OpenAPI Overlay 1.0.0, 4.4.3: what is merged into an object takes the place of members of one name, what is
/// merged into an array is one more of its values.
fn merge(into: &mut Value, update: &Value) {
    match (into, update) {
        (Value::Object(into), Value::Object(update)) => {
            for (name, value) in update {
                match into.get_mut(name) {
                    Some(member) if member.is_object() => merge(member, value),
                    // Version 1.1 adds the values instead: that has to come to the same.
                    Some(Value::Array(values)) => assert!(values.is_empty(), "`{name}` would be replaced"),
                    _ => {}
                }
                if !into.get(name).is_some_and(Value::is_object) {
                    into.insert(name.clone(), value.clone());
                }
            }
        }
        (Value::Array(into), update) => into.push(update.clone()),
        (into, _) => panic!("{into} is neither an object nor an array"),
    }
}

#[test]
fn an_overlay_mends_what_it_names_and_breaks_nothing() {
    let mut applied = 0;
    let mut wrong = Vec::new();
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
            assert!(
                action.get("update").is_some() != action.get("remove").is_some(),
                "an action changes in one way: {action}"
            );
            let met = apply(&mut document, &steps(target), action.get("update"));
            assert!(met, "{target} leads nowhere in an example of {rule}");
        }
        let mended = serde_json::to_string_pretty(&document).expect("it can be written");
        let after = report(&path, &mended);
        let (counts, rest) = (by_rule(&before), by_rule(&after));
        for name in named {
            if rest.get(name.as_str()) >= counts.get(name.as_str()) {
                wrong.push(format!("{name} is not mended in an example of {rule}:\n{mended}"));
            }
            applied += 1;
        }
        for (name, count) in rest {
            if counts.get(name) < Some(&count) {
                wrong.push(format!("{name} comes up in an example of {rule}:\n{mended}"));
            }
        }
    }
    assert!(applied > 0, "no example has an overlay");
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
