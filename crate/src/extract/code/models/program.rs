//! A file's tree with what its names stand for: enough to read what is declared without running it.

use std::collections::HashMap;

use crate::artifact::{Place, Source};
use crate::extract::code::syntax::{Call, Function, NodeId, NodeKind, Property, Tree};

/// Names that stand for names that are followed.
const MOST_HOPS: usize = 8;
/// Calls on each other's results that are read.
const LONGEST_CHAIN: usize = 64;

pub(super) struct Program<'a> {
    pub tree: &'a Tree,
    pub source: &'a Source<'a>,
    /// Module and name there, by the name here.
    imports: HashMap<&'a str, (&'a str, &'a str)>,
    /// The first value that each name is declared with.
    constants: HashMap<&'a str, NodeId>,
    /// The names of values.
    names: HashMap<NodeId, &'a str>,
}

/// What is called: `integer` of `drizzle-orm/pg-core`.
#[derive(Clone, Copy, Debug)]
pub(super) struct Callee<'a> {
    /// Empty where the name is not imported.
    pub module: &'a str,
    pub name: &'a str,
    /// What it is called on, where it is a method.
    pub on: Option<NodeId>,
}

/// `.notNull()`
pub(super) struct Step<'a> {
    pub name: &'a str,
    pub arguments: &'a [NodeId],
    pub place: Place,
}

impl<'a> Program<'a> {
    pub(super) fn new(tree: &'a Tree, source: &'a Source<'a>) -> Self {
        let (imports, constants, names) = Default::default();
        let mut program = Self { tree, source, imports, constants, names };
        for (id, node) in tree.nodes() {
            match &node.kind {
                NodeKind::Import { module, names } => {
                    for name in names {
                        program.imports.insert(&name.local, (module, &name.imported));
                    }
                }
                NodeKind::Declare { target, value: Some(value) } => program.declare(*target, *value),
                NodeKind::Assign { target, operator: None, value } => {
                    if let Some(name) = program.last_name(*target) {
                        program.names.entry(*value).or_insert(name);
                    }
                }
                NodeKind::Function(function) if function.declared => {
                    if let Some(name) = function.name.as_deref() {
                        program.constants.entry(name).or_insert(id);
                    }
                }
                _ => {}
            }
        }
        program
    }

    fn declare(&mut self, target: NodeId, value: NodeId) {
        let required = self.required(value);
        match (self.tree.kind(target), required) {
            (NodeKind::Name(name), Some((module, member))) => {
                self.imports.insert(name, (module, member));
            }
            (NodeKind::Name(name), None) => {
                self.constants.entry(name).or_insert(value);
                self.names.entry(value).or_insert(name);
            }
            (NodeKind::Object(properties), Some((module, ""))) => {
                for property in properties {
                    if let (Some(key), NodeKind::Name(local)) =
                        (&property.key, self.tree.kind(property.value))
                    {
                        self.imports.insert(local, (module, key));
                    }
                }
            }
            _ => {}
        }
    }

    /// `require("x")` and `require("x").y`.
    fn required(&self, value: NodeId) -> Option<(&'a str, &'a str)> {
        let (call, member) = match self.tree.kind(value) {
            NodeKind::Member { object, name } => (*object, &**name),
            _ => (value, ""),
        };
        let NodeKind::Call(call) = self.tree.kind(call) else { return None };
        let NodeKind::Name(name) = self.tree.kind(call.callee) else { return None };
        match call.arguments.first().map(|first| self.tree.kind(*first)) {
            Some(NodeKind::Text(module)) if &**name == "require" => Some((module, member)),
            _ => None,
        }
    }

