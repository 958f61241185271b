//! Calls of methods. What only takes a value out of what stands around it is the value.

use tree_sitter::Node as Syntax;

use super::Rust;
use super::paths::is_primitive;
use crate::extract::code::syntax::{Call, Fields, Lowering, NodeId, NodeKind, inner};

/// Methods without arguments that give the value, in another container or of another type.
const TRANSPARENT: [&str; 40] = [
    "unwrap",
    "clone",
    "as_str",
    "as_ref",
    "as_mut",
    "as_bytes",
    "as_deref",
    "as_deref_mut",
    "to_owned",
    "to_string",
    "to_vec",
    "into",
    "try_into",
    "into_inner",
    "into_owned",
    "into_bytes",
    "into_string",
    "borrow",
    "borrow_mut",
    "deref",
    "cloned",
    "copied",
    "ok",
    "unwrap_or_default",
    "as_slice",
    "as_path",
    "to_path_buf",
    "to_str",
    "to_string_lossy",
    "into_boxed_str",
    "expose_secret",
    "boxed",
    "lock",
    "read",
    "write",
    "get_ref",
    "as_inner",
    "take",
    "transpose",
    "into_boxed_slice",
];

/// The same with what happens where there is no value.
const OTHERWISE: [&str; 12] = [
    "expect",
    "context",
    "with_context",
    "map_err",
    "ok_or",
    "ok_or_else",
    "wrap_err",
    "wrap_err_with",
    "inspect_err",
    "instrument",
    "in_current_span",
    "change_context",
];

/// Methods that go through the elements of something.
const GOES_THROUGH: [&str; 30] = [
    "iter",
    "into_iter",
    "iter_mut",
    "par_iter",
    "into_par_iter",
    "drain",
    "chars",
    "bytes",
    "lines",
    "split",
    "split_whitespace",
    "split_ascii_whitespace",
    "keys",
    "values",
    "into_values",
    "into_keys",
    "enumerate",
    "zip",
    "windows",
    "chunks",
    "rev",
    "skip",
    "take_while",
    "chain",
    "flatten",
    "buffer_unordered",
    "stream",
    "rows",
    "flat_map",
    "char_indices",
];

/// Methods of what may hold one value that give it to a function.
const OF_ONE: [&str; 8] =
    ["map", "and_then", "is_some_and", "is_ok_and", "is_none_or", "inspect", "then", "map_ok"];

