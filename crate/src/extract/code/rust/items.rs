use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Call, Fields, ImportedName, Lowering, NodeId, NodeKind, named};

/// Attributes that say nothing of what a program does for its callers.
const UNTOLD: [&str; 24] = [
    "allow",
    "warn",
    "deny",
    "expect",
    "doc",
    "derive",
    "inline",
    "must_use",
    "cfg",
    "cfg_attr",
    "instrument",
    "serde",
    "async_trait",
    "debug_handler",
    "main",
    "path",
    "repr",
    "deprecated",
    "non_exhaustive",
    "track_caller",
    "sqlx",
    "diesel",
    "macro_use",
    "default",
];

impl Lowering<'_, Rust> {
    pub(super) fn item(&mut self, syntax: Syntax<'_>, attributes: Vec<NodeId>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "use_declaration" => return Some(self.import(syntax)),
            "function_item" => return Some(self.function(syntax, attributes)),
            "mod_item" => return Some(self.module(syntax)),
            "extern_crate_declaration" => {
                let module = self.name_of(syntax, "name")?;
                let local = self.name_of(syntax, "alias").unwrap_or_else(|| module.clone());
                NodeKind::Import { module, names: vec![ImportedName { local, imported: "".into() }] }
            }
            "struct_item" | "enum_item" | "union_item" | "trait_item" => {
                return Some(self.type_declared(syntax, attributes));
            }
            "impl_item" => return Some(self.implementation(syntax)),
            "const_item" | "static_item" => return Some(self.constant(syntax)),
            "declaration_list" => NodeKind::Block(self.all(&named(syntax))),
            "macro_definition"
            | "type_item"
            | "function_signature_item"
            | "foreign_mod_item"
            | "empty_statement"
            | "inner_attribute_item"
            | "associated_type"
            | "shebang"
            | "label" => NodeKind::Other(Vec::new()),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn module(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(body) = syntax.field("body") else { return self.child(syntax) };
        self.grammar.inline.extend(syntax.field("name").map(|name| self.name(name)));
        self.grammar.nested += 1;
        let items = self.all(&named(body));
        self.grammar.nested -= 1;
        self.add(syntax, NodeKind::Block(items))
    }

    fn constant(&mut self, syntax: Syntax<'_>) -> NodeId {
        let target = self.needed(syntax, "name");
        let value = self.field(syntax, "value");
        let value = value.map(|value| self.typed(syntax, syntax.field("type"), value));
        self.add(syntax, NodeKind::Declare { target, value })
    }

    /// Keeps what an attribute says for the item behind it.
    pub(super) fn attribute(&mut self, syntax: Syntax<'_>) -> NodeId {
        let nothing = self.add(syntax, NodeKind::Other(Vec::new()));
        let Some(attribute) = named(syntax).into_iter().next() else { return nothing };
        let parts = named(attribute);
        let Some(path) = parts.first().copied() else { return nothing };
        let segments = self.segments(path);
        let last = segments.last().cloned().unwrap_or_else(|| "".into());
        let arguments = attribute.field("arguments");
        let given = arguments.map(|arguments| self.text(arguments)).unwrap_or_default();
        let test = matches!(&*last, "test" | "rstest" | "bench" | "test_case" | "proptest")
            || (&*last == "cfg" && is_for_tests(given));
        self.grammar.for_tests |= test;
        if test || UNTOLD.contains(&&*last) || segments.len() > 3 {
            return nothing;
        }
        let callee = self.path_of(path, &segments);
        let decorator = match arguments {
            Some(tokens) => {
                let arguments = self.arguments_of(tokens);
                self.add(syntax, NodeKind::Call(Call { callee, arguments, creates: false }))
            }
            None => callee,
        };
        self.grammar.attributes.push(decorator);
        nothing
    }
}

/// `cfg(test)`, `cfg(all(test, ...))`, `cfg(any(test, debug_assertions))`, `cfg(feature = "test-keys")`, but not
/// `cfg(not(test))`.
fn is_for_tests(given: &str) -> bool {
    let plain: String = given.split_whitespace().collect();
    let words = || plain.split(['(', ')', ',']).filter(|word| !word.is_empty());
    let is_test =
        |word: &str| matches!(word, "test" | "debug_assertions") || word.starts_with("feature=\"test");
    !plain.contains("not(test")
        && words().any(|word| word == "test" || word.starts_with("feature=\"test"))
        && (!plain.starts_with("(any(") || words().skip(1).all(is_test))
}
