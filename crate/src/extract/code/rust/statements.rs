use tree_sitter::Node as Syntax;

use super::Rust;
use super::functions::is_block;
use crate::extract::code::syntax::{
    Fields, Handler, LoopKind, Lowering, NodeId, NodeKind, Try, inner, named,
};

/// Methods of what writes: that it failed should not go unnoticed.
const WRITES: [&str; 5] = ["execute", "commit", "batch_execute", "execute_batch", "query_drop"];
/// The same where it is waited for: such methods have other uses, too.
const AWAITED: [&str; 4] = ["save", "insert", "update", "delete"];

impl Lowering<'_, Rust> {
    pub(super) fn statement(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "block" | "async_block" | "unsafe_block" | "const_block" | "try_block" | "gen_block" => {
                NodeKind::Block(self.statements_of(syntax))
            }
            "expression_statement" => return inner(syntax).map(|value| self.done(value)),
            "let_declaration" => return Some(self.declaration(syntax)),
            "if_expression" => return Some(self.branches(syntax, false)),
            "match_expression" => return Some(self.choice(syntax, false)),
            "while_expression" => return Some(self.while_(syntax)),
            "loop_expression" => self.repeat(syntax, LoopKind::While, None, None),
            "for_expression" => return Some(self.each(syntax)),
            "return_expression" => {
                return Some(match inner(syntax) {
                    Some(value) => self.tail(value),
                    None => self.add(syntax, NodeKind::Return(None)),
                });
            }
            "break_expression" => {
                let value = named(syntax).into_iter().find(|one| one.kind() != "label");
                return Some(match value {
                    Some(value) => self.node(value),
                    None => self.add(syntax, NodeKind::Jump),
                });
            }
            "continue_expression" => NodeKind::Jump,
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    fn statements_of(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let block = match syntax.kind() {
            "block" => syntax,
            _ => named(syntax).into_iter().find(|one| one.kind() == "block").unwrap_or(syntax),
        };
        self.all(&named(block))
    }

    /// An expression whose value nobody asks for.
    fn done(&mut self, syntax: Syntax<'_>) -> NodeId {
        match syntax.kind() {
            "match_expression" => {
                if !self.descend(syntax) {
                    return self.add(syntax, NodeKind::Other(Vec::new()));
                }
                let node = self.attempted(syntax, false).unwrap_or_else(|| self.choice(syntax, false));
                self.ascend();
                node
            }
            "call_expression" => match self.without_ok(syntax) {
                Some(written) => self.passed_over(syntax, written),
                None => self.node(syntax),
            },
            _ => self.node(syntax),
        }
    }

    /// What a block, branch or function gives is what it returns.
    pub(super) fn tail(&mut self, syntax: Syntax<'_>) -> NodeId {
        if !self.descend(syntax) {
            return self.add(syntax, NodeKind::Other(Vec::new()));
        }
        let node = self.tail_of(syntax);
        self.ascend();
        node
    }

    fn tail_of(&mut self, syntax: Syntax<'_>) -> NodeId {
        match syntax.kind() {
            kind if is_block(syntax) => {
                let block = if kind == "block" {
                    Some(syntax)
                } else {
                    named(syntax).into_iter().find(|one| one.kind() == "block")
                };
                let statements = block.map(named).unwrap_or_default();
                let Some((last, before)) = statements.split_last() else {
                    return self.add(syntax, NodeKind::Block(Vec::new()));
                };
                let mut all = self.all(before);
                all.push(match given(*last) {
                    Some(value) => self.tail(value),
                    None => self.node(*last),
                });
                self.add(syntax, NodeKind::Block(all))
            }
            "if_expression" => self.branches(syntax, true),
            "match_expression" => self.attempted(syntax, true).unwrap_or_else(|| self.choice(syntax, true)),
            "parenthesized_expression" => inner(syntax).map(|value| self.tail(value)).unwrap_or_default(),
            "return_expression" | "for_expression" | "while_expression" | "loop_expression" => {
                self.node(syntax)
            }
            "call_expression" => self.tail_call(syntax),
            kind if kind.ends_with("_item") || kind == "let_declaration" || kind == "macro_definition" => {
                self.node(syntax)
            }
            _ => {
                let value = self.node(syntax);
                // `panic!()` at the end.
                if matches!(self.tree.kind(value), NodeKind::Throw(_)) {
                    return value;
                }
                self.add(syntax, NodeKind::Return(Some(value)))
            }
        }
    }

    /// `Err(error)` is thrown; `Ok(value)` and `Box::pin(async { ... })` give what is inside.
    fn tail_call(&mut self, syntax: Syntax<'_>) -> NodeId {
        let function = syntax.field("function").map(|function| self.segments(function));
        let last = function.as_ref().and_then(|path| path.last()).map(|last| &**last);
        let only = syntax.field("arguments").map(named).filter(|list| list.len() == 1);
        let only = only.and_then(|list| list.first().copied());
        match (last, only) {
            (Some("Err"), Some(error)) => {
                let error = self.node(error);
                self.add(syntax, NodeKind::Throw(Some(error)))
            }
            (Some("Ok" | "Some" | "pin"), Some(value))
                if is_block(value) || value.kind().ends_with("_expression") =>
            {
                self.tail(value)
            }
            _ => {
                let value = self.node(syntax);
                self.add(syntax, NodeKind::Return(Some(value)))
            }
        }
    }

    fn declaration(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some(pattern) = syntax.field("pattern") else { return self.other(syntax) };
        let type_ = syntax.field("type");
        let written = syntax.field("value");
        // `let _ = ...` throws the outcome away.
        if pattern.kind() == "_"
            && let Some(written) = written
            && self.writes(written)
        {
            return self.passed_over(syntax, written);
        }
        let value = written.map(|value| match type_ {
            Some(type_) => self.converted(value, type_),
            None => self.node(value),
        });
        let value = value.map(|value| self.typed(syntax, type_, value));
        let target = self.pattern(pattern);
        let declared = self.add(syntax, NodeKind::Declare { target, value });
        let Some(otherwise) = syntax.field("alternative") else { return declared };
        // `let Some(x) = y else { return }`
        let operand = self.add(syntax, NodeKind::Other(vec![declared]));
        let test = self.add(syntax, NodeKind::Unary { operator: "!".into(), operand });
        let then = self.node(otherwise);
        self.add(syntax, NodeKind::If { test, then, otherwise: None, value: false })
    }

    /// Whether an expression ends in a call that writes.
    fn writes(&self, syntax: Syntax<'_>) -> bool {
        let mut at = syntax;
        let mut awaited = false;
        while matches!(at.kind(), "await_expression" | "parenthesized_expression") {
            awaited |= at.kind() == "await_expression";
            match inner(at) {
                Some(next) => at = next,
                None => return false,
            }
        }
        let method = at.field("function").filter(|function| function.kind() == "field_expression");
        let name = method.and_then(|method| self.name_of(method, "field"));
        name.is_some_and(|name| WRITES.contains(&&*name) || (awaited && AWAITED.contains(&&*name)))
    }

    /// What `.ok()` behind something that writes throws away.
    fn without_ok<'t>(&self, syntax: Syntax<'t>) -> Option<Syntax<'t>> {
        let function = syntax.field("function").filter(|one| one.kind() == "field_expression")?;
        let value = function.field("value")?;
        (self.name_of(function, "field").as_deref() == Some("ok") && self.writes(value)).then_some(value)
    }

    /// Something whose failure is passed over.
    fn passed_over(&mut self, syntax: Syntax<'_>, written: Syntax<'_>) -> NodeId {
        let body = self.node(written);
        let nothing = self.add(syntax, NodeKind::Block(Vec::new()));
        let (start, end) = (syntax.start_byte(), syntax.end_byte());
        let handler = Handler { start, end, errors: None, parameter: None, body: nothing };
        let one = Try { body, handlers: vec![handler], otherwise: None, last: None };
        self.add(syntax, NodeKind::Try(Box::new(one)))
    }

    /// `if`, `else if` and `else`: without recursion, since some have hundreds.
    pub(super) fn branches(&mut self, syntax: Syntax<'_>, tail: bool) -> NodeId {
        let mut chain = vec![syntax];
        let mut last = None;
        while let Some(next) = chain.last().and_then(|one| one.field("alternative")).and_then(inner) {
            if next.kind() != "if_expression" {
                last = Some(next);
                break;
            }
            chain.push(next);
        }
        let heads: Vec<(NodeId, NodeId)> = chain
            .iter()
            .map(|one| {
                let test = one.field("condition").map(|test| self.condition(test)).unwrap_or_default();
                let then = one.field("consequence");
                (
                    test,
                    then.map(|then| if tail { self.tail(then) } else { self.node(then) }).unwrap_or_default(),
                )
            })
            .collect();
        let mut otherwise = last.map(|last| if tail { self.tail(last) } else { self.node(last) });
        for (one, (test, then)) in chain.iter().zip(heads).rev() {
            otherwise = Some(self.add(*one, NodeKind::If { test, then, otherwise, value: false }));
        }
        otherwise.unwrap_or_default()
    }

    /// A condition, which may give names to what it looks at.
    pub(super) fn condition(&mut self, syntax: Syntax<'_>) -> NodeId {
        match syntax.kind() {
            "let_condition" => {
                let declared = self.bound_by(syntax);
                self.add(syntax, NodeKind::Other(vec![declared]))
            }
            "let_chain" => {
                let parts: Vec<NodeId> = named(syntax).into_iter().map(|part| self.condition(part)).collect();
                let mut parts = parts.into_iter();
                let first = parts.next().unwrap_or_default();
                parts.fold(first, |left, right| {
                    self.add(syntax, NodeKind::Binary { operator: "&&".into(), left, right })
                })
            }
            _ => self.node(syntax),
        }
    }

    /// `let Some(x) = y` of a condition; of an error, that it failed.
    fn bound_by(&mut self, syntax: Syntax<'_>) -> NodeId {
        let value = self.needed(syntax, "value");
        let pattern = syntax.field("pattern");
        if pattern.is_some_and(|pattern| self.text(pattern).starts_with("Err")) {
            return self.add(syntax, NodeKind::Unary { operator: "!".into(), operand: value });
        }
        let target = pattern.map(|pattern| self.pattern(pattern)).unwrap_or_default();
        self.add(syntax, NodeKind::Declare { target, value: Some(value) })
    }
}

/// The value of the last thing in a block: what has no semicolon behind it.
fn given(last: Syntax<'_>) -> Option<Syntax<'_>> {
    if last.kind() != "expression_statement" {
        return Some(last);
    }
    let end = last.child_count().checked_sub(1).and_then(|at| last.child(at));
    match end {
        Some(end) if end.kind() == ";" => None,
        _ => inner(last),
    }
}
