use super::interpreter::{Exported, Interpreter};
use super::state::{Object, ScopeId};
use super::value::{Closure, Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::frameworks::Framework;
use crate::extract::code::syntax::{Function, Name, NodeId, NodeKind, Parameter};

impl Interpreter<'_> {
    /// Runs the file: first what it does when it is loaded, then whatever others can call.
    pub(in crate::extract::code) fn run_program(&mut self) {
        if self.tables.language.commonjs {
            let exports = self.new_object(Object::default());
            let module = self.new_object(Object::default());
            self.set_field(&module, &Name::from("exports"), exports.clone());
            self.state.declare(ScopeId(0), &Name::from("exports"), exports);
            self.state.declare(ScopeId(0), &Name::from("module"), module);
        }
        let statements = &self.tree.statements;
        self.run_all(statements);
        calls::register_all(self);
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
        if self.tables.language.exports_names {
            let mut all = self.state.names_of(ScopeId(0));
            for (name, exported) in &self.es_exports {
                if let Exported::Value(value) = exported {
                    all.push((name.clone(), value.clone()));
                }
            }
            return all;
        }
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
                NodeKind::Class(_) if !self.instantiated.contains(&id) => {
                    self.instantiate_class(id);
                }
                _ => {}
            }
        }
    }

    /// Makes an instance of a class, whose methods see it from here on.
    pub(in crate::extract::code) fn instantiate_class(&mut self, id: NodeId) {
        let tree = self.tree;
        let NodeKind::Class(class) = tree.kind(id) else { return };
        let Some(closure) = self.class_closure(id) else { return };
        self.refill();
        let instance = self.instantiate(closure, &[], &[]);
        let Shape::Object(this) = instance.shape else { return };
        for member in &class.members {
            if matches!(tree.kind(member.value), NodeKind::Function(own) if !own.arrow) {
                let method = Closure { node: member.value, scope: closure.scope, this: Some(this) };
                self.known.insert(member.value, method);
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
        let arguments = match self.found.entries.get(&closure.node).cloned() {
            Some(entry) => self.arguments_of_entry(closure.node, function, &entry),
            None => self.arguments_from_outside(closure.node, function, registered),
        };
        let result = self.invoke(closure, &arguments);
        let said = std::mem::take(&mut self.said);
        if !said.is_empty() {
            self.found.assurances.insert(closure.node, said);
        }
        calls::note_given(self, closure.node, &arguments, &result);
        if let Some(made) = result.function() {
            self.found.returned.insert(closure.node, made);
        }
        if let Shape::Router(made) = result.shape {
            self.found.made_routers.insert(closure.node, made);
        }
        let first = self.element_at(&result, 0);
        let made = [&result, &first].into_iter().find_map(|value| match value.shape {
            Shape::Object(id) => self.state.object(id)?.class,
            _ => None,
        });
        if let Some(class) = made {
            self.found.made.insert(closure.node, class);
        }
    }

    fn arguments_from_outside(&mut self, node: NodeId, function: &Function, registered: bool) -> Vec<Value> {
        let count = function.parameters.len();
        let error_first = count == 4;
        let role = |at: usize, parameter: &Parameter| {
            let named = self.role(parameter);
            if !registered || !matches!(named, Shape::Unknown) || !self.tables.language.commonjs {
                return named;
            }
            match at + usize::from(!error_first) {
                1 => Shape::Request,
                2 => Shape::Response,
                3 => Shape::Next,
                _ => Shape::Unknown,
            }
        };
        let roles: Vec<Shape> =
            function.parameters.iter().enumerate().map(|(at, parameter)| role(at, parameter)).collect();
        let mut arguments = Vec::new();
        for (at, (shape, parameter)) in roles.into_iter().zip(&function.parameters).enumerate() {
            arguments.push(match shape {
                Shape::Unknown if !registered => self.given_from_outside(node, at, parameter),
                shape => Value::of(shape),
            });
        }
        arguments
    }
}

/// Whether a type is made once and handed to whoever asks, by its name.
pub(super) fn is_service(framework: &Framework, type_: &str) -> bool {
    let ends = |end: &String| type_.ends_with(end.as_str());
    let interface = || {
        let mut chars = type_.chars();
        chars.next() == Some('I')
            && chars.next().is_some_and(char::is_uppercase)
            && !type_.starts_with("IForm")
    };
    !framework.service_types.is_empty() && (framework.service_types.iter().any(ends) || interface())
}

/// Whether a type is described by a class, and not one of the language.
pub(in crate::extract::code) fn is_class(type_: &str) -> bool {
    let last = type_.rsplit('.').next().unwrap_or_default();
    last.starts_with(char::is_uppercase) && !matches!(last, "Any" | "Dict" | "UploadFile" | "Literal")
}

/// Whether a type is named after what is sent, and so lists what may be sent: `CreateUserDto`, `UserRequest`.
pub(super) fn is_message(type_: &str) -> bool {
    let ends = [
        "dto", "request", "input", "command", "payload", "form", "body", "params", "schema", "vo", "req",
        "cmd", "model",
    ];
    let lower = type_.to_ascii_lowercase();
    ends.iter().any(|end| lower.ends_with(end))
        || ["Create", "Update", "New"].iter().any(|start| type_.starts_with(start))
}
