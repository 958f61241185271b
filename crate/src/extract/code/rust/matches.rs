use tree_sitter::Node as Syntax;

use super::Rust;
use crate::extract::code::syntax::{Case, Fields, Handler, Lowering, NodeId, NodeKind, Try, inner, named};

/// One arm of a `match`.
struct Arm<'t> {
    whole: Syntax<'t>,
    pattern: Syntax<'t>,
    body: Option<Syntax<'t>>,
}

impl Lowering<'_, Rust> {
    /// `match` as the choice between constants, or between what the value may hold.
    pub(super) fn choice(&mut self, syntax: Syntax<'_>, tail: bool) -> NodeId {
        let Some(scrutinee) = syntax.field("value") else { return self.other(syntax) };
        let (before, value) = self.once(scrutinee);
        let mut cases = Vec::new();
        for arm in arms(syntax) {
            self.cases(&arm, value, tail, &mut cases);
        }
        let switch = self.add(syntax, NodeKind::Switch { value, cases });
        match before {
            Some(before) => self.add(syntax, NodeKind::Block(vec![before, switch])),
            None => switch,
        }
    }

    /// A value that is looked at more than once gets a name.
    fn once(&mut self, syntax: Syntax<'_>) -> (Option<NodeId>, NodeId) {
        let value = self.node(syntax);
        if matches!(self.tree.kind(value), NodeKind::Name(_) | NodeKind::Member { .. }) {
            return (None, value);
        }
        self.grammar.temporaries += 1;
        let name = format!("match {}", self.grammar.temporaries);
        let target = self.add(syntax, NodeKind::Name(name.as_str().into()));
        let declared = self.add(syntax, NodeKind::Declare { target, value: Some(value) });
        (Some(declared), self.add(syntax, NodeKind::Name(name.into())))
    }

    fn cases(&mut self, arm: &Arm<'_>, value: NodeId, tail: bool, cases: &mut Vec<Case>) {
        let inner_pattern = named(arm.pattern).first().copied().unwrap_or(arm.pattern);
        let guard = arm.pattern.field("condition");
        if let Some(literals) = self.literals(inner_pattern).filter(|all| !all.is_empty()) {
            let guard = guard.map(|guard| self.node(guard));
            let body = self.body(arm, tail);
            cases.extend(literals.into_iter().map(|literal| Case {
                value: Some(literal),
                guard,
                body: vec![body],
            }));
            return;
        }
        let target = self.pattern(inner_pattern);
        let takes_all = matches!(inner_pattern.kind(), "_" | "identifier") && guard.is_none();
        let binds = !matches!(self.tree.kind(target), NodeKind::Other(children) if children.is_empty());
        let mut body = Vec::new();
        if binds {
            body.push(self.add(arm.pattern, NodeKind::Declare { target, value: Some(value) }));
        }
        let test = guard.map(|guard| self.node(guard));
        let own = self.body(arm, tail);
        // A condition of an arm is one on what the arm gave names to.
        body.push(match test {
            Some(test) => {
                self.add(arm.whole, NodeKind::If { test, then: own, otherwise: None, value: false })
            }
            None => own,
        });
        let constant = matches!(self.tree.kind(target), NodeKind::Other(_))
            && self.text(inner_pattern).starts_with(char::is_uppercase);
        let case = if takes_all && !constant {
            None
        } else if constant {
            Some(self.path(inner_pattern))
        } else {
            Some(self.add(arm.pattern, NodeKind::Other(Vec::new())))
        };
        cases.push(Case { value: case, guard: None, body });
    }

    fn body(&mut self, arm: &Arm<'_>, tail: bool) -> NodeId {
        match arm.body {
            Some(body) if tail => self.tail(body),
            Some(body) => self.node(body),
            None => self.add(arm.whole, NodeKind::Other(Vec::new())),
        }
    }

    /// `match` on success and failure, where its value is not asked for: what failed is handled.
    pub(super) fn attempted(&mut self, syntax: Syntax<'_>, tail: bool) -> Option<NodeId> {
        let all = arms(syntax);
        let [one, two] = all.as_slice() else { return None };
        let (passed, failed) = match (self.variant(one)?, self.variant(two)?) {
            ("Ok", "Err") => (one, two),
            ("Err", "Ok") => (two, one),
            _ => return None,
        };
        let value = self.needed(syntax, "value");
        let target = self.held(passed);
        let declared = self.add(passed.whole, NodeKind::Declare { target, value: Some(value) });
        let own = self.body(passed, tail);
        let body = self.add(passed.whole, NodeKind::Block(vec![declared, own]));
        let parameter = Some(self.held(failed));
        let written = failed.body.filter(|body| body.kind() == "block" || body.kind() == "unit_expression");
        let handling = match written {
            Some(nothing) if nothing.kind() == "unit_expression" => {
                self.add(nothing, NodeKind::Block(Vec::new()))
            }
            Some(_) => self.body(failed, tail),
            None => {
                let handling = self.body(failed, tail);
                self.add(failed.whole, NodeKind::Block(vec![handling]))
            }
        };
        let (start, end) = (failed.whole.start_byte(), failed.whole.end_byte());
        let handler = Handler { start, end, errors: None, parameter, body: handling };
        let one = Try { body, handlers: vec![handler], otherwise: None, last: None };
        Some(self.add(syntax, NodeKind::Try(Box::new(one))))
    }

    /// What an arm is for, where it takes all of a variant: `Ok` of `Ok(pet)`.
    fn variant(&self, arm: &Arm<'_>) -> Option<&str> {
        if arm.pattern.field("condition").is_some() {
            return None;
        }
        let pattern = inner(arm.pattern).filter(|one| one.kind() == "tuple_struct_pattern")?;
        let held = named(pattern).into_iter().nth(1);
        let all = held.is_none_or(|held| {
            matches!(held.kind(), "identifier" | "tuple_pattern" | "unit_expression" | "mut_pattern" | "_")
        });
        let name = pattern.field("type").map(|type_| self.text(type_))?;
        all.then_some(name)
    }

    fn held(&mut self, arm: &Arm<'_>) -> NodeId {
        inner(arm.pattern).map(|pattern| self.pattern(pattern)).unwrap_or_default()
    }
}

fn arms(syntax: Syntax<'_>) -> Vec<Arm<'_>> {
    let body = syntax.field("body").map(named).unwrap_or_default();
    let arms = body.into_iter().filter(|one| one.kind() == "match_arm");
    arms.filter_map(|whole| {
        let pattern = whole.field("pattern")?;
        Some(Arm { whole, pattern, body: whole.field("value") })
    })
    .collect()
}
