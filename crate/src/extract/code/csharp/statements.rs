use tree_sitter::Node as Syntax;

use super::CSharp;
use super::classes::is_class;
use crate::extract::code::syntax::{
    Fields, Handler, Loop, LoopKind, Lowering, NodeId, NodeKind, Try, inner, named,
};

impl Lowering<'_, CSharp> {
    pub(super) fn statement(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "using_directive" => return Some(self.using(syntax)),
            "namespace_declaration" => {
                let body = syntax.field("body").map(named).unwrap_or_default();
                NodeKind::Block(self.all(&body))
            }
            "file_scoped_namespace_declaration" => {
                let own = syntax.field("name").map(|name| name.id());
                let body: Vec<_> = named(syntax).into_iter().filter(|one| Some(one.id()) != own).collect();
                NodeKind::Block(self.all(&body))
            }
            kind if is_class(kind) => return Some(self.class(syntax)),
            "global_statement" | "expression_statement" | "labeled_statement" => {
                return named(syntax).into_iter().next_back().map(|last| self.node(last));
            }
            "block" | "checked_statement" | "unsafe_statement" | "declaration_list" => {
                NodeKind::Block(self.all(&named(syntax)))
            }
            "lock_statement" | "fixed_statement" => NodeKind::Block(self.all(&named(syntax))),
            "preproc_if" | "preproc_elif" | "preproc_else" => {
                NodeKind::Block(self.all(&self.conditional(syntax)))
            }
            "local_declaration_statement" => {
                let declaration = named(syntax).into_iter().find(|one| one.kind() == "variable_declaration");
                return declaration.map(|declaration| self.declaration(declaration));
            }
            "variable_declaration" => return Some(self.declaration(syntax)),
            "local_function_statement" | "method_declaration" => return Some(self.method(syntax, true)),
            "if_statement" => return Some(self.branches(syntax)),
            "for_statement" => self.counted(syntax),
            "foreach_statement" => self.each(syntax),
            "while_statement" | "do_statement" => self.while_(syntax),
            "try_statement" => self.attempt(syntax),
            "using_statement" => self.with(syntax),
            "switch_statement" => self.switch(syntax),
            _ => return self.leaving(syntax),
        };
        Some(self.add(syntax, kind))
    }

    /// What ends a function, a loop or a step, or stands for nothing.
    fn leaving(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "return_statement" => NodeKind::Return(inner(syntax).map(|value| self.node(value))),
            "throw_statement" | "throw_expression" => {
                NodeKind::Throw(inner(syntax).map(|value| self.node(value)))
            }
            "yield_statement" => match inner(syntax) {
                Some(value) => NodeKind::Yield(Some(self.node(value))),
                None => NodeKind::Return(None),
            },
            "break_statement" | "continue_statement" | "goto_statement" => NodeKind::Jump,
            "empty_statement"
            | "delegate_declaration"
            | "extern_alias_directive"
            | "global_attribute"
            | "attribute_list" => NodeKind::Other(Vec::new()),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn declaration(&mut self, syntax: Syntax<'_>) -> NodeId {
        let type_ = syntax.field("type");
        let declarators = named(syntax).into_iter().filter(|one| one.kind() == "variable_declarator");
        let all: Vec<NodeId> = declarators.map(|declarator| self.declarator(declarator, type_)).collect();
        match all.as_slice() {
            [one] => *one,
            _ => self.add(syntax, NodeKind::Block(all)),
        }
    }

    fn declarator(&mut self, syntax: Syntax<'_>, type_: Option<Syntax<'_>>) -> NodeId {
        let target = match syntax.field("name") {
            Some(name) => self.node(name),
            None => self.optional(syntax, inner(syntax)),
        };
        let value = self.first_value(syntax, type_).map(|value| self.typed(syntax, type_, value));
        self.add(syntax, NodeKind::Declare { target, value })
    }

    /// What a variable or field is given where it is declared.
    pub(super) fn first_value(
        &mut self,
        declarator: Syntax<'_>,
        type_: Option<Syntax<'_>>,
    ) -> Option<NodeId> {
        let own = declarator.field("name").or_else(|| inner(declarator)).map(|name| name.id());
        let value = named(declarator)
            .into_iter()
            .rfind(|part| Some(part.id()) != own && part.kind() != "bracketed_argument_list")?;
        Some(self.expected(type_, value))
    }

    /// A value whose type may be left out in it: `Order order = new();`.
    pub(super) fn expected(&mut self, type_: Option<Syntax<'_>>, value: Syntax<'_>) -> NodeId {
        let expected = type_.and_then(|type_| self.type_name(type_));
        let before = std::mem::replace(&mut self.grammar.expected, expected);
        let value = self.node(value);
        self.grammar.expected = before;
        value
    }

    /// `if` and `else if`: without recursion, since some have hundreds.
    fn branches(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut chain = vec![syntax];
        let mut otherwise = None;
        while let Some(next) = chain.last().and_then(|last| last.field("alternative")) {
            if next.kind() != "if_statement" {
                otherwise = Some(self.node(next));
                break;
            }
            chain.push(next);
        }
        for link in chain.into_iter().rev() {
            let test = self.needed(link, "condition");
            let then = self.needed(link, "consequence");
            otherwise = Some(self.add(link, NodeKind::If { test, then, otherwise, value: false }));
        }
        otherwise.unwrap_or_default()
    }

    fn parts(&mut self, syntax: Syntax<'_>, field: &str) -> Option<NodeId> {
        let mut cursor = syntax.walk();
        let parts: Vec<Syntax<'_>> =
            syntax.children_by_field_name(field, &mut cursor).filter(Syntax::is_named).collect();
        let parts = self.all(&parts);
        match parts.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => Some(self.add(syntax, NodeKind::Block(parts))),
        }
    }

    fn counted(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let before = self.parts(syntax, "initializer");
        let test = self.field(syntax, "condition");
        let step = self.parts(syntax, "update");
        let body = self.needed(syntax, "body");
        let kind = LoopKind::Counted;
        NodeKind::Loop(Box::new(Loop { kind, before, over: None, element: None, test, step, body }))
    }

    fn each(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let over = self.field(syntax, "right");
        let element = self.field(syntax, "left");
        let body = self.needed(syntax, "body");
        let kind = LoopKind::Each;
        NodeKind::Loop(Box::new(Loop { kind, before: None, over, element, test: None, step: None, body }))
    }

    fn while_(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let test = self.field(syntax, "condition");
        let body = self.needed(syntax, "body");
        let kind = LoopKind::While;
        let (before, over, element, step) = (None, None, None, None);
        NodeKind::Loop(Box::new(Loop { kind, before, over, element, test, step, body }))
    }

    /// `using (var connection = Open()) { ... }`.
    fn with(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let body = syntax.field("body");
        let own = body.map(|body| body.id());
        let resources: Vec<_> = named(syntax).into_iter().filter(|one| Some(one.id()) != own).collect();
        let resources = self.all(&resources);
        NodeKind::With { resources, body: self.needed(syntax, "body") }
    }

    fn attempt(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let body = self.needed(syntax, "body");
        let mut one = Try { body, handlers: Vec::new(), otherwise: None, last: None };
        for clause in named(syntax) {
            match clause.kind() {
                "catch_clause" => one.handlers.push(self.handler(clause)),
                "finally_clause" => one.last = inner(clause).map(|block| self.node(block)),
                _ => {}
            }
        }
        NodeKind::Try(Box::new(one))
    }

    /// A handler that has a condition takes what it holds for; others go on.
    fn handler(&mut self, clause: Syntax<'_>) -> Handler {
        let caught = named(clause).into_iter().find(|part| part.kind() == "catch_declaration");
        let errors = caught.and_then(|caught| self.field(caught, "type"));
        let parameter = caught.and_then(|caught| self.field(caught, "name"));
        let filter = named(clause).into_iter().find(|part| part.kind() == "catch_filter_clause");
        let filter = filter.and_then(inner).map(|test| self.node(test));
        let mut body = self.needed(clause, "body");
        if let Some(test) = filter {
            body = self.add(clause, NodeKind::If { test, then: body, otherwise: None, value: false });
        }
        Handler { start: clause.start_byte(), end: clause.end_byte(), errors, parameter, body }
    }

    /// What stands in a part that is compiled under a condition, and in its alternatives; what is compiled for
    /// debugging alone serves nobody.
    pub(super) fn conditional<'t>(&self, syntax: Syntax<'t>) -> Vec<Syntax<'t>> {
        let condition = syntax.field("condition");
        let for_debugging = condition.is_some_and(|condition| self.text(condition).trim() == "DEBUG");
        let is_meant = |part: &Syntax<'_>| !for_debugging || part.kind().starts_with("preproc_el");
        let parts = named(syntax).into_iter().filter(is_meant);
        parts.filter(|part| Some(part.id()) != condition.map(|condition| condition.id())).collect()
    }
}
