use tree_sitter::Node as Syntax;

use super::Go;
use crate::extract::code::syntax::{
    Call, Case, Fields, Loop, LoopKind, Lowering, NodeId, NodeKind, inner, named,
};

impl Lowering<'_, Go> {
    pub(super) fn statement(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let kind = match syntax.kind() {
            "block" => NodeKind::Block(self.statements(syntax)),
            "expression_statement" | "go_statement" | "defer_statement" => {
                return inner(syntax).map(|value| self.node(value));
            }
            "short_var_declaration" => return Some(self.declared(syntax)),
            "var_declaration" | "const_declaration" | "var_spec_list" => {
                NodeKind::Block(self.all(&named(syntax)))
            }
            "var_spec" | "const_spec" => return Some(self.variables(syntax)),
            "assignment_statement" => return Some(self.assigned(syntax)),
            "inc_statement" | "dec_statement" => {
                let target = inner(syntax).map(|target| self.node(target))?;
                let value = self.add(syntax, NodeKind::Number(1.0));
                let operator = if syntax.kind() == "inc_statement" { "+=" } else { "-=" };
                NodeKind::Assign { target, operator: Some(operator.into()), value }
            }
            "if_statement" => return Some(self.branches(syntax)),
            "for_statement" => return Some(self.repeat(syntax)),
            "expression_switch_statement" | "type_switch_statement" => return Some(self.switch(syntax)),
            "select_statement" => self.selected(syntax),
            "return_statement" => NodeKind::Return(match inner(syntax) {
                Some(list) => Some(self.listed(list)),
                None => self.results(syntax),
            }),
            "break_statement" | "continue_statement" | "goto_statement" | "fallthrough_statement" => {
                NodeKind::Jump
            }
            "labeled_statement" => {
                let body = named(syntax).into_iter().find(|child| child.kind() != "label_name");
                return body.map(|body| self.node(body));
            }
            "empty_statement" => NodeKind::Other(Vec::new()),
            _ => return None,
        };
        Some(self.add(syntax, kind))
    }

    /// The statements of a block or case.
    fn statements(&mut self, syntax: Syntax<'_>) -> Vec<NodeId> {
        let list = named(syntax).into_iter().find(|child| child.kind() == "statement_list");
        list.map(|list| self.all(&named(list))).unwrap_or_default()
    }

    /// One value, or several as an array.
    fn listed(&mut self, list: Syntax<'_>) -> NodeId {
        if list.kind() != "expression_list" {
            return self.node(list);
        }
        let parts = self.all(&named(list));
        match parts.as_slice() {
            [one] => *one,
            _ => self.add(list, NodeKind::Array(parts)),
        }
    }

    /// Targets beside the value that they get. Of `value, ok := map[key]` only the first is the value.
    fn sides(&mut self, syntax: Syntax<'_>) -> Option<(NodeId, NodeId)> {
        let (left, right) = (syntax.field("left")?, syntax.field("right")?);
        let value = self.listed(right);
        let asked = match right.kind() {
            "expression_list" => inner(right).filter(|_| right.named_child_count() == 1),
            _ => Some(right),
        };
        let told_apart =
            asked.is_some_and(|one| matches!(one.kind(), "index_expression" | "type_assertion_expression"));
        let target = match inner(left) {
            Some(first) if told_apart && left.kind() == "expression_list" => self.node(first),
            _ => self.listed(left),
        };
        Some((target, value))
    }

    fn declared(&mut self, syntax: Syntax<'_>) -> NodeId {
        self.note_builder(syntax);
        let Some((target, value)) = self.sides(syntax) else { return self.other(syntax) };
        self.add(syntax, NodeKind::Declare { target, value: Some(value) })
    }

    fn assigned(&mut self, syntax: Syntax<'_>) -> NodeId {
        let Some((target, value)) = self.sides(syntax) else { return self.other(syntax) };
        let operator = self.name_of(syntax, "operator").filter(|operator| &**operator != "=");
        self.add(syntax, NodeKind::Assign { target, operator, value })
    }

    /// `var name type = value`; a text that is put together begins empty.
    fn variables(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut cursor = syntax.walk();
        let names: Vec<Syntax<'_>> =
            syntax.children_by_field_name("name", &mut cursor).filter(Syntax::is_named).collect();
        let builds = syntax.field("type").is_some_and(|type_| self.is_builder(type_));
        let value = match syntax.field("value") {
            Some(list) => Some(self.listed(list)),
            None if builds => Some(self.add(syntax, NodeKind::Text("".into()))),
            None => self.zero(syntax),
        };
        if builds {
            let own: Vec<_> = names.iter().map(|name| self.name(*name)).collect();
            self.grammar.builders.extend(own);
        }
        let targets = self.all(&names);
        let target = match targets.as_slice() {
            [one] => *one,
            _ => self.add(syntax, NodeKind::Array(targets)),
        };
        self.add(syntax, NodeKind::Declare { target, value })
    }

    /// What a variable of a struct is before it is given a value.
    fn zero(&mut self, syntax: Syntax<'_>) -> Option<NodeId> {
        let type_ = syntax.field("type")?;
        if type_.kind() == "map_type" || matches!(self.text(type_), "any" | "interface{}") {
            return Some(self.add(syntax, NodeKind::Object(Vec::new())));
        }
        let is_struct = type_.kind() == "qualified_type"
            || (type_.kind() == "type_identifier" && self.text(type_).starts_with(char::is_uppercase));
        if !is_struct {
            return self.list_of(syntax, type_);
        }
        let callee = self.named_type(type_)?;
        Some(self.add(syntax, NodeKind::Call(Call { callee, arguments: Vec::new(), creates: true })))
    }

    /// `name := strings.Builder{}`, `name := &bytes.Buffer{}`.
    fn note_builder(&mut self, syntax: Syntax<'_>) {
        let value = syntax.field("right").and_then(inner);
        let value = value.and_then(|value| value.field("operand").or(Some(value)));
        let type_ = value.and_then(|value| value.field("type"));
        let name = syntax.field("left").and_then(inner).map(|name| self.name(name));
        if type_.is_some_and(|type_| self.is_builder(type_)) {
            self.grammar.builders.extend(name);
        }
    }

    /// `if`, `else if` and `else`: without recursion, since some have hundreds.
    fn branches(&mut self, syntax: Syntax<'_>) -> NodeId {
        let mut chain = vec![syntax];
        let mut last = None;
        while let Some(next) = chain.last().and_then(|one| one.field("alternative")) {
            if next.kind() == "if_statement" {
                chain.push(next);
            } else {
                last = Some(next);
                break;
            }
        }
        // In the order of the text, so that names mean what they do there.
        let heads: Vec<(Option<NodeId>, NodeId, NodeId)> = chain
            .iter()
            .map(|one| {
                let before = self.field(*one, "initializer");
                (before, self.needed(*one, "condition"), self.needed(*one, "consequence"))
            })
            .collect();
        let mut otherwise = last.map(|last| self.node(last));
        for (one, (before, test, then)) in chain.iter().zip(heads).rev() {
            let branch = self.add(*one, NodeKind::If { test, then, otherwise, value: false });
            otherwise = Some(match before {
                Some(before) => self.add(*one, NodeKind::Block(vec![before, branch])),
                None => branch,
            });
        }
        otherwise.unwrap_or_default()
    }

    fn repeat(&mut self, syntax: Syntax<'_>) -> NodeId {
        let head = named(syntax).into_iter().find(|child| child.kind() != "block");
        let mut key = None;
        let mut one = Loop {
            kind: LoopKind::While,
            before: None,
            over: None,
            element: None,
            test: None,
            step: None,
            body: NodeId::default(),
        };
        match head {
            Some(range) if range.kind() == "range_clause" => {
                one.kind = LoopKind::Each;
                one.over = self.field(range, "right");
                let names = range.field("left").map(named).unwrap_or_default();
                // The first name is the index or key.
                one.element = names.get(1).map(|name| self.node(*name));
                key = names
                    .first()
                    .filter(|name| name.kind() != "blank_identifier")
                    .map(|name| self.node(*name));
            }
            Some(clause) if clause.kind() == "for_clause" => {
                one.kind = LoopKind::Counted;
                one.before = self.field(clause, "initializer");
                one.test = self.field(clause, "condition");
                one.step = self.field(clause, "update");
            }
            Some(test) => one.test = Some(self.node(test)),
            None => {}
        }
        one.body = self.needed(syntax, "body");
        if let (Some(target), Some(object)) = (key, one.over) {
            let name = "[key]".into();
            let value = self.add(syntax, NodeKind::Member { object, name });
            let declared = self.add(syntax, NodeKind::Declare { target, value: Some(value) });
            one.body = self.add(syntax, NodeKind::Block(vec![declared, one.body]));
        }
        self.add(syntax, NodeKind::Loop(Box::new(one)))
    }

    fn switch(&mut self, syntax: Syntax<'_>) -> NodeId {
        let before = self.field(syntax, "initializer");
        let value = self.field(syntax, "value");
        let alias = syntax.field("alias").and_then(inner).map(|alias| self.node(alias));
        let clauses: Vec<Syntax<'_>> = named(syntax)
            .into_iter()
            .filter(|child| matches!(child.kind(), "expression_case" | "type_case" | "default_case"))
            .collect();
        let whole = match value {
            Some(value) => {
                let mut cases = Vec::new();
                for clause in clauses {
                    let body = self.statements(clause);
                    let values = match (clause.kind(), clause.field("value")) {
                        ("expression_case", Some(list)) => {
                            self.all(&named(list)).into_iter().map(Some).collect()
                        }
                        ("default_case", _) => vec![None],
                        _ => vec![Some(self.add(clause, NodeKind::Other(Vec::new())))],
                    };
                    for value in values {
                        cases.push(Case { value, guard: None, body: body.clone() });
                    }
                }
                self.add(syntax, NodeKind::Switch { value, cases })
            }
            None => self.conditions(syntax, &clauses),
        };
        let mut parts: Vec<NodeId> = before.into_iter().collect();
        if let Some(target) = alias {
            parts.push(self.add(syntax, NodeKind::Declare { target, value }));
        }
        parts.push(whole);
        self.add(syntax, NodeKind::Block(parts))
    }

    /// A switch without a value is a chain of conditions.
    fn conditions(&mut self, syntax: Syntax<'_>, clauses: &[Syntax<'_>]) -> NodeId {
        let mut otherwise = None;
        let mut branches = Vec::new();
        for clause in clauses {
            let body = self.statements(*clause);
            let body = self.add(*clause, NodeKind::Block(body));
            match clause.field("value") {
                Some(list) => {
                    let tests = self.all(&named(list));
                    let mut tests = tests.into_iter();
                    let Some(first) = tests.next() else { continue };
                    let test = tests.fold(first, |left, right| {
                        self.add(*clause, NodeKind::Binary { operator: "||".into(), left, right })
                    });
                    branches.push((*clause, test, body));
                }
                None => otherwise = Some(body),
            }
        }
        for (clause, test, then) in branches.into_iter().rev() {
            otherwise = Some(self.add(clause, NodeKind::If { test, then, otherwise, value: false }));
        }
        otherwise.unwrap_or_else(|| self.add(syntax, NodeKind::Other(Vec::new())))
    }

    fn selected(&mut self, syntax: Syntax<'_>) -> NodeKind {
        let value = self.add(syntax, NodeKind::Nothing);
        let mut cases = Vec::new();
        for clause in named(syntax) {
            let mut body = Vec::new();
            if let Some(received) = clause.field("communication") {
                body.push(match self.sides(received) {
                    Some((target, value)) => {
                        self.add(received, NodeKind::Declare { target, value: Some(value) })
                    }
                    None => self.other(received),
                });
            }
            body.extend(self.statements(clause));
            let any = self.add(clause, NodeKind::Other(Vec::new()));
            cases.push(Case { value: Some(any), guard: None, body });
        }
        NodeKind::Switch { value, cases }
    }
}
