use tree_sitter::Node as Syntax;

use super::Rust;
use super::paths::is_primitive;
use crate::extract::code::syntax::{Fields, Lowering, NodeId, NodeKind, Property, inner, named};

impl Lowering<'_, Rust> {
    /// What a pattern gives names to.
    pub(super) fn pattern(&mut self, syntax: Syntax<'_>) -> NodeId {
        if !self.descend(syntax) {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        let node = self.pattern_of(syntax);
        self.ascend();
        node
    }

    fn pattern_of(&mut self, syntax: Syntax<'_>) -> NodeId {
        let kind = match syntax.kind() {
            "identifier" | "shorthand_field_identifier" => {
                let name = self.name(syntax);
                // What has a capital is a constant or a variant.
                if name.starts_with(char::is_uppercase) {
                    NodeKind::Other(Vec::new())
                } else {
                    NodeKind::Name(name)
                }
            }
            "mut_pattern"
            | "ref_pattern"
            | "reference_pattern"
            | "match_pattern"
            | "parenthesized_pattern" => {
                let inner = named(syntax).into_iter().find(|one| one.kind() != "mutable_specifier");
                return match inner {
                    Some(inner) => self.pattern(inner),
                    None => self.add(syntax, NodeKind::Other(Vec::new())),
                };
            }
            "captured_pattern" => return inner(syntax).map(|name| self.pattern(name)).unwrap_or_default(),
            "tuple_struct_pattern" => {
                let type_ = syntax.field("type");
                let parts: Vec<Syntax<'_>> =
                    named(syntax).into_iter().filter(|one| Some(*one) != type_).collect();
                return self.parts(syntax, &parts);
            }
            "tuple_pattern" | "slice_pattern" => NodeKind::Array(self.patterns(&named(syntax))),
            "or_pattern" => NodeKind::Block(self.patterns(&named(syntax))),
            "struct_pattern" => NodeKind::Object(self.fields_of_pattern(syntax)),
            _ => NodeKind::Other(Vec::new()),
        };
        self.add(syntax, kind)
    }

    fn patterns(&mut self, parts: &[Syntax<'_>]) -> Vec<NodeId> {
        parts.iter().map(|part| self.pattern(*part)).collect()
    }

    /// What a variant or wrapper holds: the one value, or several.
    fn parts(&mut self, syntax: Syntax<'_>, parts: &[Syntax<'_>]) -> NodeId {
        match parts {
            [] => self.add(syntax, NodeKind::Other(Vec::new())),
            [one] => self.pattern(*one),
            _ => {
                let parts = self.patterns(parts);
                self.add(syntax, NodeKind::Array(parts))
            }
        }
    }

    fn fields_of_pattern(&mut self, syntax: Syntax<'_>) -> Vec<Property> {
        let fields = named(syntax).into_iter().filter(|one| one.kind() == "field_pattern");
        let properties = fields.filter_map(|field| {
            let name = field.field("name")?;
            let key = Some(self.name(name));
            let value = self.pattern(field.field("pattern").unwrap_or(name));
            Some(Property { key, computed: None, value, named: (name.start_byte(), name.end_byte()) })
        });
        properties.collect()
    }

    /// The pattern of a parameter whose type says of each part what it is: a number is of no interest.
    pub(super) fn typed_pattern(&mut self, pattern: Syntax<'_>, type_: Syntax<'_>) -> NodeId {
        let mut at = pattern;
        while at.kind() == "tuple_struct_pattern" {
            let own = at.field("type");
            match named(at).into_iter().find(|one| Some(*one) != own) {
                Some(inner) => at = inner,
                None => break,
            }
        }
        let (true, Some(parts)) = (at.kind() == "tuple_pattern", Self::tuple(type_)) else {
            return self.pattern(pattern);
        };
        let parts = named(at).into_iter().zip(parts).map(|(part, type_)| {
            let harmless = (type_.kind() == "primitive_type" && self.text(type_) != "str")
                || matches!(self.type_name(type_).as_deref(), Some(name) if is_primitive(name) || name.ends_with("Uuid"));
            if harmless { self.add(part, NodeKind::Other(Vec::new())) } else { self.pattern(part) }
        });
        let parts = parts.collect();
        self.add(at, NodeKind::Array(parts))
    }

    /// Constants that a pattern is, where it is nothing else: `"name" | "date"`.
    pub(super) fn literals(&mut self, pattern: Syntax<'_>) -> Option<Vec<NodeId>> {
        let mut found = Vec::new();
        let mut open = vec![pattern];
        while let Some(at) = open.pop() {
            match at.kind() {
                "match_pattern" => open.extend(inner(at)),
                "or_pattern" => open.extend(named(at).into_iter().rev()),
                // `Some("name")`
                "tuple_struct_pattern" if named(at).len() == 2 => {
                    open.extend(named(at).into_iter().next_back());
                }
                "string_literal" | "integer_literal" | "char_literal" | "boolean_literal"
                | "raw_string_literal" | "negative_literal" => found.push(self.node(at)),
                _ => return None,
            }
            if found.len() > 200 {
                return None;
            }
        }
        Some(found)
    }
}