impl Lowering<'_, Rust> {
    pub(super) fn method(
        &mut self,
        syntax: Syntax<'_>,
        callee: Syntax<'_>,
        types: Option<Syntax<'_>>,
        list: &[Syntax<'_>],
    ) -> NodeId {
        let Some(value) = callee.field("value") else { return self.other(syntax) };
        let name = self.name_of(callee, "field").unwrap_or_else(|| "".into());
        match (&*name, list) {
            (name, []) if TRANSPARENT.contains(&name) => return self.node(value),
            (name, _) if OTHERWISE.contains(&name) => return self.node(value),
            ("len", []) => {
                let object = self.node(value);
                return self.add(syntax, NodeKind::Member { object, name: "length".into() });
            }
            ("parse", []) => return self.parsed(syntax, value, types.and_then(inner)),
            ("push_str", [text]) => {
                let target = self.node(value);
                let value = self.node(*text);
                let operator = Some("+=".into());
                return self.add(syntax, NodeKind::Assign { target, operator, value });
            }
            ("unwrap_or" | "or" | "unwrap_or_else" | "or_else" | "get_or_insert_with", [otherwise]) => {
                return self.either(syntax, value, *otherwise);
            }
            ("all", [test]) if self.allows_only_plain(*test) => {
                // `text.chars().all(|c| c.is_alphanumeric())`
                if let Some(text) = value.field("function").and_then(|one| one.field("value")) {
                    let object = self.node(text);
                    return self.method_on(syntax, object, "is_alphanumeric", Vec::new());
                }
            }
            ("map_or" | "map_or_else", [otherwise, function]) => {
                let object = self.node(value);
                let otherwise = self.node(*otherwise);
                let function = self.node(*function);
                let left = self.method_on(syntax, object, "and_then", vec![function]);
                return self.add(syntax, NodeKind::Binary { operator: "??".into(), left, right: otherwise });
            }
            _ => {}
        }
        let written = match &*name {
            one if OF_ONE.contains(&one) && !self.goes_through(value) => "and_then",
            "insert" if list.len() == 1 => "push",
            other => other,
        };
        let written = written.to_owned();
        let object = self.node(value);
        let arguments = self.all(list);
        let callee = self.add(callee, NodeKind::Member { object, name: written.into() });
        let call = Call { callee, arguments, creates: false };
        self.add(syntax, NodeKind::Call(call))
    }

    /// `text.parse::<i64>()`: nothing of the text is left in a number.
    fn parsed(&mut self, syntax: Syntax<'_>, text: Syntax<'_>, type_: Option<Syntax<'_>>) -> NodeId {
        match type_ {
            Some(type_) if type_.kind() != "_" => {
                let value = self.node(text);
                self.typed(syntax, Some(type_), value)
            }
            _ => {
                let object = self.node(text);
                self.method_on(syntax, object, "parse", Vec::new())
            }
        }
    }

    /// A value that is given a type: `let id: i64 = text.parse()?`.
    pub(super) fn converted(&mut self, value: Syntax<'_>, type_: Syntax<'_>) -> NodeId {
        let known = self.type_name(type_).is_some_and(|name| {
            is_primitive(&name) || name.ends_with("Uri") || name.ends_with("Url") || name.ends_with("PathBuf")
        });
        let mut at = value;
        while known && matches!(at.kind(), "try_expression" | "parenthesized_expression" | "await_expression")
        {
            match inner(at) {
                Some(next) => at = next,
                None => break,
            }
        }
        let method = at.field("function").filter(|one| one.kind() == "field_expression");
        let text = method.and_then(|method| method.field("value"));
        match (text, method.and_then(|method| self.name_of(method, "field")).as_deref()) {
            (Some(text), Some("parse")) if known => self.node(text),
            _ => self.node(value),
        }
    }

    /// One value or the other.
    fn either(&mut self, syntax: Syntax<'_>, value: Syntax<'_>, otherwise: Syntax<'_>) -> NodeId {
        let left = self.node(value);
        let mut right = self.node(otherwise);
        if let NodeKind::Function(_) = self.tree.kind(right) {
            let callee = right;
            let call = Call { callee, arguments: Vec::new(), creates: false };
            right = self.add(otherwise, NodeKind::Call(call));
        }
        self.add(syntax, NodeKind::Binary { operator: "??".into(), left, right })
    }

    /// Whether a chain goes through elements before it gets here.
    fn goes_through(&self, syntax: Syntax<'_>) -> bool {
        const LONGEST: usize = 40;
        let mut at = syntax;
        for _ in 0..LONGEST {
            at = match at.kind() {
                "call_expression" => {
                    let Some(function) = at.field("function") else { return false };
                    let function = function.field("function").unwrap_or(function);
                    let name = self.name_of(function, "field");
                    if name.is_some_and(|name| GOES_THROUGH.contains(&&*name)) {
                        return true;
                    }
                    if function.kind() != "field_expression" {
                        let path = self.segments(function).join("::");
                        return path.ends_with("stream::iter");
                    }
                    match function.field("value") {
                        Some(value) => value,
                        None => return false,
                    }
                }
                "try_expression" | "await_expression" | "parenthesized_expression" => match inner(at) {
                    Some(next) => next,
                    None => return false,
                },
                "range_expression" => return true,
                _ => return false,
            };
        }
        false
    }

    /// Whether a test lets letters, digits and what joins them through, and nothing else.
    fn allows_only_plain(&self, test: Syntax<'_>) -> bool {
        let written = self.text(test);
        let plain = [
            "is_alphanumeric",
            "is_ascii_alphanumeric",
            "is_ascii_digit",
            "is_numeric",
            "is_alphabetic",
            "is_ascii_alphabetic",
            "is_ascii_hexdigit",
            "is_ascii_lowercase",
            "is_digit",
        ];
        let others = written.split('\'').skip(1).step_by(2);
        plain.iter().any(|name| written.contains(name))
            && !written.contains('!')
            && others.into_iter().all(|one| matches!(one, "_" | "-"))
    }
}
