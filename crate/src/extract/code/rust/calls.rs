use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, named};

/// Functions that give what they are given, perhaps with something around it: type and function.
const WRAPPING: [(&str, &str); 20] = [
    ("Box", "new"),
    ("Box", "pin"),
    ("Arc", "new"),
    ("Rc", "new"),
    ("Mutex", "new"),
    ("RwLock", "new"),
    ("Cell", "new"),
    ("RefCell", "new"),
    ("Cow", "from"),
    ("Cow", "Borrowed"),
    ("Cow", "Owned"),
    ("String", "from"),
    ("Some", ""),
    ("Ok", ""),
    ("Secret", "new"),
    ("SecretString", "from"),
    ("String", "from_utf8_lossy"),
    ("String", "from_utf8"),
    ("str", "from_utf8"),
    ("Data", "new"),
];

impl Lowering<'_, Rust> {
    pub(super) fn call(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(function) = syntax.field("function") else { return self.other(syntax) };
        let list = syntax.field("arguments").map(named).unwrap_or_default();
        let list: Vec<Syntax<'_>> = list.into_iter().filter(|one| one.kind() != "attribute_item").collect();
        let types = function.field("type_arguments");
        let plain = match function.kind() {
            "generic_function" => function.field("function").unwrap_or(function),
            _ => function,
        };
        if plain.kind() == "field_expression" {
            return self.method(syntax, plain, types, &list);
        }
        let segments = match plain.kind() {
            "identifier" | "scoped_identifier" => self.segments(plain),
            _ => Vec::new(),
        };
        if let Some(special) = self.special(syntax, &segments, &list) {
            return special;
        }
        let callee = if segments.is_empty() { self.node(plain) } else { self.path_of(plain, &segments) };
        let mut arguments = self.all(&list);
        // `Wrapper(value)` of a struct without names.
        let creates =
            segments.len() == 1 && segments.first().is_some_and(|name| self.grammar.tuples.contains(name));
        if creates {
            let given = arguments.into_iter().enumerate();
            arguments = given
                .map(|(at, value)| {
                    let node = self.tree.node(value);
                    let (start, end) = (node.start, node.end);
                    self.tree.add(start, end, NodeKind::Named { name: Name::from(at.to_string()), value })
                })
                .collect();
        }
        self.add(syntax, NodeKind::Call(Call { callee, arguments, creates }))
    }

    fn special(&mut self, syntax: Syntax<'_>, path: &[Name], list: &[Syntax<'_>]) -> Option<NodeId> {
        let (type_, name) = match path {
            [.., type_, name] => (&**type_, &**name),
            [name] => (&**name, ""),
            [] => return None,
        };
        let kind = match (type_, name, list) {
            (_, _, [value]) if WRAPPING.contains(&(type_, name)) => return Some(self.node(*value)),
            (_, "Some" | "Ok", [value]) => return Some(self.node(*value)),
            ("Err", "", [error]) => NodeKind::Other(vec![self.node(*error)]),
            ("String", "new" | "with_capacity", _) => NodeKind::Text("".into()),
            ("Vec" | "VecDeque" | "HashSet" | "BTreeSet" | "IndexSet", "new" | "with_capacity", _) => {
                NodeKind::Array(Vec::new())
            }
            ("HashMap" | "BTreeMap" | "IndexMap" | "Map", "new" | "with_capacity", _) => {
                NodeKind::Object(Vec::new())
            }
            ("Vec" | "HashSet" | "BTreeSet", "from" | "from_iter", [value]) => {
                return Some(self.node(*value));
            }
            // `static X: LazyLock<T> = LazyLock::new(|| ...)`
            ("Lazy" | "LazyLock" | "LazyCell", "new", [made]) if made.kind() == "closure_expression" => {
                let callee = self.node(*made);
                NodeKind::Call(Call { callee, arguments: Vec::new(), creates: false })
            }
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }
}
