use tree_sitter::Node as Syntax;

use super::JavaScript;
use crate::extract::code::syntax::{
    Case, Fields, Handler, Loop, LoopKind, Lowering, NodeId, NodeKind, Try, inner, named,
};

impl Lowering<'_, JavaScript> {
    pub(super) fn statement(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "statement_block"
            | "sequence_expression"
            | "lexical_declaration"
            | "variable_declaration"
            | "class_static_block" => NodeKind::Block(self.all(&named(syntax))),
            "variable_declarator" => {
                NodeKind::Declare { target: self.needed(syntax, "name"), value: self.field(syntax, "value") }
            }
            "if_statement" => NodeKind::If {
                test: self.needed(syntax, "condition"),
                then: self.needed(syntax, "consequence"),
                otherwise: syntax
                    .field("alternative")
                    .and_then(inner)
                    .map(|alternative| self.node(alternative)),
                value: false,
            },
            "for_statement" | "for_in_statement" | "while_statement" | "do_statement" => self.repeat(syntax),
            "try_statement" => self.attempt(syntax),
            "switch_statement" => {
                NodeKind::Switch { value: self.needed(syntax, "value"), cases: self.cases(syntax) }
            }
            "return_statement" => NodeKind::Return(inner(syntax).map(|value| self.node(value))),
            "throw_statement" => NodeKind::Throw(inner(syntax).map(|value| self.node(value))),
            "break_statement" | "continue_statement" => NodeKind::Jump,
            "labeled_statement" => return self.field(syntax, "body"),
            "import_statement" => self.import(syntax)?,
            "export_statement" => self.export(syntax),
            "interface_declaration"
            | "type_alias_declaration"
            | "type_annotation"
            | "type_arguments"
            | "type_parameters"
            | "ambient_declaration"
            | "function_signature"
            | "empty_statement"
            | "comment"
            | "hash_bang_line" => NodeKind::Other(Vec::new()),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn repeat(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let body = self.needed(syntax, "body");
        let mut one = Loop {
            kind: LoopKind::While,
            before: None,
            over: None,
            element: None,
            test: None,
            step: None,
            body,
        };
        match syntax.kind() {
            "for_statement" => {
                one.kind = LoopKind::Counted;
                one.before = self.field(syntax, "initializer");
                one.test = self.field(syntax, "condition");
                one.step = self.field(syntax, "increment");
            }
            "for_in_statement" => {
                one.kind = LoopKind::Each;
                one.element = self.field(syntax, "left");
                one.over = self.field(syntax, "right");
            }
            _ => one.test = self.field(syntax, "condition"),
        }
        NodeKind::Loop(Box::new(one))
    }

    fn attempt(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let body = self.needed(syntax, "body");
        let handler = syntax.field("handler").map(|clause| Handler {
            start: clause.start_byte(),
            end: clause.end_byte(),
            errors: None,
            parameter: self.field(clause, "parameter"),
            body: self.needed(clause, "body"),
        });
        let last = syntax.field("finalizer");
        let last = last.and_then(|clause| self.field(clause, "body"));
        let handlers = handler.into_iter().collect();
        NodeKind::Try(Box::new(Try { body, handlers, otherwise: None, last }))
    }

    fn cases(&mut self, syntax: Syntax<'_>) -> Vec<Case> {
        let body = syntax.field("body").map(named).unwrap_or_default();
        body.into_iter()
            .map(|case| {
                let test = case.field("value");
                let statements: Vec<_> = named(case)
                    .into_iter()
                    .filter(|child| Some(child.id()) != test.map(|test| test.id()))
                    .collect();
                let value = test.map(|test| self.node(test));
                Case { value, guard: None, body: self.all(&statements) }
            })
            .collect()
    }
}