    /// The modules that the file imports.
    pub(super) fn modules(&self) -> impl Iterator<Item = &'a str> {
        let tree = self.tree;
        tree.nodes().filter_map(|(_, node)| match &node.kind {
            NodeKind::Import { module, .. } => Some(&**module),
            NodeKind::Call(call) => match (tree.kind(call.callee), call.arguments.first()) {
                (NodeKind::Name(name), Some(module)) if &**name == "require" => match tree.kind(*module) {
                    NodeKind::Text(module) => Some(&**module),
                    _ => None,
                },
                _ => None,
            },
            _ => None,
        })
    }

    pub(super) fn place(&self, id: NodeId) -> Place {
        let node = self.tree.node(id);
        self.source.place(node.start, node.end)
    }

    /// As written.
    pub(super) fn written(&self, id: NodeId) -> &'a str {
        let node = self.tree.node(id);
        self.source.text.get(node.start..node.end).unwrap_or_default()
    }

    /// The place of a name.
    pub(super) fn named(&self, (start, end): (usize, usize)) -> Place {
        self.source.place(start, end)
    }

    /// What a value is called where it is declared.
    pub(super) fn name_of(&self, value: NodeId) -> Option<&'a str> {
        self.names.get(&value).copied()
    }

    /// The module that a name comes from, and its name there.
    pub(super) fn import(&self, name: &str) -> Option<(&'a str, &'a str)> {
        self.imports.get(name).copied()
    }

    /// The value behind names.
    pub(super) fn value(&self, id: NodeId) -> NodeId {
        let mut at = id;
        for _ in 0..MOST_HOPS {
            let next = match self.tree.kind(at) {
                NodeKind::Name(name) => self.constants.get(&**name).copied(),
                NodeKind::Member { object, name } => self.member(*object, name),
                _ => None,
            };
            match next {
                Some(next) => at = next,
                None => break,
            }
        }
        at
    }

    /// A member of an object that stands in the file.
    fn member(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let NodeKind::Name(own) = self.tree.kind(object) else { return None };
        let NodeKind::Object(properties) = self.tree.kind(*self.constants.get(&**own)?) else { return None };
        properties.iter().find(|own| own.key.as_deref() == Some(name)).map(|own| own.value)
    }

    /// A constant text.
    pub(super) fn text(&self, id: NodeId) -> Option<String> {
        match self.tree.kind(self.value(id)) {
            NodeKind::Text(text) => Some(text.to_string()),
            NodeKind::Template { tag: None, parts } => {
                let texts = parts.iter().map(|part| match self.tree.kind(self.value(*part)) {
                    NodeKind::Text(text) => Some(&**text),
                    _ => None,
                });
                texts.collect()
            }
            _ => None,
        }
    }

    pub(super) fn is_true(&self, id: NodeId) -> bool {
        matches!(self.tree.kind(self.value(id)), NodeKind::Boolean(true))
    }

    /// The constant texts of an array, or the one text.
    pub(super) fn texts(&self, id: NodeId) -> Vec<String> {
        match self.tree.kind(self.value(id)) {
            NodeKind::Array(items) => items.iter().filter_map(|item| self.text(*item)).collect(),
            _ => self.text(id).into_iter().collect(),
        }
    }

    /// The properties of an object.
    pub(super) fn object(&self, id: NodeId) -> Option<&'a [Property]> {
        match self.tree.kind(self.value(id)) {
            NodeKind::Object(properties) => Some(properties),
            _ => None,
        }
    }

    pub(super) fn property(&self, object: NodeId, name: &str) -> Option<NodeId> {
        let property = self.object(object)?.iter().find(|own| own.key.as_deref() == Some(name))?;
        Some(property.value)
    }

    pub(super) fn call(&self, id: NodeId) -> Option<&'a Call> {
        match self.tree.kind(id) {
            NodeKind::Call(call) => Some(call),
            NodeKind::Await(inner) => self.call(*inner),
            _ => None,
        }
    }

    pub(super) fn function(&self, id: NodeId) -> Option<&'a Function> {
        match self.tree.kind(self.value(id)) {
            NodeKind::Function(function) => Some(function),
            _ => None,
        }
    }

    /// What a function returns last: `users.id` of `() => users.id`. Other values are what they are.
    pub(super) fn returned(&self, id: NodeId) -> NodeId {
        let Some(function) = self.function(id) else { return id };
        let NodeKind::Block(statements) = self.tree.kind(function.body) else { return function.body };
        let returned = statements.iter().rev().find_map(|statement| match self.tree.kind(*statement) {
            NodeKind::Return(value) => *value,
            _ => None,
        });
        returned.unwrap_or(id)
    }

    pub(super) fn callee(&self, call: &Call) -> Callee<'a> {
        match self.tree.kind(call.callee) {
            NodeKind::Name(name) => match self.import(name) {
                Some((module, imported)) => {
                    Callee { module, name: if imported.is_empty() { name } else { imported }, on: None }
                }
                None => Callee { module: "", name, on: None },
            },
            NodeKind::Member { object, name } => {
                let module = match self.tree.kind(*object) {
                    NodeKind::Name(own) => self.import(own).map_or("", |(module, _)| module),
                    _ => "",
                };
                Callee { module, name, on: Some(*object) }
            }
            _ => Callee { module: "", name: "", on: None },
        }
    }

    /// The last name of a path: `users` of `schema.users`; that of an import as it is exported.
    pub(super) fn last_name(&self, id: NodeId) -> Option<&'a str> {
        match self.tree.kind(id) {
            NodeKind::Name(name) => match self.import(name) {
                Some((_, imported)) if !imported.is_empty() => Some(imported),
                _ => Some(name),
            },
            NodeKind::Member { name, .. } => Some(name),
            _ => None,
        }
    }

    /// The first call of a chain, and the calls on what it gives: `text("name")` and `notNull`.
    pub(super) fn chain(&self, id: NodeId) -> (NodeId, Vec<Step<'a>>) {
        let mut at = id;
        let mut steps = Vec::new();
        while let Some(call) = self.call(at).filter(|_| steps.len() < LONGEST_CHAIN) {
            let NodeKind::Member { object, name } = self.tree.kind(call.callee) else { break };
            if !matches!(self.tree.kind(*object), NodeKind::Call(_)) {
                break;
            }
            let (from, to) = (self.tree.node(*object).end, self.tree.node(at).end);
            let between = self.source.text.get(from..to).unwrap_or_default();
            let blank = between.len() - between.trim_start().len();
            steps.push(Step { name, arguments: &call.arguments, place: self.source.place(from + blank, to) });
            at = *object;
        }
        steps.reverse();
        (at, steps)
    }
}
