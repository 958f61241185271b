//! Paths below paths.

/// Whether a prefix, which may hold parameters, applies to a path.
pub(super) fn covers(prefix: &str, path: &str) -> bool {
    let mut parts = path.split('/').filter(|part| !part.is_empty());
    prefix.split('/').filter(|part| !part.is_empty()).all(|wanted| match parts.next() {
        Some(part) => wanted == part || wanted.starts_with([':', '*']) || part.starts_with([':', '*']),
        None => wanted.starts_with('*'),
    })
}

pub(super) fn joined(prefix: &str, path: &str) -> String {
    let parts = prefix.split('/').chain(path.split('/')).filter(|part| !part.is_empty());
    let joined = parts.collect::<Vec<_>>().join("/");
    format!("/{joined}")
}

/// A path without `.` and `..`.
pub(super) fn normal(path: &str) -> String {
    let mut parts: Vec<&str> = Vec::new();
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}
