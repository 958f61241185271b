use super::interpreter::{Completion, Exported, Interpreter};
use super::value::{Closure, Shape, Value};
use crate::extract::code::syntax::{Case, ExportedName, Loop, LoopKind, Name, NodeId, NodeKind, Try};

impl Interpreter<'_> {
    /// Runs statements in order, functions that are declared among them being known from the start.
    pub(super) fn run_all(&mut self, statements: &[NodeId]) -> Completion {
        for id in statements {
            self.hoist(*id);
        }
        let mut completion = Completion::Normal;
        for id in statements {
            // What stands behind a return is still looked at where it declares functions only.
            if completion == Completion::Ended {
                break;
            }
            completion = self.run(*id);
        }
        completion
    }

    fn hoist(&mut self, id: NodeId) {
        let tree = self.tree;
        match tree.kind(id) {
            NodeKind::Function(function) if function.declared => {
                if let Some(name) = &function.name {
                    let closure = self.closure(id);
                    let scope = self.scope();
                    self.state.declare(scope, name, Value::of(Shape::Function(closure)));
                }
            }
            NodeKind::Export { names, .. } => {
                for value in names.iter().filter_map(|name| name.value) {
                    if matches!(tree.kind(value), NodeKind::Function(_)) {
                        self.hoist(value);
                    }
                }
            }
            _ => {}
        }
    }

    pub(super) fn closure(&mut self, node: NodeId) -> Closure {
        let this = match self.lookup("this").map(|this| &this.shape) {
            Some(Shape::Object(id)) => Some(*id),
            _ => None,
        };
        let closure = Closure { node, scope: self.scope(), this };
        self.known.entry(node).or_insert(closure);
        closure
    }

    pub(super) fn run(&mut self, id: NodeId) -> Completion {
        if !self.enter() {
            return Completion::Normal;
        }
        let completion = self.run_statement(id);
        self.leave();
        completion
    }

    fn run_statement(&mut self, id: NodeId) -> Completion {
        let tree = self.tree;
        match tree.kind(id) {
            NodeKind::Block(statements) => self.run_all(statements),
            NodeKind::Declare { target, value } => {
                let value = value.map_or_else(|| Value::of(Shape::Nothing), |value| self.value(value));
                self.bind(*target, value, true);
                Completion::Normal
            }
            NodeKind::If { test, then, otherwise, value: false } => self.branch(*test, *then, *otherwise),
            NodeKind::Loop(one) => self.repeat(id, one),
            NodeKind::Try(one) => self.attempt(one),
            NodeKind::Switch { value, cases } => self.switch(*value, cases),
            NodeKind::Return(value) => {
                let value = value.map_or_else(|| Value::of(Shape::Nothing), |value| self.value(value));
                self.give_back(&value);
                Completion::Ended
            }
            NodeKind::Throw(value) => {
                if let Some(value) = value {
                    self.value(*value);
                }
                Completion::Ended
            }
            NodeKind::Jump => Completion::Ended,
            NodeKind::Import { module, names } => {
                self.import(id, module, names);
                Completion::Normal
            }
            NodeKind::Export { names, module } => {
                self.export(names, module.as_ref());
                Completion::Normal
            }
            NodeKind::Function(function) if function.declared => Completion::Normal,
            _ => {
                self.value(id);
                Completion::Normal
            }
        }
    }

    pub(super) fn give_back(&mut self, value: &Value) {
        let before = self.frames.last_mut().and_then(|frame| frame.returned.take());
        let joined = match before {
            Some(before) => self.state.join(&before, value),
            None => value.clone(),
        };
        if let Some(frame) = self.frames.last_mut() {
            frame.returned = Some(joined);
        }
    }

    fn branch(&mut self, test: NodeId, then: NodeId, otherwise: Option<NodeId>) -> Completion {
        self.value(test);
        let mark = self.state.fork();
        self.refine(test, true);
        let one = self.run(then);
        let then_wrote = self.state.rollback(&mark);
        let mark = self.state.fork();
        self.refine(test, false);
        let two = otherwise.map_or(Completion::Normal, |otherwise| self.run(otherwise));
        let else_wrote = self.state.rollback(&mark);
        match (one, two) {
            (Completion::Ended, Completion::Ended) => return Completion::Ended,
            (Completion::Ended, Completion::Normal) => self.state.apply(else_wrote),
            (Completion::Normal, Completion::Ended) => self.state.apply(then_wrote),
            (Completion::Normal, Completion::Normal) => self.state.merge(then_wrote, else_wrote),
        }
        Completion::Normal
    }

    /// Runs something that may happen or not.
    pub(super) fn maybe(&mut self, what: impl FnOnce(&mut Self)) {
        let mark = self.state.fork();
        what(self);
        let wrote = self.state.rollback(&mark);
        self.state.merge(wrote, super::state::Written::default());
    }

    fn repeat(&mut self, id: NodeId, one: &Loop) -> Completion {
        if let Some(before) = one.before {
            self.run(before);
        }
        let over = one.over.map(|over| self.value(over)).unwrap_or_default();
        let rows = self.goes_over_rows(one, &over);
        if rows {
            let place = self.place(id);
            if let Some(frame) = self.frames.last_mut() {
                frame.loops.push(place);
            }
        }
        for value in self.rounds(&over) {
            self.maybe(|run| {
                if let Some(test) = one.test {
                    run.value(test);
                    run.refine(test, true);
                }
                if let Some(element) = one.element {
                    run.bind(element, value, true);
                }
                run.run(one.body);
                if let Some(step) = one.step {
                    run.value(step);
                }
            });
        }
        if rows && let Some(frame) = self.frames.last_mut() {
            frame.loops.pop();
        }
        Completion::Normal
    }

    /// Whether a loop runs once for each row or element, and not over a list that stands in the code, a
    /// fixed number of times, or until something is done.
    fn goes_over_rows(&self, one: &Loop, over: &Value) -> bool {
        match one.kind {
            LoopKind::Each => !self.is_fixed_list(over),
            LoopKind::Counted | LoopKind::While => one.test.is_some_and(|test| {
                self.tree.below(test).any(|(_, node)| match &node.kind {
                    NodeKind::Member { name, .. } => matches!(&**name, "length" | "size"),
                    _ => false,
                })
            }),
        }
    }

    /// The element of each round: those of a list that stands in the code, one by one; of anything else any
    /// element, twice, since what the first round leaves behind reaches the second.
    fn rounds(&mut self, over: &Value) -> Vec<Value> {
        match self.fixed_elements(over) {
            Some(elements) => elements,
            None => {
                let any = self.element_of(over);
                vec![any.clone(), any]
            }
        }
    }

    /// The elements of a list that stands in the code, where they are few.
    pub(super) fn fixed_elements(&self, list: &Value) -> Option<Vec<Value>> {
        const FEW: usize = 40;
        let Shape::Object(id) = list.shape else { return None };
        let object = self.state.object(id)?;
        (self.is_fixed_list(list) && object.items.len() <= FEW).then(|| object.items.clone())
    }

    pub(super) fn is_fixed_list(&self, value: &Value) -> bool {
        match value.shape {
            Shape::Object(id) => self
                .state
                .object(id)
                .is_some_and(|object| object.array && !object.is_open() && !object.items.is_empty()),
            _ => false,
        }
    }

    fn attempt(&mut self, one: &Try) -> Completion {
        let body = self.run(one.body);
        let mut completion = body;
        if let Some(handler) = &one.handler {
            let mark = self.state.fork();
            if let Some(parameter) = handler.parameter {
                self.bind(parameter, Value::default(), true);
            }
            let caught = self.run(handler.body);
            let wrote = self.state.rollback(&mark);
            if caught == Completion::Normal {
                self.state.merge(wrote, super::state::Written::default());
                completion = Completion::Normal;
            }
        }
        match one.last {
            Some(last) if self.run(last) == Completion::Ended => Completion::Ended,
            _ => completion,
        }
    }

    fn switch(&mut self, value: NodeId, cases: &[Case]) -> Completion {
        self.value(value);
        let mut ended = true;
        let mut default = false;
        for case in cases {
            default |= case.value.is_none();
            let mut completion = Completion::Normal;
            self.maybe(|run| {
                if let Some(constant) = case.value {
                    run.value(constant);
                    run.refine_equal(value);
                }
                completion = run.run_all(&case.body);
            });
            let leaves = case.body.iter().any(|id| self.always_leaves(*id));
            ended &= completion == Completion::Ended && leaves;
        }
        if ended && default && !cases.is_empty() { Completion::Ended } else { Completion::Normal }
    }

    /// Whether a statement of a case leaves the function, and not only the switch.
    fn always_leaves(&self, id: NodeId) -> bool {
        match self.tree.kind(id) {
            NodeKind::Return(_) | NodeKind::Throw(_) => true,
            NodeKind::Block(statements) => statements.last().is_some_and(|last| {
                matches!(self.tree.kind(*last), NodeKind::Return(_) | NodeKind::Throw(_))
            }),
            _ => false,
        }
    }

    fn export(&mut self, names: &[ExportedName], module: Option<&Name>) {
        for one in names {
            if let Some(value) = one.value {
                self.export_value(one, value);
            } else if let (Some(local), Some(module)) = (&one.local, module) {
                let value = self.imported(module, if &**local == "*" { "" } else { local });
                self.es_exports.push((one.name.clone(), Exported::Value(value)));
            } else if let Some(local) = &one.local {
                self.es_exports.push((one.name.clone(), Exported::Local(local.clone())));
            }
        }
    }

    fn export_value(&mut self, one: &ExportedName, value: NodeId) {
        let tree = self.tree;
        self.run(value);
        if one.name.is_empty() {
            let exported = self.declared_value(value);
            self.es_exports.push((one.name.clone(), Exported::Value(exported)));
            return;
        }
        let declared: Vec<Name> = match tree.kind(value) {
            NodeKind::Function(function) => function.name.iter().cloned().collect(),
            NodeKind::Class(class) => class.name.iter().cloned().collect(),
            NodeKind::Block(declarations) => {
                declarations.iter().flat_map(|declaration| self.declared_names(*declaration)).collect()
            }
            _ => Vec::new(),
        };
        for name in declared {
            self.es_exports.push((name.clone(), Exported::Local(name)));
        }
    }

    fn declared_value(&mut self, value: NodeId) -> Value {
        let tree = self.tree;
        let name = match tree.kind(value) {
            NodeKind::Function(function) => function.name.as_ref(),
            NodeKind::Class(class) => class.name.as_ref(),
            _ => None,
        };
        match name.and_then(|name| self.lookup(name)) {
            Some(value) => value.clone(),
            None => self.value(value),
        }
    }

    fn declared_names(&self, declaration: NodeId) -> Vec<Name> {
        let NodeKind::Declare { target, .. } = self.tree.kind(declaration) else { return Vec::new() };
        match self.tree.kind(*target) {
            NodeKind::Name(name) => vec![name.clone()],
            NodeKind::Object(properties) => {
                properties.iter().filter_map(|property| property.key.clone()).collect()
            }
            _ => Vec::new(),
        }
    }
}
