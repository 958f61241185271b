//! The parameters of a path, however a framework writes them.
use crate::collections::BTreeSet;

/// A path with its parameters written alike: `{id}` for `<int:id>`, `<id>`, `{id:path}`, `:id`.
pub(super) struct Parameters {
    pub path: String,
    /// Names of those that take any text, and, as `/name`, of those in which there may be slashes.
    pub free: BTreeSet<String>,
    /// Names of those that take numbers and alike.
    pub bound: BTreeSet<String>,
}

pub(super) fn parameters(written: &str) -> Parameters {
    let mut path = String::new();
    let (mut free, mut bound) = (BTreeSet::new(), BTreeSet::new());
    let mut rest = written;
    while let Some(at) = rest.find(['<', '{']) {
        let (before, after) = rest.split_at(at);
        let close = if after.starts_with('<') { '>' } else { '}' };
        let Some((inside, tail)) = after.split_once(close) else { break };
        let inside = inside.trim_start_matches(['<', '{']);
        let (left, right) = inside.split_once(':').unwrap_or((inside, ""));
        // `<int:id>` has the type first, `{id:int}` the name.
        let (type_, name) = match (close, right) {
            (_, "") => ("", left),
            ('>', name) => (left, name),
            (_, type_) => (type_, left),
        };
        let type_ = type_.split(['(', ':']).next().unwrap_or_default().trim_end_matches('?');
        // `{id?}`, `{*rest}`, `{action=Index}`.
        let name = name.split('=').next().unwrap_or_default().trim_matches(['*', '?', ' ']);
        let is_bound = matches!(
            type_,
            "int"
                | "float"
                | "uuid"
                | "any"
                | "guid"
                | "long"
                | "decimal"
                | "double"
                | "bool"
                | "datetime"
                | "alpha"
                | "apiVersion"
        );
        if is_bound { &mut bound } else { &mut free }.insert(name.to_owned());
        if type_ == "path" || inside.starts_with('*') {
            free.insert(format!("/{name}"));
        }
        path.push_str(before);
        path.push('{');
        path.push_str(name);
        path.push('}');
        rest = tail;
    }
    path.push_str(rest);
    Parameters { path, free, bound }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parameters_are_written_alike_and_their_types_are_known() {
        let found = parameters("/pets/<int:id>/{name}/<path:rest>");
        assert_eq!(found.path, "/pets/{id}/{name}/{rest}");
        assert_eq!(found.bound.into_iter().collect::<Vec<_>>(), ["id"]);
        assert_eq!(found.free.into_iter().collect::<Vec<_>>(), ["/rest", "name", "rest"]);
    }
}
