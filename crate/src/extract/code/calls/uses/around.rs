//! What stands around a call: the names that its result gets, what goes in, and what is said of it later.

use crate::extract::code::flow::Interpreter;
use crate::extract::code::frameworks::UseRow;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{SecurityUse, UseKind};

/// Nodes around a call that are looked at, and names that are kept of each kind.
pub(super) const MOST_AROUND: usize = 64;
const MOST_NAMES: usize = 16;

pub(super) struct Around<'a, 'b> {
    pub(super) run: &'a Interpreter<'b>,
    /// What each node stands in, by its number.
    pub(super) parents: Vec<Option<NodeId>>,
}

impl<'a, 'b> Around<'a, 'b> {
    pub(super) fn new(run: &'a Interpreter<'b>) -> Self {
        let mut parents = vec![None; run.tree.nodes().count()];
        for (id, node) in run.tree.nodes() {
            node.kind.children(|child| {
                if let Some(parent) = parents.get_mut(child.0 as usize) {
                    *parent = Some(id);
                }
            });
        }
        Self { run, parents }
    }

    /// The names in the conditions that a node stands under, within its function.
    pub(super) fn conditions(&self, id: NodeId, one: &mut SecurityUse) {
        one.under.extend(self.under(id));
    }

    pub(super) fn under(&self, id: NodeId) -> Vec<String> {
        let mut under = Vec::new();
        let mut at = id;
        for _ in 0..MOST_AROUND {
            let Some(around) = self.parents.get(at.0 as usize).copied().flatten() else { break };
            match self.run.tree.kind(around) {
                NodeKind::If { test, .. } if *test != at => self.words_below(*test, &mut under),
                NodeKind::Switch { value, .. } if *value != at => self.words_below(*value, &mut under),
                NodeKind::Function(_) => break,
                _ => {}
            }
            at = around;
        }
        under
    }

    pub(super) fn tell(&self, id: NodeId, row: &UseRow, one: &mut SecurityUse) {
        if let NodeKind::Call(call) = self.run.tree.kind(id) {
            for argument in &call.arguments {
                if one.is("fills", "true")
                    && let Some(name) = self.run.tree.path(*argument)
                {
                    keep(&mut one.result, &name);
                }
                match one.kind {
                    UseKind::Log => self.shown(*argument, &mut one.input),
                    _ => self.names_below(*argument, &mut one.input),
                }
            }
        }
        if one.kind == UseKind::Log {
            return self.made(id, one);
        }
        self.conditions(id, one);
        self.chained(id, row, one);
        let mut variable = None;
        let mut function = None;
        let mut named = false;
        let mut at = id;
        for _ in 0..MOST_AROUND {
            let Some(around) = self.parents.get(at.0 as usize).copied().flatten() else { break };
            if function.is_none() {
                self.compared(around, at, one);
                if !named {
                    self.result_names(around, at, one);
                    variable = variable.or_else(|| self.variable(around, at));
                }
                named |= one.kind == UseKind::Random && self.is_named_in(around, at);
            }
            if let NodeKind::Function(own) = self.run.tree.kind(around) {
                // What a function of one expression gives is what it is passed for: `map(() => random())`.
                let passes_on =
                    own.name.is_none() && !matches!(self.run.tree.kind(own.body), NodeKind::Block(_));
                if one.kind == UseKind::Random && passes_on {
                    at = around;
                    continue;
                }
                function = function.or(Some(around));
                if let Some(name) = &own.name {
                    one.within = Some(name.to_string());
                    break;
                }
            } else if function.is_some()
                && let Some(name) = self.function_name(around, at)
            {
                one.within = Some(name);
                break;
            }
            at = around;
        }
        if let Some(variable) = variable {
            if one.kind == UseKind::TokenCheck {
                self.claims(&variable, function, one);
            }
            self.later(&variable, function, row, one);
        }
    }

