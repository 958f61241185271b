//! Holds the architecture: which module may use which, how long a file may be, that every rule is registered
//! and has its page. Reads the sources as text, so that it needs no tool of its own.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

use archwright::rules;
use archwright_tests::{code_of, root, sources};

/// Most lines of a source file.
const LONGEST: usize = 300;

/// Files that may be longer, each with the reason.
const LONGER: &[(&str, &str)] = &[
    ("crate/src/verdict/report.rs", "the shape of the report is read as a whole"),
    ("crate/src/facts/contract.rs", "one model, read as a whole"),
    ("tests/robust.rs", "one hostile input after the other, each a test of its own"),
];

/// For each module of the engine, the modules of the engine that it may use.
const LAYERS: &[(&str, &[&str])] = &[
    ("artifact", &["collections"]),
    ("collections", &[]),
    ("detect", &["artifact", "collections"]),
    ("extract", &["artifact", "collections", "detect", "facts", "tables"]),
    ("facts", &["artifact", "collections"]),
    ("finding", &["artifact", "collections"]),
    ("rules", &["artifact", "collections", "facts", "finding"]),
    ("tables", &["collections"]),
    ("verdict", &["artifact", "collections", "facts", "finding", "rules", "tables", "workspace"]),
    ("wasm", &["public"]),
];

/// Words of parsers, which only `extract` may say.
const SYNTAX: &[&str] = &["tree_sitter", "saphyr_parser"];

#[test]
fn a_module_uses_only_what_its_layer_may() {
    let mut broken = Vec::new();
    for (module, may_use) in LAYERS {
        for (path, text) in sources(&format!("crate/src/{module}"), &["rs"]) {
            for used in used_modules(&text) {
                if used != *module && !may_use.contains(&used.as_str()) {
                    broken.push(format!("{path}: `{module}` must not use `{used}`"));
                }
            }
        }
    }
    assert_none("layers that are broken", &broken);
}

#[test]
fn only_extract_names_a_parser() {
    let elsewhere = sources("crate/src", &["rs"]).into_iter().filter(|(path, _)| !path.contains("/extract/"));
    let mut broken = Vec::new();
    for (path, text) in elsewhere {
        for word in SYNTAX.iter().filter(|word| code_of(&text).contains(**word)) {
            broken.push(format!("{path}: names `{word}`"));
        }
    }
    assert_none("files above `extract` that see syntax", &broken);
}

#[test]
fn only_wasm_names_wasm_bindgen() {
    let mut broken = Vec::new();
    for (path, text) in sources("crate/src", &["rs"]) {
        if !path.contains("/wasm/")
            && ["wasm_bindgen", "js_sys"].iter().any(|word| code_of(&text).contains(word))
        {
            broken.push(path);
        }
    }
    assert_none("files outside `wasm` that know JavaScript", &broken);
}

#[test]
fn unsafe_stands_in_one_file() {
    let with_unsafe: Vec<_> = sources("crate/src", &["rs"])
        .into_iter()
        .filter(|(_, text)| code_of(text).contains("unsafe ") || text.contains("allow(unsafe_code"))
        .map(|(path, _)| path)
        .collect();
    assert!(with_unsafe.len() <= 1, "`unsafe` stands in {with_unsafe:?}");
}

#[test]
fn no_file_is_too_long() {
    let folders = [("crate", "rs"), ("tests", "rs"), ("web/src", "ts"), ("web/src", "css"), ("tests", "mjs")];
    let mut long = Vec::new();
    for (folder, ending) in folders {
        for (path, text) in sources(folder, &[ending]) {
            let lines = text.lines().count();
            if lines > LONGEST && !LONGER.iter().any(|(named, _)| *named == path) {
                long.push(format!("{path}: {lines} lines"));
            }
        }
    }
    assert_none(&format!("files of more than {LONGEST} lines"), &long);
}

#[test]
fn every_rule_file_is_registered_and_agrees_with_its_id_and_page() {
    let mut broken = Vec::new();
    let mut found = BTreeSet::new();
    for (path, text) in sources("crate/src/rules", &["rs"]) {
        let Some(id) = rule_id(&text) else { continue };
        let file = Path::new(&path);
        let name = file.file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        if name.replace('_', "-") != id {
            broken.push(format!("{path}: holds the rule `{id}`"));
        }
        if !text.contains(&format!("!(\"{name}.md\")")) || !root().join(file).with_extension("md").exists() {
            broken.push(format!("{path}: its page must be `{name}.md`"));
        }
        if !rules::all().any(|rule| rule.id == id) {
            broken.push(format!("{path}: `{id}` is not in the list of its area's `mod.rs`"));
        }
        found.insert(id);
    }
    for rule in rules::all().filter(|rule| !found.contains(rule.id)) {
        broken.push(format!("`{}` is registered, but no file of that name holds it", rule.id));
    }
    assert_none("rules that are not whole", &broken);
}

