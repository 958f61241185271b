//! Calls as they are met.

use crate::extract::code::flow::{Interpreter, Shape, Value};
use crate::extract::code::syntax::{Name, NodeId, NodeKind};

/// One call with the values of its parts.
#[derive(Clone)]
pub(in crate::extract::code) struct Site {
    pub id: NodeId,
    /// The expression that is called.
    pub target: NodeId,
    /// `new`.
    pub creates: bool,
    /// What the method is called on.
    pub receiver: Option<Value>,
    /// The method or function, as written.
    pub name: Option<Name>,
    pub callee: Value,
    /// In the order of the text, those with a name among them.
    pub arguments: Vec<Argument>,
    /// Fields of the objects among the arguments, where a language has no arguments with names.
    pub options: Vec<Argument>,
}

#[derive(Clone, Debug)]
pub(in crate::extract::code) struct Argument {
    pub node: NodeId,
    /// Where it is given by name; `**` for names that are not known.
    pub name: Option<Name>,
    pub value: Value,
}

impl Site {
    /// No call, but a place where something is done with a value.
    pub(in crate::extract::code) fn at(id: NodeId, node: NodeId, value: Value) -> Self {
        let (name, callee) = (None, Value::default());
        let arguments = vec![Argument { node, name: None, value }];
        Self { id, target: id, creates: false, receiver: None, name, callee, arguments, options: Vec::new() }
    }

    /// The argument at a position, those with a name left out.
    pub(in crate::extract::code) fn argument(&self, at: usize) -> Value {
        self.positional().nth(at).map(|argument| argument.value.clone()).unwrap_or_default()
    }

    pub(in crate::extract::code) fn positional(&self) -> impl Iterator<Item = &Argument> {
        self.arguments.iter().filter(|argument| argument.name.is_none())
    }

    pub(in crate::extract::code) fn named(&self, name: &str) -> Option<&Argument> {
        self.arguments.iter().chain(&self.options).find(|argument| argument.name.as_deref() == Some(name))
    }

    /// The first argument that is given of those that a table names, by position (`0`) or by name.
    pub(in crate::extract::code) fn pick(&self, picks: &[String]) -> Option<&Argument> {
        picks.iter().find_map(|pick| match pick.parse::<usize>() {
            Ok(at) => self.positional().nth(at),
            Err(_) if pick == "last" => self.positional().last(),
            Err(_) => self.named(pick),
        })
    }

    /// The arguments that a table names together: `all`, `middle` for those between the first and the last,
    /// `behind-first`, `rest` for those behind the second.
    pub(in crate::extract::code) fn pick_all(&self, picks: &[String]) -> Vec<Argument> {
        let positional = || self.positional().cloned();
        let last = self.positional().count().saturating_sub(1);
        match picks.first().map(String::as_str) {
            Some("all") => positional().collect(),
            Some("middle") => positional().take(last).skip(1).collect(),
            Some("behind-first") => positional().skip(1).collect(),
            Some("rest") => positional().skip(2).collect(),
            _ => Vec::new(),
        }
    }

    /// Values by position, and by name.
    pub(in crate::extract::code) fn given(&self) -> (Vec<Value>, Vec<(Name, Value)>) {
        let names = self.arguments.iter().filter_map(|one| Some((one.name.clone()?, one.value.clone())));
        (self.positional().map(|one| one.value.clone()).collect(), names.collect())
    }

    pub(in crate::extract::code) fn values(&self) -> Vec<Value> {
        self.arguments.iter().map(|argument| argument.value.clone()).collect()
    }

    /// The name that the receiver has in the code: `pool` of `this.pool.query`.
    pub(in crate::extract::code) fn receiver_name(&self, run: &Interpreter<'_>) -> String {
        let NodeKind::Member { object, .. } = run.tree.kind(self.target) else { return String::new() };
        let mut at = *object;
        loop {
            match run.tree.kind(at) {
                NodeKind::Name(name) | NodeKind::Member { name, .. } => return name.to_string(),
                NodeKind::Call(call) => at = call.callee,
                NodeKind::Await(inner) => at = *inner,
                _ => return String::new(),
            }
        }
    }
}

/// The fields of the objects among arguments.
pub(super) fn fields(run: &Interpreter<'_>, arguments: &[Argument]) -> Vec<Argument> {
    const MOST: usize = 32;
    let mut all = Vec::new();
    for argument in arguments.iter().take(4) {
        let Shape::Object(id) = argument.value.shape else { continue };
        let Some(object) = run.state.object(id).filter(|object| !object.array) else { continue };
        for (name, value) in &object.fields {
            let node = match run.tree.kind(argument.node) {
                NodeKind::Object(properties) => properties.iter().find(|own| own.key.as_ref() == Some(name)),
                _ => None,
            };
            let node = node.map_or(argument.node, |property| property.value);
            all.push(Argument { node, name: Some(name.clone()), value: value.clone() });
        }
    }
    all.truncate(MOST);
    all
}
