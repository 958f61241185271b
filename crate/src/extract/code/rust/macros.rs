//! Macros: those of the language as what they do, others as calls.

use tree_sitter::Node as Syntax;

use super::Rust;
use super::tokens::{Tokens, split};
use crate::extract::code::syntax::{Call, Fields, Lowering, Name, NodeId, NodeKind, Property, named};

impl Lowering<'_, Rust> {
    pub(super) fn macro_(&mut self, syntax: Syntax<'_>) -> NodeId {
        let name = syntax.field("macro");
        let tree = named(syntax).into_iter().find(|one| one.kind() == "token_tree");
        let (Some(name), Some(tree)) = (name, tree) else {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        };
        let segments = self.segments(name);
        let last = segments.last().cloned().unwrap_or_else(|| "".into());
        let arguments = split(tree);
        let kind = match &*last {
            "format" | "format_args" | "anyhow" | "eyre" => return self.filled(syntax, &arguments),
            "println" | "eprintln" | "print" | "eprint" => {
                let text = self.filled(syntax, &arguments);
                self.call_of(name, &segments, vec![text])
            }
            "trace" | "debug" | "info" | "warn" | "error" | "event" | "log" => {
                self.logged(syntax, &last, &arguments)
            }
            "write" | "writeln" => return self.written(syntax, &arguments),
            "panic" | "unreachable" | "todo" | "unimplemented" | "bail" => {
                let text = self.filled(syntax, &arguments);
                NodeKind::Throw(Some(text))
            }
            "assert" | "ensure" | "debug_assert" => return self.ensured(syntax, &arguments),
            "concat" => NodeKind::Concat(self.arguments_of(tree)),
            "dbg" | "pin" | "try_join" | "join" => {
                let parts = self.arguments_of(tree);
                match parts.as_slice() {
                    [one] => return *one,
                    _ => NodeKind::Array(parts),
                }
            }
            "vec" => NodeKind::Array(self.arguments_of(tree)),
            "json" => return self.json(syntax, &arguments),
            // A document of a database: `doc! { "name": name }`.
            "doc" => NodeKind::Object(arguments.iter().filter_map(|pair| self.json_pair(pair, 0)).collect()),
            "matches" => return self.matched(syntax, tree),
            "uri" => return self.way(syntax, &arguments),
            "html" => NodeKind::Other(self.unescaped(tree, 0)),
            "include_str" | "include_bytes" | "env" | "option_env" | "macro_rules" | "quote"
            | "lazy_static" | "select" | "thread_local" | "compile_error" => NodeKind::Other(Vec::new()),
            _ => {
                let arguments = arguments.iter().map(|tokens| self.argument_of(tokens)).collect();
                self.call_of(name, &segments, arguments)
            }
        };
        self.add(syntax, kind)
    }

    fn call_of(&mut self, name: Syntax<'_>, segments: &[Name], arguments: Vec<NodeId>) -> NodeKind {
        let callee = self.path_of(name, segments);
        NodeKind::Call(Call { callee, arguments, creates: false })
    }

    /// `tracing::error!(%error, "could not load {id}")`: a call of the logger with text and fields.
    fn logged(&mut self, syntax: Syntax<'_>, level: &str, arguments: &[Tokens<'_>]) -> NodeKind {
        let is_text = |tokens: &Tokens<'_>| matches!(tokens.as_slice(), [one] if one.kind() == "string_literal" || one.kind() == "raw_string_literal");
        let at = arguments.iter().position(is_text).unwrap_or(arguments.len());
        let (fields, text) = arguments.split_at(at);
        let mut given: Vec<NodeId> = Vec::new();
        if !text.is_empty() {
            given.push(self.filled(syntax, text));
        }
        given.extend(fields.iter().map(|tokens| self.argument_of(tokens)).collect::<Vec<_>>());
        let local = self.reach("tracing", "tracing", syntax);
        let object = self.add(syntax, NodeKind::Name(local));
        let callee = self.add(syntax, NodeKind::Member { object, name: level.into() });
        NodeKind::Call(Call { callee, arguments: given, creates: false })
    }

    /// `write!(text, "{}", value)` puts something at the end of a text.
    fn written(&mut self, syntax: Syntax<'_>, arguments: &[Tokens<'_>]) -> NodeId {
        let Some((target, rest)) = arguments.split_first() else { return NodeId::default() };
        let target = self.expression_of(target);
        let value = self.filled(syntax, rest);
        self.add(syntax, NodeKind::Assign { target, operator: Some("+=".into()), value })
    }

    /// `uri!(details: id = id)` is the way to a route of the service, with what fills it behind.
    fn way(&mut self, syntax: Syntax<'_>, arguments: &[Tokens<'_>]) -> NodeId {
        let filled: Vec<NodeId> = arguments.iter().map(|tokens| self.argument_of(tokens)).collect();
        let is_address =
            filled.first().is_some_and(|first| matches!(self.tree.kind(*first), NodeKind::Text(_)));
        let parts = if is_address {
            filled
        } else {
            let start = self.add(syntax, NodeKind::Text("/route/".into()));
            std::iter::once(start).chain(filled).collect()
        };
        self.add(syntax, NodeKind::Concat(parts))
    }

    /// What does not hold ends the function.
    fn ensured(&mut self, syntax: Syntax<'_>, arguments: &[Tokens<'_>]) -> NodeId {
        let Some((test, rest)) = arguments.split_first() else { return NodeId::default() };
        let operand = self.expression_of(test);
        let test = self.add(syntax, NodeKind::Unary { operator: "!".into(), operand });
        let message = self.filled(syntax, rest);
        let then = self.add(syntax, NodeKind::Throw(Some(message)));
        self.add(syntax, NodeKind::If { test, then, otherwise: None, value: false })
    }

    /// `json!({ "name": name })`.
    fn json(&mut self, syntax: Syntax<'_>, arguments: &[Tokens<'_>]) -> NodeId {
        match arguments {
            [only] => self.json_value(only, 0),
            _ => self.add(syntax, NodeKind::Other(Vec::new())),
        }
    }

    fn json_value(&mut self, tokens: &[Syntax<'_>], depth: usize) -> NodeId {
        const DEEPEST: usize = 12;
        let [tree] = tokens else { return self.expression_of(tokens) };
        if tree.kind() != "token_tree" || depth > DEEPEST {
            return self.expression_of(tokens);
        }
        let parts = split(*tree);
        let kind = match tree.child(0).map(|open| open.kind()) {
            Some("{") => {
                NodeKind::Object(parts.iter().filter_map(|part| self.json_pair(part, depth)).collect())
            }
            Some("[") => NodeKind::Array(parts.iter().map(|part| self.json_value(part, depth + 1)).collect()),
            _ => return self.expression_of(tokens),
        };
        self.add(*tree, kind)
    }

    fn json_pair(&mut self, tokens: &[Syntax<'_>], depth: usize) -> Option<Property> {
        let colon = tokens.iter().position(|token| token.kind() == ":")?;
        let (key, value) = tokens.split_at(colon);
        let name = key.first()?;
        let constant = (key.len() == 1 && name.kind() == "string_literal").then(|| self.node(*name));
        let text = constant.and_then(|node| match self.tree.kind(node) {
            NodeKind::Text(text) => Some(text.clone()),
            _ => None,
        });
        let computed = if text.is_some() { None } else { Some(self.expression_of(key)) };
        let value = self.json_value(value.get(1..)?, depth + 1);
        Some(Property { key: text, computed, value, named: (name.start_byte(), name.end_byte()) })
    }

    /// `matches!(value, "a" | "b")` compares with each of them.
    fn matched(&mut self, syntax: Syntax<'_>, tree: Syntax<'_>) -> NodeId {
        let arguments = split(tree);
        let Some((value, patterns)) = arguments.split_first() else { return NodeId::default() };
        let left = self.expression_of(value);
        let tokens: Vec<Syntax<'_>> =
            patterns.iter().flatten().copied().filter(|token| token.kind() != "|").collect();
        let literals = !tokens.is_empty() && tokens.iter().all(|token| token.kind().ends_with("_literal"));
        if !literals || tokens.len() > 100 {
            return self.add(syntax, NodeKind::Other(vec![left]));
        }
        // One of them holds: the value is in a list of constants.
        let right = self.all(&tokens);
        let right = self.add(syntax, NodeKind::Array(right));
        self.add(syntax, NodeKind::Binary { operator: "in".into(), left, right })
    }

    /// What a page of markup takes as it is: `(PreEscaped(text))`.
    fn unescaped(&mut self, tree: Syntax<'_>, depth: usize) -> Vec<NodeId> {
        const DEEPEST: usize = 40;
        let mut found = Vec::new();
        let mut cursor = tree.walk();
        let tokens: Vec<Syntax<'_>> = tree.children(&mut cursor).filter(|one| !one.is_extra()).collect();
        for (at, token) in tokens.iter().enumerate() {
            if token.kind() != "token_tree" || depth > DEEPEST {
                continue;
            }
            let before = at.checked_sub(1).and_then(|at| tokens.get(at));
            match before.filter(|name| name.kind() == "identifier" && self.text(**name) == "PreEscaped") {
                Some(name) => {
                    let callee = self.path(*name);
                    let arguments = self.arguments_of(*token);
                    found.push(self.add(*token, NodeKind::Call(Call { callee, arguments, creates: false })));
                }
                None => found.extend(self.unescaped(*token, depth + 1)),
            }
        }
        found
    }
}
