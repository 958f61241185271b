//! Where a reference leads (RFC 3986, section 5, as far as files of one submission need it).

use super::pointer::decoded;

/// The file of a reference and its fragment with the number sign: `common.yaml`, `#/a/b`.
pub(super) fn split(written: &str) -> (&str, &str) {
    written.find('#').and_then(|at| written.split_at_checked(at)).unwrap_or((written, ""))
}

/// The path of a file as seen from another one; `None` where it leads to another host or above the submission.
pub(super) fn joined(base: &str, relative: &str) -> Option<String> {
    if relative.contains("://") || relative.starts_with("//") || has_scheme(relative) {
        return None;
    }
    let file = relative.split('?').next().unwrap_or_default();
    let from_root = file.starts_with('/');
    let base = if from_root { "" } else { super::forest::folder(base) };
    let mut steps: Vec<String> =
        base.split('/').filter(|step| !matches!(*step, "" | ".")).map(str::to_owned).collect();
    for step in file.split('/') {
        match step {
            "" | "." => {}
            ".." => {
                steps.pop()?;
            }
            step => steps.push(decoded(step)),
        }
    }
    (!steps.is_empty()).then(|| steps.join("/"))
}

/// `urn:example:a`, but not `a/b:c`.
fn has_scheme(written: &str) -> bool {
    written.split_once(':').is_some_and(|(scheme, _)| {
        scheme.len() > 1
            && scheme.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'+' | b'.' | b'-'))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_are_seen_from_the_file_that_refers_to_them() {
        let from = |relative| joined("api/openapi.yaml", relative);
        assert_eq!(from("./schemas/pet.yaml").as_deref(), Some("api/schemas/pet.yaml"));
        assert_eq!(from("../common.yaml").as_deref(), Some("common.yaml"));
        assert_eq!(from("a%20b.json").as_deref(), Some("api/a b.json"));
        assert_eq!(from("/root.json").as_deref(), Some("root.json"));
        assert_eq!(from("../../secret.yaml"), None);
        assert_eq!(from("https://example.com/a.yaml"), None);
        assert_eq!(from("urn:example:pet"), None);
    }

    #[test]
    fn a_reference_has_a_file_and_a_fragment() {
        assert_eq!(split("a.yaml#/b"), ("a.yaml", "#/b"));
        assert_eq!(split("#/b"), ("", "#/b"));
        assert_eq!(split("Pet"), ("Pet", ""));
    }
}
