//! Reads what JavaScript hands in, and names what is wrong with it. A misspelt name is never ignored.

use js_sys::{Array, JsString, Object, Reflect, Uint8Array};
use wasm_bindgen::prelude::*;

use super::error::{alike, wrong};
use crate::{Contents, File, KINDS, Project};

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Everything that is reviewed together. */
export interface Project {
    files: readonly ProjectFile[];
}

/** One text that somebody pasted or dropped. */
export interface ProjectFile {
    /** Path within the submission, `/` between folders; left out for a pasted text without a name. */
    path?: string | undefined;
    /** Bytes are decoded: UTF-8, or UTF-16 with a byte order mark. */
    text: string | Uint8Array;
    /** What the file is (`sql`, `openapi`, `typescript`), where that should not be found out. */
    kind?: string | undefined;
}

/** What a review may be told besides the files. A name that is none of these is refused. */
export interface ReviewOptions {
    /**
     * An earlier version of the contracts: what changed since then is judged, and nothing else is made of it.
     * In the report these files stand below `baseline/`. Folders `before/` and `after/` among the files say the same.
     */
    baseline?: readonly ProjectFile[] | undefined;
}
"#;

const PROJECT: &[&str] = &["files"];
const OPTIONS: &[&str] = &["baseline"];
const FILE: &[&str] = &["path", "text", "kind"];

pub(super) fn project(project: &JsValue) -> Result<Project, JsValue> {
    if !is_plain(project) {
        return Err(wrong("project", "must be an object of the shape { files: [{ path, text }] }", None));
    }
    only(project, "", PROJECT)?;
    Ok(Project { files: files(&get(project, "files")?, "files")? })
}

/// The files of the earlier version, where the options name some.
pub(super) fn baseline(options: &JsValue) -> Result<Vec<File>, JsValue> {
    if options.is_undefined() {
        return Ok(Vec::new());
    }
    if !is_plain(options) {
        let message = format!("must be an object or left out, and is {}", name_of(options));
        return Err(wrong("options", &message, None));
    }
    only(options, "", OPTIONS)?;
    let baseline = get(options, "baseline")?;
    if baseline.is_undefined() { Ok(Vec::new()) } else { files(&baseline, "baseline") }
}

fn files(files: &JsValue, at: &str) -> Result<Vec<File>, JsValue> {
    if !Array::is_array(files) {
        return Err(wrong(at, &format!("must be an array, and is {}", name_of(files)), None));
    }
    let files: &Array = files.unchecked_ref();
    files.iter().enumerate().map(|(number, one)| file(&one, &format!("{at}[{number}]"))).collect()
}

/// The arguments of `Workspace.setFile`.
pub(super) fn file_of(path: &JsValue, text: &JsValue, kind: &JsValue) -> Result<File, JsValue> {
    let path = path_of(path)?;
    let contents = contents(text, "text")?;
    Ok(File { path, contents, kind: kind_of(kind, "kind")?, baseline: false })
}

pub(super) fn path_of(path: &JsValue) -> Result<String, JsValue> {
    path.as_string()
        .ok_or_else(|| wrong("path", &format!("must be a string, and is {}", name_of(path)), None))
}

fn file(file: &JsValue, at: &str) -> Result<File, JsValue> {
    if !is_plain(file) {
        let message = format!("must be an object of the shape {{ path, text }}, and is {}", name_of(file));
        return Err(wrong(at, &message, None));
    }
    only(file, &format!("{at}."), FILE)?;
    let path = optional_text(&get(file, "path")?, &format!("{at}.path"))?.unwrap_or_default();
    let contents = contents(&get(file, "text")?, &format!("{at}.text"))?;
    let kind = kind_of(&get(file, "kind")?, &format!("{at}.kind"))?;
    Ok(File { path, contents, kind, baseline: false })
}

fn contents(text: &JsValue, at: &str) -> Result<Contents, JsValue> {
    if let Some(text) = text.as_string() {
        return Ok(Contents::from_text(text));
    }
    match text.dyn_ref::<Uint8Array>() {
        Some(bytes) => Ok(Contents::from_bytes(bytes.to_vec())),
        None => Err(wrong(at, &format!("must be a string or a Uint8Array, and is {}", name_of(text)), None)),
    }
}

fn optional_text(value: &JsValue, at: &str) -> Result<Option<String>, JsValue> {
    if value.is_undefined() {
        return Ok(None);
    }
    match value.as_string() {
        Some(text) => Ok(Some(text)),
        None => Err(wrong(at, &format!("must be a string or left out, and is {}", name_of(value)), None)),
    }
}

fn kind_of(kind: &JsValue, at: &str) -> Result<Option<String>, JsValue> {
    let kind = optional_text(kind, at)?;
    match &kind {
        Some(name) if !KINDS.contains(&name.as_str()) => {
            let message = format!("must be one of {}", KINDS.join(", "));
            Err(wrong(at, &message, alike(name, KINDS.iter().copied())))
        }
        _ => Ok(kind),
    }
}

/// Refuses every name that is none of `known`.
fn only(object: &JsValue, at: &str, known: &[&str]) -> Result<(), JsValue> {
    for key in Object::keys(object.unchecked_ref::<Object>()).iter() {
        let key = String::from(key.unchecked_into::<JsString>());
        if !known.contains(&key.as_str()) {
            let message = match known {
                [one] => format!("is not an option; there is {one}"),
                _ => format!("is not an option; there are {}", known.join(", ")),
            };
            return Err(wrong(&format!("{at}{key}"), &message, alike(&key, known.iter().copied())));
        }
    }
    Ok(())
}

fn get(object: &JsValue, key: &str) -> Result<JsValue, JsValue> {
    Reflect::get(object, &JsString::from(key))
}

fn is_plain(value: &JsValue) -> bool {
    value.is_object() && !Array::is_array(value)
}

fn name_of(value: &JsValue) -> String {
    if value.is_null() {
        return "null".into();
    }
    if Array::is_array(value) {
        return "an array".into();
    }
    match value.js_typeof().as_string().as_deref() {
        Some("undefined") | None => "missing".into(),
        Some("object") => "an object".into(),
        Some(name) => format!("a {name}"),
    }
}