#[test]
fn every_page_belongs_to_a_rule() {
    let lonely: Vec<_> = sources("crate/src/rules", &["md"])
        .into_iter()
        .map(|(path, _)| path)
        .filter(|path| !path.ends_with("/README.md") && !root().join(path).with_extension("rs").exists())
        .collect();
    assert_none("pages without a rule", &lonely);
}

#[test]
fn rule_ids_are_unique_and_name_an_item() {
    let mut seen = BTreeSet::new();
    let items: BTreeSet<_> = rules::items().map(|item| item.id).collect();
    for rule in rules::all() {
        assert!(seen.insert(rule.id), "two rules are called `{}`", rule.id);
        assert!(
            items.contains(rule.item),
            "`{}` names the item `{}`, which does not exist",
            rule.id,
            rule.item
        );
    }
}

#[test]
fn nothing_unfinished_is_left_behind() {
    let words = ["TO".to_owned() + "DO", "FIX".to_owned() + "ME", "#[ig".to_owned() + "nore]"];
    let mut left = Vec::new();
    for (path, text) in
        sources("crate", &["rs", "md", "toml"]).into_iter().chain(sources("web/src", &["ts", "css"]))
    {
        for (number, line) in text.lines().enumerate() {
            if words.iter().any(|word| line.contains(word)) {
                left.push(format!("{path}:{}: {}", number + 1, line.trim()));
            }
        }
    }
    assert_none("lines that say that something is unfinished", &left);
}

#[test]
fn web_never_writes_markup() {
    let words = ["innerHTML", "outerHTML", "insertAdjacentHTML", "unsafeHTML", "document.write"];
    let mut broken = Vec::new();
    for (path, text) in sources("web/src", &["ts"]) {
        for word in words.iter().filter(|word| code_of(&text).contains(**word)) {
            broken.push(format!("{path}: `{word}`"));
        }
    }
    assert_none("places that could turn text into markup", &broken);
}

#[test]
fn the_top_level_is_fixed() {
    let fixed =
        ["Cargo.toml", "Cargo.lock", "LICENSE-APACHE", "LICENSE-MIT", "README.md", "crate", "tests", "web"];
    let tools = ["clippy.toml", "rustfmt.toml", "deny.toml", "target"];
    let mut other = Vec::new();
    for entry in fs::read_dir(root()).expect("the top level can be read") {
        let name = entry.expect("an entry can be read").file_name().to_string_lossy().into_owned();
        if !name.starts_with('.') && !fixed.contains(&name.as_str()) && !tools.contains(&name.as_str()) {
            other.push(name);
        }
    }
    assert_none("names that do not belong at the top level", &other);
}

/// The id of the rule that a file declares.
fn rule_id(text: &str) -> Option<String> {
    let (_, declared) = text.split_once("static RULE: Rule =")?;
    let (_, id) = declared.split_once("id: \"")?;
    Some(id.split('"').next()?.to_owned())
}

/// Modules behind `crate::` in the code of a file; what the root exports for everybody counts as `public`.
fn used_modules(text: &str) -> BTreeSet<String> {
    let code = code_of(text);
    let mut used = BTreeSet::new();
    for (at, found) in code.match_indices("crate::") {
        let rest = &code[at + found.len()..];
        let word =
            |text: &str| text.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect::<String>();
        let names: Vec<String> = match rest.strip_prefix('{') {
            Some(list) => {
                list.split('}').next().unwrap_or_default().split(',').map(|name| word(name.trim())).collect()
            }
            None => vec![word(rest)],
        };
        used.extend(
            names.into_iter().filter(|name| !name.is_empty()).map(|name| module_of(&name).to_owned()),
        );
    }
    used
}

fn module_of(name: &str) -> &str {
    match name {
        "Submission" | "SubmittedFile" => "workspace",
        "review" | "Contents" | "File" | "KINDS" | "Project" | "Report" | "Verdict" | "Workspace" => "public",
        other => other,
    }
}

fn assert_none(what: &str, broken: &[String]) {
    assert!(broken.is_empty(), "{what}:\n  {}", broken.join("\n  "));
}
