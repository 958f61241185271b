use super::interpreter::{Exported, Interpreter};
use super::state::{Object, ScopeId};
use super::taint::{Taint, TaintSource};
use super::value::{Closure, Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::syntax::{Function, Name, NodeId, NodeKind, Parameter};

impl Interpreter<'_> {
    /// Runs the file: first what it does when it is loaded, then whatever others can call.
    pub(in crate::extract::code) fn run_program(&mut self) {
        let exports = self.new_object(Object::default());
        let module = self.new_object(Object::default());
        self.set_field(&module, &Name::from("exports"), exports.clone());
        self.state.declare(ScopeId(0), &Name::from("exports"), exports);
        self.state.declare(ScopeId(0), &Name::from("module"), module);
        let statements = &self.tree.statements;
        self.run_all(statements);
        self.run_pending();
        self.instantiate_classes();
        let exported = calls::exported_functions(self);
        for closure in exported {
            self.run_root(closure, false);
            self.run_pending();
        }
        self.run_unvisited();
    }

    /// What the module gives under its names, `module.exports` first.
    pub(in crate::extract::code) fn exported_values(&mut self) -> Vec<(Name, Value)> {
        let mut all = Vec::new();
        if let Some(Shape::Object(module)) =
            self.state.lookup(ScopeId(0), "module").map(|module| &module.shape)
        {
            let exports = self.state.object(*module).and_then(|module| module.fields.get("exports"));
            all.extend(exports.map(|exports| (Name::from(""), exports.clone())));
        }
        for (name, exported) in &self.es_exports {
            let value = match exported {
                Exported::Local(local) => self.state.lookup(ScopeId(0), local).cloned().unwrap_or_default(),
                Exported::Value(value) => value.clone(),
            };
            all.push((name.clone(), value));
        }
        all
    }

    /// Remembers a function that callers of the service reach.
    pub(in crate::extract::code) fn queue(&mut self, closure: Closure, registered: bool) {
        if self.queued.insert(closure.node) {
            self.pending.push_back(closure);
        }
        if registered {
            self.found.handlers.insert(closure.node);
        }
    }

    fn run_pending(&mut self) {
        while let Some(closure) = self.pending.pop_front() {
            let registered = self.found.handlers.contains(&closure.node);
            self.run_root(closure, registered);
        }
    }

    /// Makes an instance of every class that others may create, so that its methods see their fields.
    fn instantiate_classes(&mut self) {
        let tree = self.tree;
        for (id, node) in tree.nodes() {
            match &node.kind {
                NodeKind::Class(class) if !self.instantiated.contains(&id) => {
                    let Some(closure) = self.known.get(&id).copied() else { continue };
                    self.refill();
                    let instance = self.instantiate(closure, &[]);
                    let Shape::Object(this) = instance.shape else { continue };
                    for member in &class.members {
                        if matches!(tree.kind(member.value), NodeKind::Function(own) if !own.arrow) {
                            let method =
                                Closure { node: member.value, scope: closure.scope, this: Some(this) };
                            self.known.insert(member.value, method);
                        }
                    }
                }
                _ => {}
            }
        }
    }

    fn run_unvisited(&mut self) {
        let tree = self.tree;
        // A function may show others, which stand before it in the tree.
        for _ in 0..3 {
            for (id, node) in tree.nodes() {
                if matches!(node.kind, NodeKind::Function(_))
                    && !self.visited.contains(&id)
                    && let Some(closure) = self.known.get(&id).copied()
                {
                    self.run_root(closure, false);
                    self.run_pending();
                }
            }
        }
    }

    fn run_root(&mut self, closure: Closure, registered: bool) {
        let NodeKind::Function(function) = self.tree.kind(closure.node) else { return };
        self.refill();
        // What another root learnt of a helper would hide what this one does in it.
        self.results.clear();
        let arguments = self.arguments_from_outside(closure.node, function, registered);
        let result = self.invoke(closure, &arguments);
        if let Some(made) = result.function() {
            self.found.returned.insert(closure.node, made);
        }
    }

    fn arguments_from_outside(&self, node: NodeId, function: &Function, registered: bool) -> Vec<Value> {
        let count = function.parameters.len();
        let error_first = count == 4;
        let role = |at: usize, parameter: &Parameter| {
            let named = self.role(parameter);
            if !registered || !matches!(named, Shape::Unknown) {
                return named;
            }
            match at + usize::from(!error_first) {
                1 => Shape::Request,
                2 => Shape::Response,
                3 => Shape::Next,
                _ => Shape::Unknown,
            }
        };
        let arguments =
            function.parameters.iter().enumerate().map(|(at, parameter)| match role(at, parameter) {
                Shape::Unknown if !registered => {
                    let source = TaintSource::Parameter { function: node, index: at };
                    Value::tainted(vec![Taint::new(source)])
                }
                shape => Value::of(shape),
            });
        arguments.collect()
    }

    /// What a parameter is, by its type or the name that everybody gives it.
    fn role(&self, parameter: &Parameter) -> Shape {
        if let Some(type_) = &parameter.type_ {
            if type_.ends_with("Request") {
                return Shape::Request;
            }
            if type_.ends_with("Response") {
                return Shape::Response;
            }
            if type_.ends_with("NextFunction") {
                return Shape::Next;
            }
        }
        match self.tree.kind(parameter.pattern) {
            NodeKind::Name(name) => match name.trim_start_matches('_') {
                "req" | "request" => Shape::Request,
                "res" | "response" | "reply" => Shape::Response,
                "next" => Shape::Next,
                _ => Shape::Unknown,
            },
            _ => Shape::Unknown,
        }
    }

    /// Whether a function looks like one that answers requests: a request and a response come first.
    pub(in crate::extract::code) fn answers_requests(&self, closure: Closure) -> bool {
        let NodeKind::Function(function) = self.tree.kind(closure.node) else { return false };
        let roles: Vec<Shape> = function.parameters.iter().map(|parameter| self.role(parameter)).collect();
        match roles.as_slice() {
            [Shape::Request] | [Shape::Request, Shape::Response | Shape::Next, ..] => true,
            [_, second, ..] => matches!(second, Shape::Response | Shape::Request),
            _ => false,
        }
    }
}
