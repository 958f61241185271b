use super::interpreter::{Completion, Interpreter};
use super::state::Written;
use super::taint;
use super::value::{Api, Closure, Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::syntax::{NodeId, NodeKind, Try};
use crate::facts::Doubts;

impl Interpreter<'_> {
    /// Runs statements in order, functions that are declared among them being known from the start.
    pub(super) fn run_all(&mut self, statements: &[NodeId]) -> Completion {
        for id in statements {
            self.hoist(*id);
        }
        let mut completion = Completion::Normal;
        for id in statements {
            // What stands behind a return is still looked at where it declares functions only.
            if completion != Completion::Normal {
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
            // Classes are known in the whole file.
            NodeKind::Class(class) if self.tables.language.implicit_this => {
                if let Some(name) = &class.name {
                    let closure = self.closure(id);
                    let scope = self.scope();
                    self.state.declare(scope, name, Value::of(Shape::Class(closure)));
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

    /// A function as a value, with the names that it sees here.
    pub(in crate::extract::code) fn met(&mut self, node: NodeId) -> Closure {
        self.closure(node)
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
                let given = value.map_or_else(|| Value::of(Shape::Nothing), |value| self.value(value));
                self.bind(*target, given.clone(), true);
                if let Some(value) = value {
                    self.name_outcome(*target, *value);
                    // No name is made of a part of something.
                    if matches!(self.tree.kind(*target), NodeKind::Index { .. } | NodeKind::Member { .. }) {
                        calls::assigned(self, id, *target, *value, &given);
                    }
                }
                Completion::Normal
            }
            NodeKind::If { test, then, otherwise, value: false } => self.branch(*test, *then, *otherwise),
            NodeKind::Loop(one) => self.with_jumps(|run| run.repeat(id, one)),
            NodeKind::Try(one) => self.attempt(one),
            NodeKind::Switch { value, cases } => self.with_jumps(|run| run.switch(*value, cases)),
            NodeKind::Return(value) => {
                let given = value.map_or_else(|| Value::of(Shape::Nothing), |value| self.value(value));
                if let Some(value) = value {
                    calls::returned(self, id, *value, &given);
                }
                self.note_end(*value, &given);
                self.give_back(&given);
                Completion::Ended
            }
            NodeKind::Throw(value) => {
                if let Some(value) = value {
                    self.throw(*value);
                }
                Completion::Ended
            }
            NodeKind::Yield(_) | NodeKind::With { .. } => self.run_around(id),
            NodeKind::Jump => Completion::Jumped,
            NodeKind::Import { module, names } => {
                self.import(id, module, names);
                Completion::Normal
            }
            NodeKind::Export { names, module } => {
                self.export(names, module.as_ref());
                Completion::Normal
            }
            NodeKind::Function(function) if function.declared => {
                if !function.decorators.is_empty() {
                    calls::decorated_function(self, id, &function.decorators);
                }
                Completion::Normal
            }
            NodeKind::Call(call) if !self.tables.exit.is_empty() => {
                self.value(id);
                self.passed(id);
                if self.never_returns(call.callee) { Completion::Ended } else { Completion::Normal }
            }
            _ => {
                self.value(id);
                self.passed(id);
                Completion::Normal
            }
        }
    }

    /// An error says what it was made with.
    fn throw(&mut self, error: NodeId) {
        let value = self.value(error);
        let mut taints = self.all_taints(&value);
        for taint in &mut taints {
            taint.doubts = Doubts::NONE;
        }
        taint::add(&mut self.thrown, &taints);
    }

    /// Statements that others go on within, or after.
    fn run_around(&mut self, id: NodeId) -> Completion {
        let tree = self.tree;
        match tree.kind(id) {
            NodeKind::Yield(Some(value)) => {
                let value = self.value(*value);
                self.give_back(&value);
                Completion::Normal
            }
            NodeKind::With { resources, body } => {
                for resource in resources {
                    self.run(*resource);
                }
                self.run(*body)
            }
            _ => Completion::Normal,
        }
    }

    /// `abort(404)`, `sys.exit()`.
    fn never_returns(&self, callee: NodeId) -> bool {
        let path = match self.tree.kind(callee) {
            NodeKind::Name(_) | NodeKind::Member { .. } => self.tree.path(callee),
            _ => None,
        };
        let Some(path) = path else { return false };
        let (first, rest) = path.split_once('.').unwrap_or((&path, ""));
        let api = match self.lookup(first).map(|value| &value.shape) {
            Some(Shape::Api(api)) => (**api).clone(),
            Some(_) => return false,
            None => Api::global(first),
        };
        let api = if rest.is_empty() { api } else { api.member(rest) };
        self.tables.exit.iter().any(|own| own.matches(&api.module, &api.path))
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
        let tested = self.value(test);
        match self.decided(test, &tested) {
            Some(true) => {
                self.refine(test, true);
                return self.run(then);
            }
            Some(false) => return otherwise.map_or(Completion::Normal, |otherwise| self.run(otherwise)),
            None => {}
        }
        let mark = self.state.fork();
        self.refine(test, true);
        let one = self.run(then);
        let then_wrote = self.state.rollback(&mark);
        let mark = self.state.fork();
        self.refine(test, false);
        let two = otherwise.map_or(Completion::Normal, |otherwise| self.run(otherwise));
        let else_wrote = self.state.rollback(&mark);
        match (one, two) {
            (Completion::Normal, Completion::Normal) => self.state.merge(then_wrote, else_wrote),
            (Completion::Normal, _) => {
                self.left_behind(two, else_wrote);
                self.state.apply(then_wrote);
            }
            (_, Completion::Normal) => {
                self.left_behind(one, then_wrote);
                self.state.apply(else_wrote);
            }
            _ => {
                self.left_behind(one, then_wrote);
                self.left_behind(two, else_wrote);
                return if one == two { one } else { Completion::Jumped };
            }
        }
        Completion::Normal
    }

    /// Keeps what a branch wrote that jumped, for the end of the loop or switch.
    fn left_behind(&mut self, completion: Completion, wrote: Written) {
        const MOST: usize = 64;
        if let Some(frame) = self.frames.last_mut()
            && completion == Completion::Jumped
            && frame.jumped.len() < MOST
        {
            frame.jumped.push(wrote);
        }
    }

    /// Runs a loop or a switch, and joins what jumped to its end with what it leaves behind.
    pub(super) fn with_jumps<R>(&mut self, what: impl FnOnce(&mut Self) -> R) -> R {
        let outer = self.frames.last_mut().map(|frame| std::mem::take(&mut frame.jumped));
        let result = what(self);
        let jumped = self
            .frames
            .last_mut()
            .map(|frame| std::mem::replace(&mut frame.jumped, outer.unwrap_or_default()));
        for wrote in jumped.unwrap_or_default() {
            self.state.merge(wrote, Written::default());
        }
        result
    }

    /// Runs something that may happen or not.
    pub(super) fn maybe(&mut self, what: impl FnOnce(&mut Self)) {
        let mark = self.state.fork();
        what(self);
        let wrote = self.state.rollback(&mark);
        self.state.merge(wrote, Written::default());
    }

    fn attempt(&mut self, one: &Try) -> Completion {
        let outer = std::mem::take(&mut self.thrown);
        let body = self.run(one.body);
        let thrown = std::mem::replace(&mut self.thrown, outer);
        let mut completion = body;
        if let Some(otherwise) = one.otherwise
            && completion == Completion::Normal
        {
            completion = self.run(otherwise);
        }
        for handler in &one.handlers {
            let mark = self.state.fork();
            if let Some(errors) = handler.errors {
                self.value(errors);
            }
            if let Some(parameter) = handler.parameter {
                self.bind(parameter, Value::tainted(thrown.clone()), true);
            }
            let caught = self.run(handler.body);
            let wrote = self.state.rollback(&mark);
            if caught == Completion::Normal {
                self.state.merge(wrote, Written::default());
                completion = Completion::Normal;
            }
        }
        match one.last {
            Some(last) if self.run(last) == Completion::Ended => Completion::Ended,
            _ => completion,
        }
    }
}
