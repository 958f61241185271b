//! What is said of a call behind it: of the variable that holds its result, in a chain, where it is compared.

use super::around::{Around, MOST_AROUND};
use super::{spelled, values};
use crate::extract::code::flow::Value;
use crate::extract::code::frameworks::UseRow;
use crate::extract::code::syntax::{Call, Node, NodeId, NodeKind};
use crate::facts::{Said, SecurityUse, UseKind};

impl Around<'_, '_> {
    /// What is said of a variable behind the call: `cookie.Secure = true`, `cookie.setSecure(true)`; and what is
    /// passed to it: `digest.update(password)`.
    pub(super) fn later(
        &self,
        variable: &str,
        function: Option<NodeId>,
        row: &UseRow,
        one: &mut SecurityUse,
    ) {
        let tree = self.run.tree;
        let begin = one.place;
        let roots = function.map_or_else(|| tree.statements.clone(), |function| vec![function]);
        let below = roots.iter().flat_map(|root| tree.below(*root));
        for (id, node) in below {
            match &node.kind {
                // `key = Long.toString(number)`
                NodeKind::Declare { target, value: Some(value) } if one.kind == UseKind::Random => {
                    let uses = |(_, node): (NodeId, &Node)| matches!(&node.kind, NodeKind::Name(name) if **name == *variable);
                    if tree.below(*value).take(60).any(uses) {
                        self.names_below(*target, &mut one.result);
                    }
                }
                NodeKind::Assign { target, value, operator: None } => {
                    if let Some(name) = self.member_of(*target, variable) {
                        self.say(row, one, &name, *value);
                    }
                }
                NodeKind::Binary { left, right, .. } => {
                    let own = [*left, *right]
                        .into_iter()
                        .find(|side| tree.path(*side).as_deref() == Some(variable));
                    if let Some(own) = own {
                        self.compared(id, own, one);
                    }
                }
                NodeKind::Call(call) if self.run.place(id).span.start > begin.span.start => {
                    let is_it = |node: &NodeId| tree.path(*node).as_deref() == Some(variable);
                    if call.arguments.iter().any(is_it) {
                        self.compared_by(id, call, one);
                    }
                    let Some(name) = self.member_of(call.callee, variable) else { continue };
                    self.compared_by(id, call, one);
                    for argument in &call.arguments {
                        self.names_below(*argument, &mut one.input);
                    }
                    if let (Some(name), Some(value)) = (name.strip_prefix("set"), call.arguments.first()) {
                        self.say(row, one, &name.replace('_', ""), *value);
                    }
                }
                _ => {}
            }
        }
    }

    /// What the calls behind one in a chain say of it: `Cookie::build("session", id).secure(true)`.
    pub(super) fn chained(&self, id: NodeId, row: &UseRow, one: &mut SecurityUse) {
        let above = |at: NodeId| self.parents.get(at.0 as usize).copied().flatten();
        let mut at = id;
        for _ in 0..MOST_AROUND {
            let Some(member) = above(at) else { break };
            let (NodeKind::Member { object, name }, Some(around)) =
                (self.run.tree.kind(member), above(member))
            else {
                break;
            };
            let NodeKind::Call(call) = self.run.tree.kind(around) else { break };
            if *object != at || call.callee != member {
                break;
            }
            if let Some(value) = call.arguments.first() {
                self.say(row, one, &name.replace('_', ""), *value);
            }
            at = around;
        }
    }

    /// `compared` is `plainly` where a signature is compared sign by sign.
    pub(super) fn compared(&self, around: NodeId, at: NodeId, one: &mut SecurityUse) {
        let (operator, left, right) = match self.run.tree.kind(around) {
            NodeKind::Binary { operator, left, right } => (operator, left, right),
            NodeKind::Call(call) => return self.compared_by(around, call, one),
            _ => return,
        };
        let other = self.run.tree.kind(if *left == at { *right } else { *left });
        let constant = matches!(
            other,
            NodeKind::Text(_) | NodeKind::Nothing | NodeKind::Boolean(_) | NodeKind::Number(_)
        );
        let equality = matches!(&**operator, "==" | "!=" | "===" | "!==");
        if one.kind == UseKind::Signature && equality && !constant {
            let place = Some(self.run.place(around));
            one.said.insert("compared".to_owned(), Said::Constant("plainly".to_owned(), place));
        }
    }

    /// `bytes.Equal(expected, sent)`.
    fn compared_by(&self, id: NodeId, call: &Call, one: &mut SecurityUse) {
        let path = spelled(self.run, call.callee);
        let ends = |own: &String| {
            path.strip_suffix(own.as_str()).is_some_and(|before| before.is_empty() || before.ends_with('.'))
        };
        // A function of a package is meant where it is named with that: `hmac.Equal` takes the same time for all.
        let first = path.split('.').next().unwrap_or_default();
        let package = self.run.lookup(first).and_then(Value::as_api).is_some_and(|api| api.path.is_empty());
        let mut own = self.run.tables.comparisons.iter();
        let compares = own.any(|own| ends(own) && (own.contains('.') || !package));
        if one.kind == UseKind::Signature && compares {
            let place = Some(self.run.place(id));
            one.said.insert("compared".to_owned(), Said::Constant("plainly".to_owned(), place));
        }
    }

    fn member_of(&self, node: NodeId, variable: &str) -> Option<String> {
        let NodeKind::Member { object, name } = self.run.tree.kind(node) else { return None };
        (self.run.tree.path(*object).as_deref() == Some(variable)).then(|| name.to_string())
    }

    fn say(&self, row: &UseRow, one: &mut SecurityUse, name: &str, value: NodeId) {
        for (what, picks) in &row.given {
            if picks.iter().any(|pick| pick.eq_ignore_ascii_case(name)) {
                let said = match values::of_node(self.run, value) {
                    Said::Nothing => Said::Unknown,
                    said => said,
                };
                one.said.insert(what.clone(), said);
            }
        }
    }
}
