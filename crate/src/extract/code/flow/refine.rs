//! What a condition says of the values that it looks at, where it holds and where it does not.

use super::interpreter::Interpreter;
use super::taint::Sinks;
use super::value::{Shape, Value};
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::{Outcome, SinkKind};

impl Interpreter<'_> {
    /// Learns from a condition that is true or false.
    pub(super) fn refine(&mut self, test: NodeId, holds: bool) {
        if !self.enter() {
            return;
        }
        let tree = self.tree;
        match tree.kind(test) {
            NodeKind::Unary { operator, operand } if &**operator == "!" => self.refine(*operand, !holds),
            NodeKind::Await(inner) => self.refine(*inner, holds),
            NodeKind::Binary { operator, left, right } => self.refine_binary(operator, *left, *right, holds),
            NodeKind::Call(call) => {
                self.refine_call(call, holds);
                self.take_in(test, Outcome::of(holds));
            }
            NodeKind::Name(_) => self.refine_outcome(test, Outcome::of(holds)),
            // `allowed[x]`, where it is true.
            NodeKind::Index { object, key } if holds && self.is_list_of_constants(*object) => {
                self.mark_safe(*key, Sinks::ALL);
            }
            // `if urlsplit(address).netloc`.
            NodeKind::Member { .. } if !holds => self.mark(test, |value| value),
            _ => {}
        }
        self.leave();
    }

    fn refine_binary(&mut self, operator: &str, left: NodeId, right: NodeId, holds: bool) {
        match (operator, holds) {
            ("&&", true) | ("||", false) => {
                self.refine(left, holds);
                self.refine(right, holds);
            }
            // Either of two holds: what both say of a value.
            ("||", true) | ("&&", false) => {
                let mark = self.state.fork();
                self.refine(left, holds);
                let one = self.state.rollback(&mark);
                let mark = self.state.fork();
                self.refine(right, holds);
                let two = self.state.rollback(&mark);
                self.state.merge_common(one, two);
            }
            ("===" | "==", true) | ("!==" | "!=", false) => {
                if let (NodeKind::Unary { operator, operand }, NodeKind::Text(kind)) =
                    (self.tree.kind(left), self.tree.kind(right))
                    && &**operator == "typeof"
                {
                    if matches!(&**kind, "number" | "boolean" | "bigint") {
                        self.mark_safe(*operand, Sinks::ALL);
                    } else if &**kind == "string" {
                        self.mark_safe(*operand, Sinks::one(SinkKind::DocumentFilter));
                    }
                    return;
                }
                self.refine_compared(left, right);
                self.refine_compared(right, left);
                if matches!(self.tree.kind(right), NodeKind::Nothing) {
                    self.refine_outcome(left, Outcome::Fails);
                }
            }
            // `key === "__proto__"`, which it is not.
            ("===" | "==", false) | ("!==" | "!=", true) if self.is_prototype(right) => {
                self.mark_safe(left, Sinks::one(SinkKind::PropertyName));
            }
            // `allowed[x] !== undefined`.
            ("===" | "==", false) | ("!==" | "!=", true)
                if matches!(self.tree.kind(right), NodeKind::Nothing) =>
            {
                if let NodeKind::Index { object, key } = self.tree.kind(left)
                    && self.is_list_of_constants(*object)
                {
                    self.mark_safe(*key, Sinks::ALL);
                }
            }
            // `allowed.indexOf(x) !== -1`.
            ("===" | "==", false) | ("!==" | "!=", true) => {
                let minus_one =
                    matches!(self.tree.kind(right), NodeKind::Unary { operator, .. } if &**operator == "-");
                if minus_one {
                    self.refine_position_of(left);
                }
            }
            // `x in allowed`.
            ("in", true) if self.is_list_of_constants(right) => self.mark_safe(left, Sinks::ALL),
            // `allowed.indexOf(x) < 0`, `>= 0`, `> -1`.
            ("<", false) | (">=" | ">", true) => self.refine_position_of(left),
            _ => {}
        }
    }

    /// One of the names that lead to what all objects share, or a list with one of them.
    fn is_prototype(&mut self, node: NodeId) -> bool {
        let value = self.value(node);
        let names = |value: &Value| {
            matches!(value.constant().as_deref(), Some("__proto__" | "constructor" | "prototype"))
        };
        match value.shape {
            Shape::Object(id) => self.state.object(id).is_some_and(|list| list.items.iter().any(names)),
            _ => names(&value),
        }
    }

    /// `x === "a"`: it can only be that.
    fn refine_compared(&mut self, checked: NodeId, with: NodeId) {
        let constant =
            matches!(self.tree.kind(with), NodeKind::Text(_) | NodeKind::Number(_) | NodeKind::Boolean(_));
        if constant {
            self.mark_safe(checked, Sinks::ALL);
        } else if matches!(self.tree.kind(with), NodeKind::Name(_))
            && let value = self.value(with)
            && !value.may_be_sent()
        {
            // A path that the service put together itself.
            self.mark_safe(checked, Sinks::PATHS);
        }
    }

    /// The value is what a case names; a pattern that is no constant says nothing of it.
    pub(super) fn case_of(&mut self, constant: NodeId, value: NodeId) {
        self.value(constant);
        if !matches!(self.tree.kind(constant), NodeKind::Other(parts) if parts.is_empty()) {
            self.refine_equal(value);
        }
    }

    pub(super) fn refine_equal(&mut self, checked: NodeId) {
        self.mark_safe(checked, Sinks::ALL);
    }

    fn refine_position_of(&mut self, left: NodeId) {
        if let NodeKind::Call(call) = self.tree.kind(left)
            && let NodeKind::Member { object, name } = self.tree.kind(call.callee)
            && self.tables.method(name) == Some(Operation::Position)
            && self.is_list_of_constants(*object)
            && let Some(checked) = call.arguments.first()
        {
            self.mark_safe(*checked, Sinks::ALL);
        }
    }

    fn refine_call(&mut self, call: &Call, holds: bool) {
        let (object, name) = match self.tree.kind(call.callee) {
            NodeKind::Member { object, name } => (Some(*object), name.clone()),
            NodeKind::Name(name) => (None, name.clone()),
            _ => return,
        };
        let Some(checked) = call.arguments.first().copied() else {
            if holds {
                self.refine_without_argument(object, &name);
            }
            return;
        };
        let tables = self.tables;
        if name.eq_ignore_ascii_case("isNaN") {
            if !holds {
                self.mark_safe(checked, Sinks::ALL);
            }
            return;
        }
        let operation = self.operation_of(call, &name);
        if operation == Some(Operation::Equal) {
            if let (true, Some(object)) = (holds, object) {
                self.refine_compared(object, checked);
                self.refine_compared(checked, object);
            }
            return;
        }
        if !holds {
            if let (Some(text), Some(Operation::Contains | Operation::Starts)) = (object, operation) {
                self.refine_without(text, checked);
                if self.is_prototype(text) {
                    self.mark_safe(checked, Sinks::one(SinkKind::PropertyName));
                }
            }
            return;
        }
        if let Some(row) = tables.condition.iter().find(|row| row.names.iter().any(|own| **own == *name)) {
            self.mark_safe(checked, row.sinks());
            return;
        }
        self.refine_checked(call, object, &name, operation, checked);
    }

    /// A call of which it is known that it was true.
    fn refine_checked(
        &mut self,
        call: &Call,
        object: Option<NodeId>,
        name: &str,
        operation: Option<Operation>,
        checked: NodeId,
    ) {
        let tables = self.tables;
        match (object, operation) {
            (Some(list), Some(Operation::Contains)) if self.is_list_of_constants(list) => {
                self.mark_safe(checked, Sinks::ALL);
            }
            (Some(object), Some(Operation::Owns)) => {
                let key = call.arguments.last().copied().unwrap_or(checked);
                if self.is_list_of_constants(object) || call.arguments.len() == 2 {
                    self.mark_safe(key, Sinks::ALL);
                } else {
                    self.mark_safe(key, Sinks::one(SinkKind::PropertyName));
                }
            }
            (
                _,
                Some(
                    Operation::Matches
                    | Operation::Matched
                    | Operation::MatchedBy
                    | Operation::Tests
                    | Operation::Fits,
                ),
            ) => {
                self.refine_by_pattern(object, operation, call);
            }
            (_, Some(Operation::Kind)) => self.refine_kind(checked, call.arguments.get(1).copied()),
            // `resolved.startsWith(base)`.
            (Some(text), Some(Operation::Starts)) => {
                self.refine_beginning(text);
            }
            _ if tables.checks.exact.iter().any(|own| **own == *name) => self.mark_safe(checked, Sinks::ALL),
            _ if tables.checks.names.iter().any(|own| name.to_ascii_lowercase().contains(own)) => {
                for checked in &call.arguments {
                    self.mark_safe(*checked, Sinks::ALL);
                }
            }
            // It passed a check of which nothing is known.
            _ => {
                for checked in &call.arguments {
                    self.mark(*checked, Value::weighed);
                }
            }
        }
    }

    /// `isinstance(x, str)`: no object with operators; a number is nothing but that.
    fn refine_kind(&mut self, checked: NodeId, type_: Option<NodeId>) {
        let type_ = type_.and_then(|type_| self.tree.path(type_)).unwrap_or_default();
        match &*type_ {
            "int" | "float" | "bool" => self.mark_safe(checked, Sinks::ALL),
            "str" | "bytes" => self.mark_safe(checked, Sinks::OF_OBJECTS),
            _ => {}
        }
    }

    fn refine_without_argument(&mut self, object: Option<NodeId>, name: &str) {
        match (object, self.tables.method(name)) {
            (_, Some(Operation::MatchedBy)) => self.refine_matcher(object),
            // `text.isdigit()`.
            (Some(text), Some(Operation::Exact)) => self.mark_safe(text, Sinks::ALL),
            _ => {}
        }
    }

    /// What a call does, as a method, or as a function of the language or of a module.
    fn operation_of(&mut self, call: &Call, name: &str) -> Option<Operation> {
        if let NodeKind::Member { object, .. } = self.tree.kind(call.callee)
            && (matches!(self.tree.kind(*object), NodeKind::Name(_))
                || (self.tables.language.shares_types
                    && matches!(self.tree.kind(*object), NodeKind::Member { .. })))
            && let Some(api) = self.value(*object).as_api()
            && !api.module.is_empty()
        {
            let tables = self.tables;
            let whole = tables.function(&format!("{}.{}", api.module, api.member(name).path));
            let whole = whole.or_else(|| tables.function(&format!("{}.{name}", api.module)));
            // What another file exports may be a text, a pattern or a list as well.
            return whole.or_else(|| tables.method(name).filter(|_| tables.may_be_local(&api.module)));
        }
        self.tables.method(name).or_else(|| self.tables.function(name))
    }

    /// A list, set or map that no caller controls.
    fn is_list_of_constants(&mut self, list: NodeId) -> bool {
        let value = self.value(list);
        match value.shape {
            Shape::Object(id) => self.state.object(id).is_some_and(|object| {
                object.fields.values().chain(&object.items).chain(&object.rest).all(|item| !item.is_tainted())
            }),
            _ => !value.is_tainted(),
        }
    }
}
