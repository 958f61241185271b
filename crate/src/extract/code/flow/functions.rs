use std::hash::{DefaultHasher, Hash, Hasher};

use super::assurances::Assurances;
use super::carried::Carried;
use super::interpreter::{Completion, Frame, Interpreter};
use super::roots::is_class;
use super::state::Object;
use super::taint::{self, TaintSource};
use super::value::{Api, Closure, Shape, Value};
use crate::extract::code::syntax::{Function, Name, NodeKind, Parameter};

/// Calls within calls that are followed.
pub(super) const DEEPEST_CALL: usize = 8;

/// Instances within instances that are made for the types of fields.
const MOST_WITHIN: usize = 3;

/// Ways in which one function is run.
const MOST_WAYS: usize = 64;

impl Interpreter<'_> {
    /// Calls a function of this file, and gives what it returns.
    pub(in crate::extract::code) fn invoke(&mut self, closure: Closure, arguments: &[Value]) -> Value {
        self.invoke_with(closure, arguments, &[])
    }

    /// The same with arguments that are given by name.
    pub(in crate::extract::code) fn invoke_with(
        &mut self,
        closure: Closure,
        arguments: &[Value],
        names: &[(Name, Value)],
    ) -> Value {
        let NodeKind::Function(function) = self.tree.kind(closure.node) else { return Value::default() };
        let carried = std::mem::take(&mut self.carried);
        let parts: Vec<Value> = carried.iter().map(|(_, _, value)| value.clone()).collect();
        let key = (closure, self.signature_with(arguments, names) ^ self.signature(&parts).rotate_left(1));
        if let Some((known, said)) = self.results.get(&key) {
            self.said = said.clone();
            return known.clone();
        }
        // A second round shows what a function does with what it made itself.
        let recursive = self.functions().filter(|own| *own == closure.node).count() > 1;
        let ways = self.results.len();
        if recursive || self.frames.len() > DEEPEST_CALL || ways > MOST_WAYS * 1024 || !self.enter() {
            self.said = Assurances::default();
            return self.unknown_result(arguments);
        }
        let result = self.run_function(closure, function, arguments, names, carried);
        self.leave();
        self.results.insert(key, (result.clone(), self.said.clone()));
        result
    }

    fn run_function(
        &mut self,
        closure: Closure,
        function: &Function,
        arguments: &[Value],
        names: &[(Name, Value)],
        carried: Vec<Carried>,
    ) -> Value {
        self.visited.insert(closure.node);
        let scope = self.state.scope(Some(closure.scope));
        self.frames.push(Frame { function: Some(closure.node), scope, ..Frame::default() });
        if !function.arrow {
            let this = closure.this.map_or(Shape::Unknown, Shape::Object);
            self.state.declare(scope, &Name::from("this"), Value::of(this));
        }
        if let Some(receiver) = &function.receiver {
            let this = closure.this.map_or(Shape::Unknown, Shape::Object);
            self.state.declare(scope, receiver, Value::of(this));
        }
        self.bind_parameters(closure, function, arguments, names);
        self.set_down(function, carried);
        let watched = self.watched(function);
        if let Some(frame) = self.frames.last_mut() {
            frame.watched = watched;
        }
        let returned = if let NodeKind::Block(statements) = self.tree.kind(function.body) {
            if self.run_all(statements) == Completion::Normal {
                self.note_end(None, &Value::of(Shape::Nothing));
            }
            None
        } else {
            let given = self.value(function.body);
            self.note_end(Some(function.body), &given);
            Some(given)
        };
        let mut frame = self.frames.pop();
        let watched = frame.as_mut().map(|frame| std::mem::take(&mut frame.watched));
        self.said = Self::assurances(watched.unwrap_or_default());
        returned.or(frame.and_then(|frame| frame.returned)).unwrap_or_else(|| Value::of(Shape::Nothing))
    }

    fn bind_parameters(
        &mut self,
        closure: Closure,
        function: &Function,
        arguments: &[Value],
        names: &[(Name, Value)],
    ) {
        let mut positions = arguments;
        for parameter in &function.parameters {
            match self.tree.kind(parameter.pattern) {
                NodeKind::Spread(rest) => {
                    let items = std::mem::take(&mut positions).to_vec();
                    let rest_value = self.new_object(Object { items, array: true, ..Object::default() });
                    self.bind(*rest, rest_value, true);
                    continue;
                }
                NodeKind::SpreadNamed(rest) => {
                    let fields = names.iter().cloned().collect();
                    let rest_value = self.new_object(Object { fields, ..Object::default() });
                    self.bind(*rest, rest_value, true);
                    continue;
                }
                _ => {}
            }
            let by_name = self.tree.bound_name(parameter.pattern);
            let by_name = by_name.and_then(|own| names.iter().find(|(name, _)| *name == own));
            let given = match (by_name, positions.split_first()) {
                (Some((_, value)), _) => value.clone(),
                (None, Some((first, others))) => {
                    positions = others;
                    first.clone()
                }
                (None, None) => Value::default(),
            };
            let value = match &parameter.type_ {
                Some(type_) if self.tables.language.typed() => self.typed(type_, given),
                _ if function.name.as_deref() == Some("constructor") => self.injected(parameter, given),
                _ => given,
            };
            if parameter.field
                && let (NodeKind::Name(name), Some(this)) = (self.tree.kind(parameter.pattern), closure.this)
            {
                self.set_field(&Value::of(Shape::Object(this)), name, value.clone());
            }
            self.bind(parameter.pattern, value, true);
        }
    }

    /// The elements of a list that a condition lets through, with what the condition says of them.
    pub(super) fn filtered(&mut self, list: &Value, condition: Closure) -> Value {
        let element = self.element_of(list);
        let NodeKind::Function(function) = self.tree.kind(condition.node) else { return list.clone() };
        let returned = match self.tree.kind(function.body) {
            NodeKind::Block(statements) => statements.last().and_then(|last| match self.tree.kind(*last) {
                NodeKind::Return(value) => *value,
                _ => None,
            }),
            _ => Some(function.body),
        };
        let parameter = function.parameters.first().map(|parameter| parameter.pattern);
        let (Some(test), Some(parameter), true) = (returned, parameter, element.is_tainted()) else {
            return list.clone();
        };
        let scope = self.state.scope(Some(condition.scope));
        let outer = self.scope();
        self.set_scope(scope);
        self.bind(parameter, element, true);
        self.refine(test, true);
        let passed = self.value(parameter);
        self.set_scope(outer);
        self.new_object(Object { rest: Some(passed), array: true, ..Object::default() })
    }

    /// What a constructor is given of which only the class is known: an instance of it.
    fn injected(&mut self, parameter: &Parameter, given: Value) -> Value {
        if !matches!(given.shape, Shape::Unknown) {
            return given;
        }
        let role = self.role(parameter);
        if matches!(role, Shape::Request) {
            return Value { shape: role, ..given };
        }
        let made = self.instance_of(parameter.type_.as_ref());
        if matches!(made.shape, Shape::Unknown) { given } else { made }
    }

    /// An instance of a class by its name; unknown where the name is.
    pub(super) fn instance_of(&mut self, type_: Option<&Name>) -> Value {
        let Some(type_) = type_ else { return Value::default() };
        // `sql.DB` of a package that was imported.
        let (owner, inside) = type_.split_once('.').unwrap_or((type_, ""));
        match self.lookup(owner).map(|class| class.shape.clone()) {
            Some(Shape::Api(api)) if inside.is_empty() => Self::api_value(api.called()),
            Some(Shape::Api(api)) => Self::api_value(api.member(inside).called()),
            Some(Shape::Class(class)) if inside.is_empty() && self.instantiating.len() < MOST_WITHIN => {
                self.instantiate(class, &[], &[])
            }
            None if self.tables.language.folder_is_module && is_class(type_) => {
                Self::api_value(Api { module: ".".into(), path: format!("{type_}()") })
            }
            _ => Value::default(),
        }
    }

    /// What a call gives of which nothing is known.
    pub(in crate::extract::code) fn unknown_result(&self, arguments: &[Value]) -> Value {
        self.all_of(arguments).uncertain()
    }

    /// Whatever any of the values holds.
    pub(in crate::extract::code) fn all_of(&self, values: &[Value]) -> Value {
        let mut taints = Vec::new();
        for value in values {
            taint::add(&mut taints, &self.all_taints(value));
        }
        Value::tainted(taints)
    }

    /// Calls with the same signature give the same.
    pub(in crate::extract::code) fn signature(&self, arguments: &[Value]) -> u64 {
        self.signature_with(arguments, &[])
    }

    fn signature_with(&self, arguments: &[Value], names: &[(Name, Value)]) -> u64 {
        let mut hasher = DefaultHasher::new();
        self.in_loop().hash(&mut hasher);
        for (name, _) in names {
            name.hash(&mut hasher);
        }
        for argument in arguments.iter().chain(names.iter().map(|(_, value)| value)) {
            hash_shape(&argument.shape, &mut hasher);
            for taint in &argument.taints {
                match &taint.source {
                    TaintSource::Request { start, end, .. } => (0, *start, *end).hash(&mut hasher),
                    TaintSource::Parameter { function, index, field } => {
                        (1, function.0, *index, field).hash(&mut hasher);
                    }
                    TaintSource::Result(call) => (2, call.0).hash(&mut hasher),
                }
                (taint.safe, taint.doubts, taint.checks().count()).hash(&mut hasher);
            }
        }
        hasher.finish()
    }
}

fn hash_shape(shape: &Shape, hasher: &mut DefaultHasher) {
    std::mem::discriminant(shape).hash(hasher);
    match shape {
        Shape::Text(text) => {
            text.pieces().hash(hasher);
        }
        Shape::Number(number) => number.to_bits().hash(hasher),
        Shape::Boolean(boolean) => boolean.hash(hasher),
        Shape::Object(id) => id.hash(hasher),
        Shape::Function(closure) | Shape::Class(closure) => closure.hash(hasher),
        Shape::Api(api) => (&api.module, &api.path).hash(hasher),
        Shape::Router(id) => id.hash(hasher),
        Shape::RouterPath(id, path) => (id, path).hash(hasher),
        Shape::Query(node) => node.hash(hasher),
        Shape::Setting(asked) => asked.hash(hasher),
        Shape::Regex(regex) => regex.hash(hasher),
        Shape::Unknown | Shape::Nothing | Shape::Request | Shape::Response | Shape::Next => {}
    }
}
