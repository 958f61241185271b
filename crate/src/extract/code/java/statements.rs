use tree_sitter::Node as Syntax;

use super::Java;
use super::classes::is_class;
use crate::extract::code::syntax::{
    Fields, Handler, Loop, LoopKind, Lowering, NodeId, NodeKind, Try, inner, named,
};

impl Lowering<'_, Java> {
    pub(super) fn statement(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "package_declaration" => return Some(self.package(syntax)),
            "import_declaration" => return Some(self.import(syntax)),
            kind if is_class(kind) => return Some(self.class(syntax)),
            "method_declaration" => return Some(self.method(syntax)),
            "expression_statement" | "labeled_statement" => {
                return named(syntax).into_iter().next_back().map(|last| self.node(last));
            }
            // What it gives is the value of the case that it stands in.
            "yield_statement" => return inner(syntax).map(|value| self.node(value)),
            "block" | "constructor_body" | "static_initializer" => return Some(self.block(syntax)),
            "synchronized_statement" => NodeKind::Block(self.all(&named(syntax))),
            "local_variable_declaration" => return Some(self.declaration(syntax)),
            "if_statement" => return Some(self.branches(syntax)),
            "for_statement" => self.counted(syntax),
            "enhanced_for_statement" => self.each(syntax),
            "while_statement" | "do_statement" => self.while_(syntax),
            "try_statement" => self.attempt(syntax, Vec::new()),
            "try_with_resources_statement" => {
                let resources = syntax.field("resources").map(named).unwrap_or_default();
                let resources = resources.into_iter().map(|one| self.resource(one)).collect();
                self.attempt(syntax, resources)
            }
            "return_statement" => NodeKind::Return(inner(syntax).map(|value| self.node(value))),
            "throw_statement" => NodeKind::Throw(inner(syntax).map(|value| self.node(value))),
            "break_statement" | "continue_statement" => NodeKind::Jump,
            "assert_statement" | "module_declaration" | "annotation_type_declaration" => {
                NodeKind::Other(Vec::new())
            }
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    pub(super) fn block(&mut self, syntax: Syntax<'_>) -> NodeId {
        let statements = self.all(&named(syntax));
        self.add(syntax, NodeKind::Block(statements))
    }

    fn declaration(&mut self, syntax: Syntax<'_>) -> NodeId {
        let type_ = syntax.field("type");
        let mut cursor = syntax.walk();
        let declarators: Vec<Syntax<'_>> = syntax.children_by_field_name("declarator", &mut cursor).collect();
        let mut all = Vec::new();
        for declarator in declarators {
            let target = self.needed(declarator, "name");
            let value = self.field(declarator, "value").map(|value| self.typed(declarator, type_, value));
            all.push(self.add(declarator, NodeKind::Declare { target, value }));
        }
        match all.as_slice() {
            [one] => *one,
            _ => self.add(syntax, NodeKind::Block(all)),
        }
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
        let parts: Vec<Syntax<'_>> = syntax.children_by_field_name(field, &mut cursor).collect();
        let parts = self.all(&parts);
        match parts.as_slice() {
            [] => None,
            [one] => Some(*one),
            _ => Some(self.add(syntax, NodeKind::Block(parts))),
        }
    }

    fn counted(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let before = self.parts(syntax, "init");
        let test = self.field(syntax, "condition");
        let step = self.parts(syntax, "update");
        let body = self.needed(syntax, "body");
        let kind = LoopKind::Counted;
        NodeKind::Loop(Box::new(Loop { kind, before, over: None, element: None, test, step, body }))
    }

    fn each(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let over = self.field(syntax, "value");
        let element = self.field(syntax, "name");
        let body = self.needed(syntax, "body");
        let kind = LoopKind::Each;
        NodeKind::Loop(Box::new(Loop { kind, before: None, over, element, test: None, step: None, body }))
    }

    fn while_(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let test = self.field(syntax, "condition");
        let body = self.needed(syntax, "body");
        let kind = LoopKind::While;
        NodeKind::Loop(Box::new(Loop {
            kind,
            before: None,
            over: None,
            element: None,
            test,
            step: None,
            body,
        }))
    }

    fn attempt(&mut self, syntax: Syntax<'_>, resources: Vec<NodeId>) -> NodeKind {
        let mut body = self.needed(syntax, "body");
        if !resources.is_empty() {
            body = self.add(syntax, NodeKind::With { resources, body });
        }
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

    fn handler(&mut self, clause: Syntax<'_>) -> Handler {
        let caught = named(clause).into_iter().find(|part| part.kind() == "catch_formal_parameter");
        let types =
            caught.and_then(|caught| named(caught).into_iter().find(|part| part.kind() == "catch_type"));
        let errors = types.map(|types| {
            let all = self.all(&named(types));
            match all.as_slice() {
                [one] => *one,
                _ => self.add(types, NodeKind::Array(all)),
            }
        });
        let parameter = caught.and_then(|caught| self.field(caught, "name"));
        let body = self.needed(clause, "body");
        Handler { start: clause.start_byte(), end: clause.end_byte(), errors, parameter, body }
    }

    fn resource(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(name) = syntax.field("name") else {
            return inner(syntax).map(|value| self.node(value)).unwrap_or_default();
        };
        let target = self.node(name);
        let value = self.needed(syntax, "value");
        let value = self.typed(syntax, syntax.field("type"), value);
        self.add(syntax, NodeKind::Declare { target, value: Some(value) })
    }
}
