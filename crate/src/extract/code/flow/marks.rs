//! Values that a condition looked at, and what they are from there on.

use super::interpreter::Interpreter;
use super::taint::Sinks;
use super::value::Value;
use crate::extract::code::frameworks::Operation;
use crate::extract::code::syntax::{Call, Name, NodeId, NodeKind};
use crate::facts::SinkKind;

/// What a part of an address says of whom it leads to, in small letters.
const HOSTS: &[&str] = &["authority", "gethost", "host", "host_str", "hostname", "netloc", "origin"];

/// Parts of what takes the ending of a name.
const ENDINGS: &[&str] = &["split", "ext", "Ext", "partition", "suffix"];

fn is_host(name: &str) -> bool {
    HOSTS.iter().any(|own| name.eq_ignore_ascii_case(own))
}

fn is_ending(text: &str) -> bool {
    ENDINGS.iter().any(|part| text.contains(part))
}

/// Bytes of an expression that is known again by its text.
pub(super) const LONGEST_CHECKED: usize = 120;

impl Interpreter<'_> {
    /// What was checked is harmless from here on.
    pub(in crate::extract::code) fn mark_safe(&mut self, checked: NodeId, sinks: Sinks) {
        self.mark_with(checked, &|value| value.safe_for(sinks));
    }

    /// Doubts what something of another file looked at.
    pub(in crate::extract::code) fn mark_weighed(&mut self, checked: NodeId) {
        self.mark(checked, Value::weighed);
    }

    /// Gives what was checked another value from here on, under its name or path.
    pub(super) fn mark(&mut self, checked: NodeId, change: fn(Value) -> Value) {
        self.mark_with(checked, &change);
    }

    pub(super) fn mark_with(&mut self, checked: NodeId, change: &dyn Fn(Value) -> Value) {
        let tree = self.tree;
        let checked = self.looked_at(checked);
        match tree.kind(checked) {
            NodeKind::Name(name) => {
                let scope = self.scope();
                if let Some(value) = self.lookup(name).cloned().filter(Value::is_tainted) {
                    self.state.assign(scope, name, change(value));
                }
            }
            // `urlsplit(address).netloc`: it is the address that was looked at.
            NodeKind::Member { object, name }
                if matches!(&**name, "netloc" | "hostname" | "host" | "origin" | "scheme")
                    && matches!(tree.kind(*object), NodeKind::Call(_)) =>
            {
                if let NodeKind::Call(call) = tree.kind(*object)
                    && let (Some(address), true) = (call.arguments.first(), &**name != "scheme")
                {
                    self.mark_with(*address, &|value| {
                        change(value)
                            .safe_for(Sinks::one(SinkKind::Redirect).with(Sinks::one(SinkKind::OutgoingUrl)))
                    });
                }
            }
            NodeKind::Member { object, name }
                if is_host(name) && matches!(tree.kind(*object), NodeKind::Name(_)) =>
            {
                self.mark_alike(*object, Sinks::ADDRESSES);
            }
            NodeKind::Member { object, name } => {
                let Some(path) = tree.path(checked) else {
                    // `Path(name).suffix`
                    if is_ending(name) {
                        self.mark_ending(*object);
                    }
                    return;
                };
                let value = self.value(checked);
                if value.may_be_sent() {
                    self.remember(name, &path, change(value));
                }
            }
            // `uri.getHost()`, `url.host_str()`
            NodeKind::Call(call) if self.host_of(call).is_some() => {
                if let Some(address) = self.host_of(call) {
                    self.mark_alike(address, Sinks::ADDRESSES);
                }
            }
            NodeKind::Call(_) | NodeKind::Index { .. } => self.mark_written(checked, change),
            _ => {}
        }
    }

    /// `url.split(".")[0]`, checked and then written out once more.
    fn mark_written(&mut self, checked: NodeId, change: &dyn Fn(Value) -> Value) {
        let value = self.value(checked);
        let text = self.text(checked);
        if is_ending(text) {
            self.mark_ending(checked);
        }
        if value.may_be_sent() && text.len() <= LONGEST_CHECKED {
            let scope = self.scope();
            self.checked_texts = true;
            let value = change(value);
            self.state.declare(scope, &Name::from(text), value.clone());
            if let Some((key, path)) = self.got(checked) {
                self.remember(&key, &path, value);
            }
        }
    }

    /// What `body.get("name")` asks for, and the path of the same where it is written as `body["name"]`.
    fn got(&self, asked: NodeId) -> Option<(Name, String)> {
        let tree = self.tree;
        let NodeKind::Call(call) = tree.kind(asked) else { return None };
        let NodeKind::Member { object, name } = tree.kind(call.callee) else { return None };
        let [key, ..] = call.arguments.as_slice() else { return None };
        let NodeKind::Text(key) = tree.kind(*key) else { return None };
        let path = tree.path(*object).filter(|_| self.tables.method(name) == Some(Operation::Get))?;
        Some((key.clone(), format!("{path}.{key}")))
    }

    /// The ending of a name is one that the program knows.
    fn mark_ending(&mut self, checked: NodeId) {
        self.mark_alike(checked, Sinks::one(SinkKind::StoredName));
    }

    /// The address that a method gives the host of.
    fn host_of(&self, call: &Call) -> Option<NodeId> {
        let NodeKind::Member { object, name } = self.tree.kind(call.callee) else { return None };
        let named = matches!(self.tree.kind(*object), NodeKind::Name(_));
        (named && call.arguments.is_empty() && is_host(name)).then_some(*object)
    }

    /// What was checked, under all of its names in this function, and whatever it was made of.
    pub(super) fn mark_alike(&mut self, checked: NodeId, sinks: Sinks) {
        let checked = self.value(checked);
        let alike = |value: &Value| {
            value.may_be_sent()
                && value
                    .taints
                    .iter()
                    .all(|own| checked.taints.iter().any(|taint| taint.source == own.source))
        };
        let scope = self.scope();
        let names = self.state.names_of(scope).into_iter().filter(|(_, value)| alike(value));
        for (name, value) in names.collect::<Vec<_>>() {
            self.state.declare(scope, &name, value.safe_for(sinks));
        }
    }

    /// What a condition looks at in the end: `x` of `allowed.includes(x.toLowerCase())`, of `Number(x)`, `+x`.
    fn looked_at(&self, checked: NodeId) -> NodeId {
        const FAR: usize = 8;
        let mut at = checked;
        for _ in 0..FAR {
            at = match self.tree.kind(at) {
                NodeKind::Unary { operand, .. } => *operand,
                NodeKind::Call(call) => match (self.tree.kind(call.callee), call.arguments.as_slice()) {
                    (NodeKind::Member { object, name }, []) if self.tables.method(name).is_some() => *object,
                    (NodeKind::Name(name), [first, ..])
                        if matches!(&**name, "Number" | "String" | "parseInt" | "parseFloat") =>
                    {
                        *first
                    }
                    _ => return at,
                },
                _ => return at,
            };
        }
        at
    }
}
