//! What frameworks give the functions that they call for requests.

use super::extractors::takes_all;
use super::interpreter::Interpreter;
use super::roots::{is_class, is_message, is_service};
use super::taint::Sinks;
use super::value::{Shape, Value};
use crate::extract::code::calls::{self, Entry};
use crate::extract::code::syntax::{Function, Name, NodeId, NodeKind, Parameter};
use crate::facts::SinkKind;

impl Interpreter<'_> {
    /// What a framework gives a handler.
    pub(super) fn arguments_of_entry(
        &mut self,
        node: NodeId,
        function: &Function,
        entry: &Entry,
    ) -> Vec<Value> {
        let mut arguments = Vec::new();
        for (at, parameter) in function.parameters.iter().enumerate() {
            // In some languages a type says it, too, and how it is taken apart.
            let by_type = self.tables.language.extractors;
            let said = if by_type { None } else { calls::annotated_input(self, parameter) };
            let value = match said {
                Some((part, harmless)) => self.annotated(node, entry, parameter, (part, harmless)),
                None => match (self.role(parameter), entry.framework.gives.get(at)) {
                    (Shape::Unknown, Some(what)) => self.part_given(node, parameter, what),
                    (Shape::Unknown, None) if at == 0 && entry.framework.request_first => {
                        Value::of(Shape::Request)
                    }
                    (Shape::Unknown, None) => self.given_by(node, entry, parameter),
                    (role, _) => Value::of(role),
                },
            };
            arguments.push(value);
        }
        arguments
    }

    /// A parameter of which an annotation says what it is.
    fn annotated(
        &mut self,
        node: NodeId,
        entry: &Entry,
        parameter: &Parameter,
        (part, harmless): (&'static str, bool),
    ) -> Value {
        let value = self.part_given(node, parameter, part);
        let listed = parameter.type_.as_deref().is_some_and(is_message);
        match harmless || self.is_converted(entry, parameter) {
            true => Value::default(),
            false if listed => {
                self.of_type(entry, parameter, value.safe_for(Sinks::one(SinkKind::RecordFields)))
            }
            false if part == "params" => {
                let name = self.tree.bound_name(parameter.pattern).unwrap_or_else(|| Name::from(part));
                segment(entry, &name, self.of_type(entry, parameter, value))
            }
            false => self.of_type(entry, parameter, value),
        }
    }

    /// What a type of another file lets through, where the framework makes a value of it of what is sent.
    fn of_type(&self, entry: &Entry, parameter: &Parameter, value: Value) -> Value {
        let converts = entry.framework.validates_types || entry.framework.converts_types;
        if converts { calls::shaped(self, parameter.type_.as_ref(), value) } else { value }
    }

    /// The request, what answers, or a part of the request that a caller fills.
    fn part_given(&mut self, node: NodeId, parameter: &Parameter, what: &str) -> Value {
        match what {
            "" => Value::default(),
            "request" | "itself" => Value::of(Shape::Request),
            "response" => Value::of(Shape::Response),
            "next" => Value::of(Shape::Next),
            part => {
                self.found.reads(vec![node], &Name::from(part));
                let name = self.tree.bound_name(parameter.pattern);
                let name = name.unwrap_or_else(|| Name::from(part));
                self.part(parameter.pattern, &name, self.part_by_type(parameter, part), false)
            }
        }
    }

    /// Whether the framework makes a number, or something alike, of what is sent.
    fn is_converted(&self, entry: &Entry, parameter: &Parameter) -> bool {
        let converts = entry.framework.validates_types || entry.framework.converts_types;
        let is_harmless =
            |type_: &Name| self.tables.language.harmless_types.iter().any(|own| **own == **type_);
        converts
            && parameter.type_.as_ref().is_some_and(|type_| is_harmless(type_) || self.is_enumeration(type_))
    }

    /// A class of the file that lists its values.
    fn is_enumeration(&self, type_: &Name) -> bool {
        let Some(Shape::Class(class)) = self.lookup(type_).map(|class| &class.shape) else { return false };
        let NodeKind::Class(own) = self.tree.kind(class.node) else { return false };
        own.parents.iter().filter_map(|parent| self.tree.path(*parent)).any(|parent| parent.ends_with("Enum"))
    }

    fn given_by(&mut self, node: NodeId, entry: &Entry, parameter: &Parameter) -> Value {
        let framework = entry.framework;
        let type_ = parameter.type_.clone();
        if !self.is_named_in(parameter, entry)
            && let Some(sent) = self.extracted(node, parameter, true)
        {
            return sent;
        }
        if calls::injected(self, parameter, framework).is_some() {
            return self.instance_of(type_.as_ref());
        }
        match &type_ {
            Some(type_) if is_service(framework, type_) => return self.typed(type_, Value::default()),
            None if framework.untyped_request => return Value::of(Shape::Request),
            _ => {}
        }
        let Some(name) = self.tree.bound_name(parameter.pattern) else { return Value::default() };
        let by_type = self.is_converted(entry, parameter);
        let own = type_.as_ref().is_some_and(|type_| framework.own_types.iter().any(|own| **own == **type_));
        if own {
            return Value::default();
        }
        let open = entry.free.contains(&*name) && takes_all(type_.as_deref());
        if self.tables.language.extractors && !open {
            return self.instance_of(type_.as_ref());
        }
        if !(framework.parameters_from_request || framework.parameters_by_name)
            || entry.bound.contains(&*name)
            || by_type
        {
            return Value::default();
        }
        let in_path = entry.free.contains(&*name);
        let described = (framework.validates_types || !framework.service_types.is_empty())
            && type_.as_deref().is_some_and(is_class);
        let part = match (in_path, described) {
            (true, _) => "params",
            (false, true) => "body",
            (false, false) => "query",
        };
        self.found.reads(vec![node], &Name::from(part));
        let is_object = part != "params" && !described && type_.as_deref() != Some("str");
        let value = self.part(parameter.pattern, &name, self.part_by_type(parameter, part), is_object);
        let value = if in_path { segment(entry, &name, value) } else { value };
        let mut value = self.of_type(entry, parameter, value);
        if framework.validates_types {
            value = value.safe_for(self.admitted(parameter));
        }
        if described { value.safe_for(Sinks::one(SinkKind::RecordFields)) } else { value }
    }

    /// A file, where the type of a parameter says that it is one.
    fn part_by_type<'p>(&self, parameter: &Parameter, part: &'p str) -> &'p str {
        let types = &self.tables.request.file_types;
        let is_file = |type_: &Name| types.iter().any(|own| type_.ends_with(own.as_str()));
        if parameter.type_.as_ref().is_some_and(is_file) { "files" } else { part }
    }
}

/// A parameter within a path, where its framework lets no slash into it.
fn segment(entry: &Entry, name: &str, value: Value) -> Value {
    let framework = entry.framework;
    if !framework.plain_segments || entry.free.contains(&format!("/{name}")) {
        return value;
    }
    let value = value.safe_for(Sinks::SEGMENT);
    if framework.backslashes { value } else { value.safe_for(Sinks::BARE) }
}
