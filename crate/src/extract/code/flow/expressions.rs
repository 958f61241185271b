use std::rc::Rc;

use super::interpreter::{Completion, Interpreter};
use super::marks::LONGEST_CHECKED;
use super::state::Object;
use super::taint::{self, Sinks};
use super::text::Text;
use super::value::{Api, Closure, Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::syntax::{Name, NodeId, NodeKind, Property};

impl Interpreter<'_> {
    /// What an expression gives; everything in it happens.
    pub(in crate::extract::code) fn value(&mut self, id: NodeId) -> Value {
        if !self.enter() {
            return Value::default();
        }
        let value = self.expression(id);
        self.leave();
        value
    }

    fn expression(&mut self, id: NodeId) -> Value {
        match self.tree.kind(id) {
            NodeKind::Name(name) => self.name(name),
            NodeKind::This => self.lookup("this").cloned().unwrap_or_default(),
            NodeKind::Text(text) => Value::text(text),
            NodeKind::Number(number) => Value::of(Shape::Number(*number)),
            NodeKind::Boolean(boolean) => Value::of(Shape::Boolean(*boolean)),
            NodeKind::Nothing => Value::of(Shape::Nothing),
            NodeKind::Regex(regex) => Value::of(Shape::Regex(regex.clone())),
            NodeKind::Array(items) => self.array(items),
            NodeKind::Object(properties) => self.object(properties),
            NodeKind::Function(_) => Value::of(Shape::Function(self.closure(id))),
            NodeKind::Class(class) => self.class(id, class.name.as_ref()),
            NodeKind::Jump => Value::default(),
            _ => self.operation(id),
        }
    }

    fn operation(&mut self, id: NodeId) -> Value {
        match self.tree.kind(id) {
            NodeKind::Template { tag, parts } => self.template(id, *tag, parts),
            NodeKind::Concat(parts) => {
                let values: Vec<Value> = parts.iter().map(|part| self.value(*part)).collect();
                self.concat(id, &values)
            }
            NodeKind::Call(_) | NodeKind::Index { .. }
                if self.checked_texts && self.checked(id).is_some() =>
            {
                self.checked(id).unwrap_or_default()
            }
            NodeKind::Call(call) => calls::call(self, id, call),
            NodeKind::Member { object, name } => {
                if let Some(value) = self.remembered(id, name) {
                    return value;
                }
                let owner = self.value(*object);
                self.member(&owner, name, id)
            }
            NodeKind::Index { object, key } => self.index(id, *object, *key),
            NodeKind::Await(value) => self.awaited(*value),
            NodeKind::Binary { operator, left, right } => self.binary(id, operator, *left, *right),
            NodeKind::Unary { operator, operand } => self.unary(operator, *operand),
            NodeKind::If { test, then, otherwise, .. } => self.choice(*test, *then, *otherwise),
            NodeKind::Assign { target, operator, value } => {
                self.assign(id, *target, operator.as_ref(), *value)
            }
            NodeKind::Comprehension(one) => self.comprehension(one),
            NodeKind::Named { value, .. } | NodeKind::SpreadNamed(value) => self.value(*value),
            NodeKind::Typed { type_, value } => {
                let value = self.value(*value);
                self.typed(type_, value)
            }
            // An assignment has a value in some languages, also where it makes a name.
            NodeKind::Declare { target, value: Some(value) } => {
                let value = self.value(*value);
                self.bind(*target, value.clone(), true);
                value
            }
            NodeKind::Switch { value, cases } => self.chosen(*value, cases),
            NodeKind::Spread(value) => {
                let value = self.value(*value);
                self.element_of(&value)
            }
            NodeKind::Block(parts) => self.last_of(parts),
            NodeKind::Other(parts) => {
                for part in parts {
                    self.run(*part);
                }
                Value::default()
            }
            _ => {
                self.run(id);
                Value::default()
            }
        }
    }

    /// A call or element that a condition looked at in the same words.
    fn checked(&self, id: NodeId) -> Option<Value> {
        let node = self.tree.node(id);
        if node.end - node.start > LONGEST_CHECKED {
            return None;
        }
        self.lookup(self.text(id)).cloned()
    }

    fn awaited(&mut self, value: NodeId) -> Value {
        let mut value = self.value(value);
        // What an unknown call gives later comes from elsewhere: a store, another service.
        value.taints.retain(|taint| !taint.doubts.any());
        if matches!(value.shape, Shape::Query(_)) {
            value.shape = Shape::Unknown;
        }
        value
    }

    fn last_of(&mut self, parts: &[NodeId]) -> Value {
        let Some((last, before)) = parts.split_last() else { return Value::of(Shape::Nothing) };
        if self.run_all(before) == Completion::Ended {
            return Value::default();
        }
        match self.tree.kind(*last) {
            NodeKind::Declare { .. } => {
                self.run(*last);
                Value::default()
            }
            _ => self.value(*last),
        }
    }

    fn name(&mut self, name: &Name) -> Value {
        match self.lookup(name) {
            Some(value) => value.clone(),
            None if &**name == "undefined" => Value::of(Shape::Nothing),
            None => self.of_class(name).unwrap_or_else(|| self.of_nobody(name)),
        }
    }

    /// A field whose path was set or checked: `req.sort = ...`.
    pub(super) fn remembered(&self, id: NodeId, name: &Name) -> Option<Value> {
        if !self.remembered.contains(name) {
            return None;
        }
        let path = self.tree.path(id)?;
        self.lookup(&path).cloned()
    }

    fn template(&mut self, id: NodeId, tag: Option<NodeId>, parts: &[NodeId]) -> Value {
        let values: Vec<Value> = parts.iter().map(|part| self.value(*part)).collect();
        match tag {
            None => self.concat(id, &values),
            Some(tag) => calls::tagged(self, id, tag, &values),
        }
    }

    /// Joins values to a text.
    pub(in crate::extract::code) fn concat(&mut self, id: NodeId, values: &[Value]) -> Value {
        let numbers: Option<Vec<f64>> = values
            .iter()
            .map(|value| match value.shape {
                Shape::Number(number) if !value.is_tainted() => Some(number),
                _ => None,
            })
            .collect();
        if let Some(numbers) = numbers {
            return Value::of(Shape::Number(numbers.iter().sum()));
        }
        let mut taints = Vec::new();
        let texts: Vec<Text> = values.iter().map(Self::as_text).collect();
        let (mut before, mut whole) = (String::new(), String::new());
        for value in values {
            let mut all = self.all_taints(value);
            for taint in &mut all {
                taint.safe = super::text::stands_behind(&before, taint.safe);
                if super::text::names_host(&whole) {
                    taint.safe = taint.safe.with(Sinks::ADDRESSES);
                }
            }
            taint::add(&mut taints, &all);
            before = value.constant().unwrap_or_default();
            whole.push_str(if before.is_empty() { "?" } else { &before });
        }
        if values.len() > 1 {
            self.step(&mut taints, id, "joined into a string");
        }
        for taint in &mut taints {
            taint.safe = taint.safe.without(Sinks::RESOLVED.with(Sinks::UNQUOTED));
        }
        Value { shape: Shape::Text(Text::joined(&texts)), taints }.into_written()
    }

    fn as_text(value: &Value) -> Text {
        match &value.shape {
            Shape::Text(text) => text.clone(),
            _ => match value.constant() {
                Some(constant) => Text::fixed(&constant),
                None => Text::hole(value.may_be_sent()),
            },
        }
    }

    fn array(&mut self, items: &[NodeId]) -> Value {
        let mut object = Object { array: true, ..Object::default() };
        for item in items {
            let value = self.value(*item);
            if matches!(self.tree.kind(*item), NodeKind::Spread(_)) {
                object.rest = Some(value);
            } else if object.items.len() < 64 {
                object.items.push(value);
            } else {
                let rest = object.rest.take().unwrap_or_default();
                object.rest = Some(self.state.join(&rest, &value));
            }
        }
        self.new_object(object)
    }

    fn object(&mut self, properties: &[Property]) -> Value {
        let id = self.state.allocate(Object::default());
        let whole = Value::of(Shape::Object(id));
        for property in properties {
            let method =
                matches!(self.tree.kind(property.value), NodeKind::Function(function) if !function.arrow);
            let value = if method {
                let closure = self.closure(property.value);
                Value::of(Shape::Function(Closure { this: Some(id), ..closure }))
            } else if let NodeKind::Spread(inner) = self.tree.kind(property.value) {
                let spread = self.value(*inner);
                self.spread_into(&whole, &spread);
                continue;
            } else {
                self.value(property.value)
            };
            if let Some(key) = &property.key {
                self.set_field(&whole, key, value);
            } else {
                property.computed.map(|computed| self.value(computed));
                self.set_rest(&whole, &value);
            }
        }
        whole
    }

    fn spread_into(&mut self, whole: &Value, spread: &Value) {
        let Shape::Object(from) = spread.shape else {
            let value = Value::tainted(spread.taints.clone());
            self.set_rest(whole, &value);
            return;
        };
        let from = self.state.object(from).cloned().unwrap_or_default();
        for (name, value) in from.fields {
            self.set_field(whole, &name, value);
        }
        if let Some(rest) = from.rest {
            self.set_rest(whole, &rest);
        }
    }

    fn class(&mut self, id: NodeId, name: Option<&Name>) -> Value {
        let value = Value::of(Shape::Class(self.closure(id)));
        if let Some(name) = name {
            let scope = self.scope();
            self.state.declare(scope, name, value.clone());
        }
        value
    }

    /// Taints of a value and of what it holds.
    pub(in crate::extract::code) fn all_taints(&self, value: &Value) -> Vec<taint::Taint> {
        let mut taints = value.taints.clone();
        if let Shape::Object(id) = value.shape
            && let Some(object) = self.state.object(id)
        {
            let held = object.fields.values().chain(&object.items).chain(&object.rest);
            for value in held {
                taint::add(&mut taints, &value.taints);
            }
        }
        taints
    }

    pub(in crate::extract::code) fn api_value(api: Api) -> Value {
        Value::of(Shape::Api(Rc::new(api)))
    }
}
