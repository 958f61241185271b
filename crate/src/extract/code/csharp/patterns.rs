//! `is`, `switch` and their patterns: a pattern is a condition, and may give names to what it looks at.

use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Case, Fields, Lowering, Name, NodeId, NodeKind, inner, named};

impl Lowering<'_, CSharp> {
    pub(super) fn is_pattern(&mut self, syntax: Syntax<'_>) -> NodeId {
        let value = self.needed(syntax, "expression");
        match syntax.field("pattern") {
            Some(pattern) => self.holds(pattern, value),
            None => self.add(syntax, NodeKind::Other(vec![value])),
        }
    }

    /// The condition that a value is like a pattern.
    fn holds(&mut self, pattern: Syntax<'_>, value: NodeId) -> NodeId {
        let kind = match pattern.kind() {
            "constant_pattern" => {
                let right = self.inner_value(pattern).unwrap_or_default();
                NodeKind::Binary { operator: "==".into(), left: value, right }
            }
            "relational_pattern" => {
                let operator =
                    self.text(pattern).chars().take_while(|char| "<>=".contains(*char)).collect::<String>();
                let right = self.inner_value(pattern).unwrap_or_default();
                NodeKind::Binary { operator: operator.into(), left: value, right }
            }
            "negated_pattern" => match inner(pattern) {
                Some(pattern) => {
                    let operand = self.holds(pattern, value);
                    NodeKind::Unary { operator: "!".into(), operand }
                }
                None => NodeKind::Other(Vec::new()),
            },
            "parenthesized_pattern" => match inner(pattern) {
                Some(pattern) => return self.holds(pattern, value),
                None => NodeKind::Other(Vec::new()),
            },
            "and_pattern" | "or_pattern" => return self.either(pattern, value),
            "declaration_pattern" | "var_pattern" | "recursive_pattern" => {
                return self.inside(pattern, value);
            }
            _ => NodeKind::Other(Vec::new()),
        };
        self.add(pattern, kind)
    }

    /// `"a" or "b" or "c"`: without recursion on the left.
    fn either(&mut self, pattern: Syntax<'_>, value: NodeId) -> NodeId {
        let kind = pattern.kind();
        let operator = if kind == "or_pattern" { "||" } else { "&&" };
        let mut rights = Vec::new();
        let mut at = pattern;
        while at.kind() == kind {
            rights.extend(at.field("right"));
            match at.field("left") {
                Some(left) => at = left,
                None => break,
            }
        }
        let mut left = self.holds(at, value);
        for right in rights.into_iter().rev() {
            let right = self.holds(right, value);
            left = self.add(pattern, NodeKind::Binary { operator: operator.into(), left, right });
        }
        left
    }

    /// `string text`, `{ Length: > 0 } text`.
    fn inside(&mut self, pattern: Syntax<'_>, value: NodeId) -> NodeId {
        let mut tests = Vec::new();
        let clauses = named(pattern).into_iter().filter(|part| part.kind() == "property_pattern_clause");
        for part in clauses.flat_map(named) {
            let parts = named(part);
            let (Some(name), Some(inner)) = (parts.first(), parts.get(1)) else { continue };
            let name = self.name(*name);
            let member = self.add(part, NodeKind::Member { object: value, name });
            tests.push(self.holds(*inner, member));
        }
        if let Some(name) = pattern.field("name") {
            let target = self.node(name);
            let value = self.typed(pattern, pattern.field("type"), value);
            let declared = self.add(pattern, NodeKind::Declare { target, value: Some(value) });
            tests.push(self.add(pattern, NodeKind::Other(vec![declared])));
        }
        let mut all = tests.into_iter();
        let Some(mut left) = all.next() else { return self.add(pattern, NodeKind::Other(Vec::new())) };
        for right in all {
            left = self.add(pattern, NodeKind::Binary { operator: "&&".into(), left, right });
        }
        left
    }

    pub(super) fn switch(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let value = self.needed(syntax, "value");
        let sections = syntax.field("body").map(named).unwrap_or_default();
        let mut cases = Vec::new();
        for section in sections {
            let (labels, statements) = labels(section);
            let body = self.all(&statements);
            if labels.is_empty() {
                cases.push(Case { value: None, guard: None, body: body.clone() });
            }
            for (pattern, when) in labels {
                let case = self.case(value, pattern, when, body.clone());
                cases.push(case);
            }
        }
        NodeKind::Switch { value, cases }
    }

    pub(super) fn switch_value(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let value = self.inner_value(syntax).unwrap_or_default();
        let arms = named(syntax).into_iter().filter(|part| part.kind() == "switch_expression_arm");
        let mut cases = Vec::new();
        for arm in arms {
            let when = named(arm).into_iter().find(|part| part.kind() == "when_clause");
            let body = vec![self.last_value(arm)];
            let Some(pattern) = inner(arm) else { continue };
            let case = self.case(value, pattern, when, body);
            cases.push(case);
        }
        NodeKind::Switch { value, cases }
    }

    /// A constant is the value of its case, any other pattern a condition.
    fn case(
        &mut self,
        value: NodeId,
        pattern: Syntax<'_>,
        when: Option<Syntax<'_>>,
        body: Vec<NodeId>,
    ) -> Case {
        let when = when.and_then(inner).map(|test| self.node(test));
        if pattern.kind() == "discard" || self.text(pattern) == "_" {
            return Case { value: None, guard: when, body };
        }
        let is_pattern = pattern.kind().ends_with("_pattern") && pattern.kind() != "constant_pattern";
        if !is_pattern {
            let constant = if pattern.kind() == "constant_pattern" { inner(pattern) } else { None };
            return Case { value: Some(self.node(constant.unwrap_or(pattern))), guard: when, body };
        }
        let holds = self.holds(pattern, value);
        let guard = match when {
            Some(right) => {
                self.add(pattern, NodeKind::Binary { operator: Name::from("&&"), left: holds, right })
            }
            None => holds,
        };
        Case { value: None, guard: Some(guard), body }
    }
}

type Label<'t> = (Syntax<'t>, Option<Syntax<'t>>);

/// The labels of a section with their conditions, and its statements. The default has no label.
fn labels(section: Syntax<'_>) -> (Vec<Label<'_>>, Vec<Syntax<'_>>) {
    let mut labels: Vec<Label<'_>> = Vec::new();
    let mut statements = Vec::new();
    for part in named(section) {
        let kind = part.kind();
        if kind == "when_clause" {
            if let Some(last) = labels.last_mut() {
                last.1 = Some(part);
            }
        } else if kind.ends_with("_statement") || kind == "block" {
            statements.push(part);
        } else {
            labels.push((part, None));
        }
    }
    (labels, statements)
}
