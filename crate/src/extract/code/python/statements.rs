use tree_sitter::Node as Syntax;

use super::Python;
use crate::extract::code::syntax::{
    Case, Fields, Handler, Loop, LoopKind, Lowering, Name, NodeId, NodeKind, Try, inner, named,
};

impl Lowering<'_, Python> {
    pub(super) fn statement(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "expression_statement" => return self.expressions(syntax),
            "block" => NodeKind::Block(self.all(&named(syntax))),
            "assignment" => return self.assignment(syntax),
            "augmented_assignment" => NodeKind::Assign {
                target: self.needed(syntax, "left"),
                operator: self.name_of(syntax, "operator"),
                value: self.needed(syntax, "right"),
            },
            "if_statement" => return Some(self.branches(syntax)),
            "for_statement" | "while_statement" => return Some(self.repeat(syntax)),
            "try_statement" => self.attempt(syntax),
            "with_statement" => {
                NodeKind::With { resources: self.resources(syntax), body: self.needed(syntax, "body") }
            }
            "match_statement" => self.matched(syntax),
            "return_statement" => NodeKind::Return(self.only(syntax)),
            "raise_statement" => NodeKind::Throw(inner(syntax).map(|value| self.node(value))),
            "assert_statement" => return self.assertion(syntax),
            "break_statement" | "continue_statement" => NodeKind::Jump,
            "global_statement" | "nonlocal_statement" => {
                let names: Vec<Name> = named(syntax).into_iter().map(|name| self.name(name)).collect();
                if let Some(own) = self.grammar.foreign.last_mut() {
                    own.extend(names);
                }
                NodeKind::Other(Vec::new())
            }
            "import_statement" | "import_from_statement" => return Some(self.import(syntax)),
            "pass_statement"
            | "future_import_statement"
            | "comment"
            | "type_alias_statement"
            | "line_continuation" => NodeKind::Other(Vec::new()),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    /// One expression, or a tuple without parentheses.
    fn expressions(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let parts = named(syntax);
        match parts.as_slice() {
            [one] => Some(self.node(*one)),
            _ => None,
        }
    }

    fn only(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let parts = named(syntax);
        match parts.as_slice() {
            [] => None,
            [one] => Some(self.node(*one)),
            parts => {
                let parts = self.all(parts);
                Some(self.add(syntax, NodeKind::Array(parts)))
            }
        }
    }

    /// `a = b = value`: the first assignment is the outermost.
    fn assignment(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let left = syntax.field("left")?;
        let target = self.node(left);
        let Some(value) = self.field(syntax, "right") else {
            // Only a type: `name: str`.
            return Some(self.add(syntax, NodeKind::Other(Vec::new())));
        };
        let kind = self.assigned(target, value);
        Some(self.add(syntax, kind))
    }

    /// A name that is assigned is one of the function, unless it says otherwise.
    pub(super) fn assigned(&self, target: NodeId, value: NodeId) -> NodeKind {
        let is_foreign = match self.tree.kind(target) {
            NodeKind::Name(name) => self.grammar.foreign.last().is_some_and(|foreign| foreign.contains(name)),
            _ => false,
        };
        if is_foreign {
            return NodeKind::Assign { target, operator: None, value };
        }
        NodeKind::Declare { target, value: Some(value) }
    }

    /// `if`, `elif` and `else`: without recursion, since some have hundreds.
    fn branches(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut cursor = syntax.walk();
        let clauses: Vec<Syntax<'_>> = syntax.children_by_field_name("alternative", &mut cursor).collect();
        let mut otherwise = None;
        for clause in clauses.into_iter().rev() {
            otherwise = Some(match clause.kind() {
                "elif_clause" => self.branch(clause, otherwise),
                _ => self.needed(clause, "body"),
            });
        }
        self.branch(syntax, otherwise)
    }

    fn branch(&mut self, syntax: Syntax<'_>, otherwise: Option<NodeId>) -> NodeId {
        let test = self.needed(syntax, "condition");
        let then = self.needed(syntax, "consequence");
        self.add(syntax, NodeKind::If { test, then, otherwise, value: false })
    }

    fn repeat(&mut self, syntax: Syntax<'_>) -> NodeId {
        let over = self.field(syntax, "right");
        let element = self.field(syntax, "left");
        let test = self.field(syntax, "condition");
        let body = self.needed(syntax, "body");
        let kind = if over.is_some() { LoopKind::Each } else { LoopKind::While };
        let repeated =
            NodeKind::Loop(Box::new(Loop { kind, before: None, over, element, test, step: None, body }));
        let id = self.add(syntax, repeated);
        // What stands behind `else` runs when the loop is over.
        let last = syntax.field("alternative").and_then(|clause| self.field(clause, "body"));
        match last {
            Some(last) => self.add(syntax, NodeKind::Block(vec![id, last])),
            None => id,
        }
    }

    fn attempt(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let body = self.needed(syntax, "body");
        let mut one = Try { body, handlers: Vec::new(), otherwise: None, last: None };
        for clause in named(syntax) {
            match clause.kind() {
                "except_clause" | "except_group_clause" => one.handlers.push(self.handler(clause)),
                "else_clause" => one.otherwise = self.field(clause, "body"),
                "finally_clause" => one.last = inner(clause).map(|block| self.node(block)),
                _ => {}
            }
        }
        NodeKind::Try(Box::new(one))
    }

    fn handler(&mut self, clause: Syntax<'_>) -> Handler {
        let parts = named(clause);
        let (block, caught): (Vec<_>, Vec<_>) = parts.into_iter().partition(|part| part.kind() == "block");
        let mut errors = None;
        let mut parameter = None;
        for part in caught {
            let (value, alias) = alias_of(part);
            if errors.is_none() {
                errors = value.map(|value| self.node(value));
                parameter = alias.map(|alias| self.node(alias));
            } else {
                parameter = Some(self.node(part));
            }
        }
        let body = match block.first() {
            Some(block) => self.node(*block),
            None => self.add(clause, NodeKind::Other(Vec::new())),
        };
        Handler { start: clause.start_byte(), end: clause.end_byte(), errors, parameter, body }
    }

    fn resources(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let clause = named(syntax).into_iter().find(|child| child.kind() == "with_clause");
        let items = clause.map(named).unwrap_or_default();
        items.into_iter().filter_map(|item| self.resource(item)).collect()
    }

    fn resource(&mut self, item: Syntax<'_>) -> Option<NodeId> {
        let (value, alias) = alias_of(item.field("value")?);
        let value = self.node(value?);
        let Some(alias) = alias else { return Some(value) };
        let target = self.node(alias);
        let kind = self.assigned(target, value);
        Some(self.add(item, kind))
    }

    fn matched(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let value = self.needed(syntax, "subject");
        let body = syntax.field("body").map(named).unwrap_or_default();
        let clauses = body.into_iter().filter(|child| child.kind() == "case_clause");
        let cases = clauses.map(|clause| self.case(clause)).collect();
        NodeKind::Switch { value, cases }
    }

    fn case(&mut self, clause: Syntax<'_>) -> Case {
        let pattern = named(clause).into_iter().find(|child| child.kind() == "case_pattern");
        let pattern = pattern.filter(|pattern| self.text(*pattern).trim() != "_");
        let value = pattern.map(|pattern| {
            let inside = inner(pattern).unwrap_or(pattern);
            self.node(inside)
        });
        let guard = clause.field("guard").and_then(inner).map(|guard| self.node(guard));
        let body = clause.field("consequence").map(named).unwrap_or_default();
        Case { value, guard, body: self.all(&body) }
    }

    /// `assert x` ends here where it does not hold.
    fn assertion(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let operand = inner(syntax).map(|test| self.node(test))?;
        let test = self.add(syntax, NodeKind::Unary { operator: "!".into(), operand });
        let then = self.add(syntax, NodeKind::Throw(None));
        Some(self.add(syntax, NodeKind::If { test, then, otherwise: None, value: false }))
    }
}

/// `value as name` taken apart.
fn alias_of(syntax: Syntax<'_>) -> (Option<Syntax<'_>>, Option<Syntax<'_>>) {
    if syntax.kind() != "as_pattern" {
        return (Some(syntax), None);
    }
    let alias = syntax.field("alias");
    (inner(syntax), alias.map(|alias| inner(alias).unwrap_or(alias)))
}
