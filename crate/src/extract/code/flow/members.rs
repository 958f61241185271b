use super::interpreter::Interpreter;
use super::taint::{Taint, TaintSource};
use super::value::{Closure, Shape, Value};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};

/// Parent classes that are looked through for a method.
const MOST_PARENTS: usize = 8;

impl Interpreter<'_> {
    /// A field of a value; `at` is the expression that reads it.
    pub(in crate::extract::code) fn member(&mut self, owner: &Value, name: &Name, at: NodeId) -> Value {
        match &owner.shape {
            Shape::Request => self.request_part(name, at),
            Shape::Object(id) => {
                let id = *id;
                let Some(object) = self.state.object(id) else { return Value::default() };
                if let Some(value) = object.fields.get(name) {
                    return value.clone();
                }
                let rest = object.rest.clone();
                let object_class = object.class;
                if let Some(class) = object_class
                    && let Some(method) = self.method(class, name)
                {
                    let method = Closure { this: Some(id), ..method };
                    if self.is_property(method) {
                        return self.invoke(method, &[]);
                    }
                    return Value::of(Shape::Function(method));
                }
                // Classes that a framework makes for each request hold it.
                let handles =
                    object_class.is_some() && self.tables.roles.request.iter().any(|own| **own == **name);
                if handles && rest.is_none() && self.tables.language.exports_names {
                    return Value::of(Shape::Request);
                }
                rest.unwrap_or_default()
            }
            Shape::Class(class) => {
                let class = *class;
                match self.method(class, name) {
                    Some(method) => Value::of(Shape::Function(method)),
                    None => self.static_field(class, name),
                }
            }
            Shape::Api(api) => {
                let mut value = self.made_of(api.member(name));
                value.taints.clone_from(&owner.taints);
                value
            }
            // What is registered on a router, to be mounted.
            Shape::Router(_) if matches!(&**name, "urls" | "router") => owner.clone(),
            Shape::Unknown | Shape::Text(_) if &**name == "length" => Value::some_number(),
            Shape::Unknown => self.part_of_tainted(owner, name, at),
            _ => Value::default(),
        }
    }

    fn request_part(&mut self, name: &Name, at: NodeId) -> Value {
        let Some(part) = self.tables.request.parts.get(&**name) else { return Value::default() };
        match part.as_str() {
            "itself" => return Value::of(Shape::Request),
            "response" => return Value::of(Shape::Response),
            _ => {}
        }
        let part = Name::from(part.as_str());
        self.found.reads(self.frames_functions(), &part);
        let mut text = self.text(at).to_owned();
        // Taken apart by a pattern, the place is only the name.
        if !text.contains('.') {
            text = format!("req.{name}");
        }
        Value::tainted(vec![self.source(at, &text)])
    }

    pub(in crate::extract::code) fn frames_functions(&self) -> Vec<NodeId> {
        self.functions().collect()
    }

    /// What a caller controls, as it stands at a place.
    pub(in crate::extract::code) fn source(&self, at: NodeId, text: &str) -> Taint {
        const LONGEST: usize = 80;
        let node = self.tree.node(at);
        let text: String = text.chars().take(LONGEST).collect();
        Taint::new(TaintSource::Request { start: node.start, end: node.end, text: text.into() })
    }

    /// A part of something that a caller controls is controlled too, and a better name for the source.
    pub(super) fn part_of_tainted(&self, owner: &Value, name: &Name, at: NodeId) -> Value {
        let node = self.tree.node(at);
        let taints = owner
            .taints
            .iter()
            .map(|taint| match &taint.source {
                TaintSource::Request { start, text, .. } if taint.trail.is_none() && !is_position(name) => {
                    let written = self.text(at);
                    let longer = if node.start == *start && !written.is_empty() {
                        written.to_owned()
                    } else {
                        format!("{text}.{name}")
                    };
                    Taint { safe: taint.safe, certain: taint.certain, ..self.source(at, &longer) }
                }
                _ => taint.clone(),
            })
            .collect();
        Value::tainted(taints)
    }

    /// A method of a class or of its parents in this file.
    pub(super) fn method(&mut self, class: Closure, name: &str) -> Option<Closure> {
        let tree = self.tree;
        let mut at = class;
        for _ in 0..MOST_PARENTS {
            let NodeKind::Class(class) = tree.kind(at.node) else { return None };
            let found = class.members.iter().find(|member| {
                member.key.as_deref() == Some(name)
                    && matches!(tree.kind(member.value), NodeKind::Function(_))
            });
            if let Some(member) = found {
                return Some(Closure { node: member.value, scope: at.scope, this: None });
            }
            let Some(NodeKind::Name(parent)) = class.parents.first().map(|parent| tree.kind(*parent)) else {
                return None;
            };
            match self.state.lookup(at.scope, parent).map(|parent| &parent.shape) {
                Some(Shape::Class(parent)) if parent.node != at.node => at = *parent,
                _ => return None,
            }
        }
        None
    }

    /// A method that is read like a field.
    fn is_property(&self, method: Closure) -> bool {
        let NodeKind::Function(function) = self.tree.kind(method.node) else { return false };
        function.decorators.iter().any(|decorator| {
            let path = self.tree.path(*decorator).unwrap_or_default();
            matches!(&*path, "property" | "cached_property" | "functools.cached_property")
        })
    }

    fn static_field(&mut self, class: Closure, name: &str) -> Value {
        let tree = self.tree;
        let NodeKind::Class(class) = tree.kind(class.node) else { return Value::default() };
        let member = class.members.iter().find(|member| member.key.as_deref() == Some(name));
        member.map(|member| self.value(member.value)).unwrap_or_default()
    }

    pub(super) fn index(&mut self, id: NodeId, object: NodeId, key: NodeId) -> Value {
        let owner = self.value(object);
        let key = self.value(key);
        if let Some(name) = key.constant() {
            if let (Shape::Object(_), Some(at)) = (&owner.shape, key.number()) {
                #[allow(
                    clippy::cast_possible_truncation,
                    clippy::cast_sign_loss,
                    reason = "an index, or out of range"
                )]
                return self.element_at(&owner, at as usize);
            }
            return self.member(&owner, &Name::from(name), id);
        }
        match owner.shape {
            // A key that is not known picks one of the values that are there.
            Shape::Object(object) => {
                let object = self.state.object(object).cloned().unwrap_or_default();
                let mut all = object.fields.values().chain(&object.items).chain(&object.rest);
                let mut joined = all.next().cloned().unwrap_or_default();
                for value in all {
                    joined = self.state.join(&joined, value);
                }
                joined
            }
            _ => self.part_of_tainted(&owner, &Name::from("[]"), id),
        }
    }

    /// Any element of an array, or whatever a value gives when it is gone through.
    pub(super) fn element_of(&mut self, value: &Value) -> Value {
        match value.shape {
            Shape::Object(id) => {
                let object = self.state.object(id).cloned().unwrap_or_default();
                let mut all = object.items.iter().chain(&object.rest);
                let mut joined = all.next().cloned().unwrap_or_default();
                for value in all {
                    joined = self.state.join(&joined, value);
                }
                joined
            }
            _ => Value::tainted(value.taints.clone()),
        }
    }

    pub(super) fn element_at(&mut self, value: &Value, at: usize) -> Value {
        match value.shape {
            Shape::Object(id) => {
                let object = self.state.object(id);
                let found = object.and_then(|object| object.items.get(at).or(object.rest.as_ref())).cloned();
                found.unwrap_or_default()
            }
            _ => Value::tainted(value.taints.clone()),
        }
    }
}

/// A number, or a key that is not known: no better name for what it is taken from.
fn is_position(name: &str) -> bool {
    name.starts_with(|char: char| char.is_ascii_digit() || char == '[')
}
