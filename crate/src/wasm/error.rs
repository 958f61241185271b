//! What a caller is told who handed in something of the wrong shape.

use js_sys::{Error, JsString, Reflect};
use wasm_bindgen::prelude::*;

#[wasm_bindgen(typescript_custom_section)]
const TYPES: &str = r#"
/** Thrown when what was handed in is not of the shape that is asked for. Told by its `name`. */
export interface OptionError extends Error {
    name: "OptionError";
    /** What is wrong, as a path into what was handed in: `files[0].txt`. */
    option: string;
    /** The name or value that was probably meant, where there is one that is alike. */
    suggestion: string | null;
}
"#;

/// Names longer than this are not compared: nobody mistyped one of ours into them.
const LONGEST_NAME: usize = 32;

/// `message` reads on after the option: "is not an option of `review`".
pub(super) fn wrong(option: &str, message: &str, suggestion: Option<&str>) -> JsValue {
    let hint = suggestion.map(|name| format!("; did you mean `{name}`?")).unwrap_or_default();
    let error = Error::new(&format!("`{option}` {message}{hint}"));
    error.set_name("OptionError");
    set(&error, "option", &JsString::from(option));
    set(&error, "suggestion", &suggestion.map_or(JsValue::NULL, JsValue::from));
    error.into()
}

/// The name that is at most two edits away from `wrong`, the nearest first.
pub(super) fn alike<'a>(wrong: &str, names: impl Iterator<Item = &'a str>) -> Option<&'a str> {
    if wrong.len() > LONGEST_NAME {
        return None;
    }
    let wrong = wrong.to_ascii_lowercase();
    names
        .map(|name| (distance(&wrong, &name.to_ascii_lowercase()), name))
        .filter(|&(edits, name)| edits <= 2 && edits < name.len())
        .min_by_key(|&(edits, _)| edits)
        .map(|(_, name)| name)
}

/// Number of characters to insert, remove or replace (Levenshtein).
fn distance(from: &str, to: &str) -> usize {
    let mut row: Vec<usize> = (0..=to.chars().count()).collect();
    for (at, left) in from.chars().enumerate() {
        let mut diagonal = at;
        let mut before = at + 1;
        let mut next = vec![before];
        for (right, &above) in to.chars().zip(row.iter().skip(1)) {
            let replace = diagonal + usize::from(left != right);
            before = replace.min(above + 1).min(before + 1);
            next.push(before);
            diagonal = above;
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

fn set(error: &Error, name: &str, value: &JsValue) {
    // Fails for frozen objects only, and this one was made here.
    let _ = Reflect::set(error, &JsString::from(name), value);
}
