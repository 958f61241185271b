//! What was learnt of parts of a value, where the value goes into a function.

use super::interpreter::Interpreter;
use super::value::Value;
use crate::extract::code::calls;
use crate::extract::code::syntax::{Function, Name, NodeKind};

/// A part of an argument, by the argument's position and the rest of its path.
pub(super) type Carried = (usize, Name, Value);

impl Interpreter<'_> {
    /// What was learnt of parts of the arguments of a call: `file.name` of `store(file)`.
    pub(in crate::extract::code) fn carry(&mut self, site: &calls::Site) {
        let names =
            site.positional().enumerate().filter_map(|(at, argument)| match self.tree.kind(argument.node) {
                NodeKind::Name(name) if argument.value.may_be_sent() => Some((at, name)),
                _ => None,
            });
        let names: Vec<(usize, &Name)> = names.collect();
        if names.is_empty() || self.remembered.is_empty() {
            return;
        }
        let known = self.state.names_of(self.scope());
        let parts = known.into_iter().filter_map(|(path, value)| {
            let (first, rest) = path.split_once('.')?;
            let (at, _) = names.iter().find(|(_, name)| &***name == first)?;
            Some((*at, Name::from(rest), value))
        });
        self.carried = parts.collect();
    }

    /// Knows the same of the parameters that the arguments become.
    pub(super) fn set_down(&mut self, function: &Function, carried: Vec<Carried>) {
        for (at, rest, value) in carried {
            let parameter = function.parameters.get(at).and_then(|own| self.tree.bound_name(own.pattern));
            let last = rest.rsplit('.').next().unwrap_or_default();
            if let Some(parameter) = parameter {
                self.remember(&Name::from(last), &format!("{parameter}.{rest}"), value);
            }
        }
    }
}