    /// The name that a function without one of its own is given.
    fn function_name(&self, around: NodeId, at: NodeId) -> Option<String> {
        match self.run.tree.kind(around) {
            NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. }
                if *value == at =>
            {
                self.run.tree.path(*target)
            }
            NodeKind::Object(properties) => {
                let own = properties.iter().find(|property| property.value == at)?;
                own.key.as_ref().map(ToString::to_string)
            }
            _ => None,
        }
    }

    /// The variable that holds exactly what a call gives.
    fn variable(&self, around: NodeId, at: NodeId) -> Option<String> {
        match self.run.tree.kind(around) {
            NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. }
                if *value == at =>
            {
                let first = match self.run.tree.kind(*target) {
                    // `h, err := ...`
                    NodeKind::Array(targets) => *targets.first()?,
                    _ => *target,
                };
                self.run.tree.path(first)
            }
            _ => None,
        }
    }

    /// Whether a value has a name of its own in an object, whatever the object is for: `{ username: random() }`.
    fn is_named_in(&self, around: NodeId, at: NodeId) -> bool {
        const GENERIC: [&str; 6] = ["data", "default", "defaultValue", "id", "text", "value"];
        let NodeKind::Object(properties) = self.run.tree.kind(around) else { return false };
        let own = properties.iter().find(|property| property.value == at);
        own.and_then(|own| own.key.as_ref()).is_some_and(|key| !GENERIC.contains(&&**key))
    }

    fn result_names(&self, around: NodeId, at: NodeId, one: &mut SecurityUse) {
        match self.run.tree.kind(around) {
            NodeKind::Declare { target, .. } | NodeKind::Assign { target, .. } if *target != at => {
                self.names_below(*target, &mut one.result);
            }
            NodeKind::Named { name, .. } => keep(&mut one.result, name),
            NodeKind::Object(properties) => {
                let own = properties.iter().find(|property| property.value == at);
                if let Some(key) = own.and_then(|own| own.key.as_ref()) {
                    keep(&mut one.result, key);
                }
            }
            NodeKind::Call(call) if call.callee != at => {
                if let NodeKind::Name(name) | NodeKind::Member { name, .. } = self.run.tree.kind(call.callee)
                {
                    keep(&mut one.result, name);
                }
            }
            // `createHash("md5").update(password)`
            NodeKind::Call(call) => {
                for argument in &call.arguments {
                    self.names_below(*argument, &mut one.input);
                }
            }
            _ => {}
        }
    }

    /// The paths of values whose text is part of what is written.
    fn shown(&self, node: NodeId, paths: &mut Vec<String>) {
        /// Calls that give the text of what they are given.
        const WRITE: &[&str] = &[
            "stringify",
            "format",
            "Sprintf",
            "String",
            "str",
            "repr",
            "valueOf",
            "toString",
            "dumps",
            "inspect",
        ];
        let tree = self.run.tree;
        let mut open = vec![node];
        for _ in 0..200 {
            let Some(at) = open.pop() else { break };
            match tree.kind(at) {
                NodeKind::Name(_) | NodeKind::Member { .. } => {
                    if let Some(path) = tree.path(at) {
                        keep(paths, &path);
                    }
                }
                NodeKind::Template { parts, .. } | NodeKind::Concat(parts) | NodeKind::Array(parts) => {
                    open.extend(parts);
                }
                NodeKind::Object(properties) => open.extend(properties.iter().map(|own| own.value)),
                NodeKind::Named { value, .. } | NodeKind::Typed { value, .. } => open.push(*value),
                NodeKind::Binary { operator, left, right } if &**operator == "%" => {
                    open.extend([*left, *right]);
                }
                NodeKind::Call(call) => {
                    let (NodeKind::Name(name) | NodeKind::Member { name, .. }) = tree.kind(call.callee)
                    else {
                        continue;
                    };
                    if WRITE.contains(&&**name) {
                        open.extend(&call.arguments);
                    } else if call.arguments.is_empty()
                        && let Some(path) = tree.path(call.callee)
                    {
                        keep(paths, &path);
                    }
                }
                _ => {}
            }
        }
    }

    /// Names, and texts that are short enough to be one: `env.IsEnvironment("Development")`.
    fn words_below(&self, node: NodeId, names: &mut Vec<String>) {
        self.names_below(node, names);
        for (_, node) in self.run.tree.below(node).take(200) {
            match &node.kind {
                NodeKind::Text(text) if text.len() <= 30 => keep(names, text),
                _ => {}
            }
        }
    }

    pub(super) fn names_below(&self, node: NodeId, names: &mut Vec<String>) {
        for (_, node) in self.run.tree.below(node).take(200) {
            if let NodeKind::Name(name) | NodeKind::Member { name, .. } = &node.kind {
                keep(names, name);
            }
        }
    }
}

fn keep(names: &mut Vec<String>, name: &str) {
    if names.len() < MOST_NAMES && !names.iter().any(|own| own == name) {
        names.push(name.to_owned());
    }
}
