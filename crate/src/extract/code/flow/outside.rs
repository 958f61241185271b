//! What functions are given that nothing in the file calls.

use super::interpreter::Interpreter;
use super::taint::{Taint, TaintSource};
use super::value::{Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::syntax::{Function, Name, NodeId, NodeKind, Parameter};

/// What the first parameter of a resolver is called that is given its arguments second.
const PARENTS: [&str; 9] = ["parent", "_parent", "root", "_root", "obj", "_obj", "source", "_", "__"];

impl Interpreter<'_> {
    /// Whatever a caller passes; a service of a library is no text.
    pub(super) fn given_from_outside(&mut self, node: NodeId, index: usize, parameter: &Parameter) -> Value {
        if self.is_sent(node, index, parameter) {
            let name = self.tree.bound_name(parameter.pattern).unwrap_or_else(|| Name::from("the message"));
            return self.part(parameter.pattern, &name, "body", true);
        }
        if let Some(router) = calls::router_of_type(self, node, parameter) {
            return Value::of(Shape::Router(router));
        }
        if let Some(sent) = self.extracted(node, parameter, false) {
            return sent;
        }
        if let Some(type_) = parameter.type_.as_ref().filter(|_| self.tables.language.typed()) {
            let is_harmless = self.tables.language.harmless_types.iter().any(|own| **own == **type_);
            let made = self.typed(type_, Value::default());
            let of_library = made.as_api().is_some_and(|api| !self.tables.may_be_local(&api.module));
            if is_harmless
                || of_library
                || self.has_handlers(&made)
                || matches!(made.shape, Shape::Request | Shape::Response)
            {
                return made;
            }
        }
        // An archive or a collection of documents is no text, and what it is decides what its methods do.
        if let Some((package, inside)) = parameter.type_.as_deref().and_then(|type_| type_.split_once('.'))
            && let Some(api) = self.lookup(package).and_then(Value::as_api)
            && self.tables.is_holder(&api.module)
        {
            return Value::api(api.member(inside).called());
        }
        let source = TaintSource::Parameter { function: node, index, field: None };
        let value = Value::tainted(vec![Taint::new(source)]);
        // A number of a type of another file is a number, whoever fills it.
        if self.tables.language.interfaces {
            return calls::shaped(self, parameter.type_.as_ref(), value);
        }
        value
    }

    /// Whether something has methods that answer requests: it is no message.
    fn has_handlers(&self, value: &Value) -> bool {
        let Shape::Object(id) = value.shape else { return false };
        let class = self.state.object(id).and_then(|object| object.class);
        let Some(NodeKind::Class(class)) = class.map(|class| self.tree.kind(class.node)) else {
            return false;
        };
        let asks = |parameter: &Parameter| {
            let type_ = parameter.type_.as_deref().unwrap_or_default();
            self.tables.roles.request_types.iter().any(|own| self.is_of_role(type_, own))
        };
        class.members.iter().any(|member| {
            matches!(self.tree.kind(member.value), NodeKind::Function(own) if own.parameters.iter().any(asks))
        })
    }

    /// Whether a platform hands a parameter what somebody sent: an event, a message, the arguments of a field.
    fn is_sent(&mut self, node: NodeId, index: usize, parameter: &Parameter) -> bool {
        let NodeKind::Function(function) = self.tree.kind(node) else { return false };
        self.is_marked_listener(function)
            || self.is_event(node, function, index, parameter)
            || self.is_argument_of_field(node, function, index, parameter)
            || is_message_of_service(function, index, parameter)
    }

    /// `@KafkaListener`.
    fn is_marked_listener(&self, function: &Function) -> bool {
        let marks = &self.tables.listeners.marks;
        function.decorators.iter().any(|mark| {
            let named = match self.tree.kind(*mark) {
                NodeKind::Call(call) => call.callee,
                _ => *mark,
            };
            let path = self.tree.path(named).unwrap_or_default();
            marks.iter().any(|own| path.rsplit('.').next() == Some(own))
        })
    }

    /// `handler(event, context)`.
    fn is_event(&mut self, node: NodeId, function: &Function, index: usize, parameter: &Parameter) -> bool {
        if index != 0 || self.named(parameter) != Some("event") {
            return false;
        }
        let second = function.parameters.get(1).and_then(|second| self.named(second));
        if second.is_some_and(|name| matches!(name, "context" | "_context")) {
            return true;
        }
        function.parameters.len() == 1 && calls::is_exported_as(self, node, "handler")
    }

    /// `user: (parent, args) => ...`, `def resolve_user(root, info, name)`.
    fn is_argument_of_field(
        &self,
        node: NodeId,
        function: &Function,
        index: usize,
        parameter: &Parameter,
    ) -> bool {
        let behind = |names: &[&str]| {
            let before = function.parameters.iter().take(index);
            before.filter_map(|own| self.named(own)).any(|own| names.contains(&own))
        };
        if behind(&["info"]) {
            // Where parameters have types, this is the name of any record.
            return !self.tables.language.commonjs && !self.tables.language.typed();
        }
        let is_second = index == 1 && self.tables.language.commonjs && behind(&PARENTS);
        is_second && (self.named(parameter) == Some("args") || self.resolvers.contains(&node))
    }

    fn named(&self, parameter: &Parameter) -> Option<&str> {
        match self.tree.kind(parameter.pattern) {
            NodeKind::Name(name) => Some(name),
            _ => None,
        }
    }
}

/// `Get(ctx context.Context, request *pb.GetRequest)`, `get(GetRequest request, StreamObserver<Reply> observer)`.
fn is_message_of_service(function: &Function, index: usize, parameter: &Parameter) -> bool {
    let type_of = |at: usize| function.parameters.get(at).and_then(|own| own.type_.as_deref());
    let observed = type_of(1).is_some_and(|type_| type_.ends_with("StreamObserver"));
    let within = type_of(0).is_some_and(|type_| type_.ends_with("context.Context"));
    let own = parameter.type_.as_deref().unwrap_or_default();
    let generated = own
        .split_once('.')
        .is_some_and(|(package, name)| package.ends_with("pb") && name.ends_with("Request"));
    (index == 0 && observed) || (index == 1 && within && generated)
}
