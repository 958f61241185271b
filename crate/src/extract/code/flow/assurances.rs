//! What a function says by its answer of the values that it was given: `ensureWithin(folder, path)`,
//! `if (isAllowed(host))`, `if err := check(name); err != nil`.

use std::rc::Rc;

use super::interpreter::Interpreter;
use super::taint::{Checked, Sinks, Taint};
use super::value::{Shape, Value};
use crate::extract::code::calls;
use crate::extract::code::syntax::{Function, Name, NodeId, NodeKind};
use crate::facts::{Outcome, Passed};

/// For which sinks an argument is harmless behind a call, by its outcome.
pub(in crate::extract::code) type Assured = [Sinks; Outcome::ALL.len()];

/// Bytes of the fields that lead from what a schema gave to what was taken of it.
const LONGEST_WAY: usize = 80;

/// The parameters of a function that any outcome says something of, by position.
pub(super) type Assurances = Rc<[(usize, Assured)]>;

/// A parameter whose value is looked at wherever its function ends.
#[derive(Debug)]
pub(super) struct Watched {
    at: usize,
    name: Name,
    before: Sinks,
    ends: [Option<Sinks>; Outcome::ALL.len()],
}

/// What is known of a call that was made.
#[derive(Clone, Debug)]
pub(super) enum Answered {
    /// Of a function of this file.
    Here(Assurances),
    /// Of a function of another file.
    Elsewhere(crate::facts::ModuleMember),
}

impl Interpreter<'_> {
    /// The parameters of a function that hold what a caller controls, and keep it.
    pub(super) fn watched(&self, function: &Function) -> Vec<Watched> {
        let named = function.parameters.iter().enumerate();
        let named = named.filter_map(|(at, parameter)| Some((at, self.tree.bound_name(parameter.pattern)?)));
        let kept = named.filter(|(_, name)| !self.assigned_in.contains_key(name));
        kept.filter_map(|(at, name)| {
            let value = self.lookup(&name).filter(|value| value.is_tainted())?;
            let before = safe_for(value);
            Some(Watched { at, name, before, ends: [None; Outcome::ALL.len()] })
        })
        .collect()
    }

    /// Looks at the parameters where a function ends, with what it gives back.
    pub(super) fn note_end(&mut self, answer: Option<NodeId>, given: &Value) {
        if self.frames.last().is_none_or(|frame| frame.watched.is_empty()) || self.is_refusal(answer) {
            return;
        }
        let ended = self.now_safe();
        let asked = answer.filter(|node| {
            matches!(
                self.tree.kind(*node),
                NodeKind::Binary { .. } | NodeKind::Unary { .. } | NodeKind::Call(_)
            )
        });
        let is_text =
            matches!(&given.shape, Shape::Text(text) if text.constant().is_some_and(|text| !text.is_empty()));
        let (holds, fails) = match given.shape {
            Shape::Boolean(holds) => (holds, !holds),
            Shape::Nothing => (false, true),
            Shape::Object(_) => (true, false),
            _ => (true, !is_text && !answer.is_some_and(|answer| self.names_error(answer))),
        };
        let when = |run: &mut Self, may: bool, outcome: bool| {
            may.then(|| match asked {
                Some(asked) => run.if_it_were(asked, outcome),
                None => ended.clone(),
            })
        };
        let (holding, failing) = (when(self, holds, true), when(self, fails, false));
        let Some(frame) = self.frames.last_mut() else { return };
        for (outcome, safe) in
            [(Outcome::Ended, Some(ended)), (Outcome::Holds, holding), (Outcome::Fails, failing)]
        {
            for (watched, safe) in frame.watched.iter_mut().zip(safe.into_iter().flatten()) {
                if let Some(own) = watched.ends.get_mut(outcome as usize) {
                    *own = Some(own.map_or(safe, |own| own.both(safe)));
                }
            }
        }
    }

    fn now_safe(&self) -> Vec<Sinks> {
        let watched = self.frames.last().into_iter().flat_map(|frame| &frame.watched);
        watched.map(|watched| self.lookup(&watched.name).map_or(Sinks::NONE, safe_for)).collect()
    }

    fn if_it_were(&mut self, test: NodeId, holds: bool) -> Vec<Sinks> {
        let mark = self.state.fork();
        self.refine(test, holds);
        let safe = self.now_safe();
        self.state.rollback(&mark);
        safe
    }

    /// `Err(...)`: whoever asks with `?` does not get on behind it.
    fn is_refusal(&self, answer: Option<NodeId>) -> bool {
        answer.is_some_and(|answer| match self.tree.kind(answer) {
            NodeKind::Call(call) => self.tree.path(call.callee).is_some_and(|path| path == "Err"),
            _ => false,
        })
    }

    /// `err`, `fmt.Errorf("...")`, also as the last of several values.
    fn names_error(&self, answer: NodeId) -> bool {
        let path = match self.tree.kind(answer) {
            NodeKind::Array(values) => return values.last().is_some_and(|last| self.names_error(*last)),
            NodeKind::Call(call) => self.tree.path(call.callee),
            _ => self.tree.path(answer),
        };
        path.is_some_and(|path| path.to_ascii_lowercase().contains("err"))
    }

    /// What the function that ended says, however it did.
    pub(super) fn assurances(watched: Vec<Watched>) -> Assurances {
        let told = watched.into_iter().filter_map(|one| {
            let gained = one.ends.map(|safe| safe.unwrap_or(Sinks::NONE).without(one.before));
            gained.iter().any(|safe| *safe != Sinks::NONE).then_some((one.at, gained))
        });
        told.collect()
    }

    /// Keeps what a call said, by its place, and takes it in where it holds for every outcome.
    pub(in crate::extract::code) fn heard(&mut self, site: &calls::Site) {
        let said = std::mem::take(&mut self.said);
        if said.is_empty() {
            self.answered.remove(&site.id);
        } else {
            self.answered.insert(site.id, Answered::Here(said));
            self.take_in(site.id, Outcome::Ended);
        }
    }

    /// The same for a function of another file, which says it once all files are known.
    pub(in crate::extract::code) fn heard_of(
        &mut self,
        site: &calls::Site,
        target: crate::facts::ModuleMember,
    ) {
        self.answered.insert(site.id, Answered::Elsewhere(target));
    }

    /// Learns from the outcome of a call.
    pub(super) fn take_in(&mut self, id: NodeId, outcome: Outcome) {
        let Some(answered) = self.answered.get(&id).cloned() else { return };
        let NodeKind::Call(call) = self.tree.kind(id) else { return };
        match answered {
            Answered::Here(said) => {
                for (at, assured) in said.iter() {
                    if let (Some(node), Some(sinks)) =
                        (call.arguments.get(*at), assured.get(outcome as usize))
                    {
                        self.mark_safe(*node, *sinks);
                    }
                }
            }
            Answered::Elsewhere(target) => {
                for (argument, node) in call.arguments.iter().enumerate() {
                    let check = Passed { target: target.clone(), argument, outcome, field: None };
                    // Whoever only goes through a function need not have been looked at.
                    let looked_at = outcome != Outcome::Ended;
                    self.mark_with(*node, &|value| {
                        let value = value.checked(&check);
                        if looked_at { value.weighed() } else { value }
                    });
                }
            }
        }
    }

    /// A statement that only calls something: it ended, or what follows is not reached.
    pub(super) fn passed(&mut self, statement: NodeId) {
        if let Some(call) = self.called_in(statement)
            && matches!(self.answered.get(&call), Some(Answered::Elsewhere(_)))
        {
            self.take_in(call, Outcome::Ended);
        }
    }

    /// The name that an outcome goes by from here on: `err := check(name)`.
    pub(super) fn name_outcome(&mut self, target: NodeId, value: NodeId) {
        let tree = self.tree;
        // `const [known, allowed] = await Promise.all([exists(id), may(id)])`
        if let (NodeKind::Array(targets), Some(all)) = (tree.kind(target), self.called_in(value))
            && let NodeKind::Call(call) = tree.kind(all)
            && let [list] = call.arguments.as_slice()
            && let NodeKind::Array(values) = tree.kind(*list)
            && values.len() == targets.len()
        {
            for (target, value) in targets.iter().zip(values) {
                self.name_outcome(*target, *value);
            }
            return;
        }
        let last = match tree.kind(target) {
            NodeKind::Array(targets) | NodeKind::Block(targets) => targets.last().copied(),
            _ => Some(target),
        };
        let Some(NodeKind::Name(name)) = last.map(|last| tree.kind(last)) else { return };
        let call = self.called_in(value).filter(|call| self.answered.contains_key(call));
        let Some(frame) = self.frames.last_mut() else { return };
        match call {
            Some(call) => {
                frame.outcomes.insert(name.clone(), call);
            }
            None => {
                frame.outcomes.remove(name);
            }
        }
    }

    /// Learns from the outcome that a name stands for.
    pub(super) fn refine_outcome(&mut self, name: NodeId, outcome: Outcome) {
        let NodeKind::Name(name) = self.tree.kind(name) else { return };
        let call = self.frames.last().and_then(|frame| frame.outcomes.get(name)).copied();
        if let Some(call) = call {
            self.take_in(call, outcome);
        }
    }

    fn called_in(&self, id: NodeId) -> Option<NodeId> {
        match self.tree.kind(id) {
            NodeKind::Await(inner) => self.called_in(*inner),
            NodeKind::Call(_) => Some(id),
            _ => None,
        }
    }
}

fn safe_for(value: &Value) -> Sinks {
    value.taints.iter().fold(Sinks::ALL, |safe, taint| safe.both(taint.safe))
}

impl Value {
    /// The same value behind a check whose function is not known yet.
    fn checked(mut self, check: &Passed) -> Self {
        for taint in &mut self.taints {
            taint.pass(check);
        }
        self
    }
}

impl Taint {
    /// Remembers a check of another file.
    pub(in crate::extract::code) fn pass(&mut self, check: &Passed) {
        const MOST: usize = 8;
        let length = self.checks().count();
        let repeated = self.checked.as_ref().is_some_and(|last| last.check == *check);
        if !repeated && length < MOST {
            let before = self.checked.take();
            self.checked = Some(Rc::new(Checked { check: check.clone(), before }));
        }
    }

    /// Of what a schema gave, this field was taken.
    pub(super) fn narrowed(mut self, field: &Name) -> Self {
        if let Some(last) = &self.checked
            && last.check.outcome == Outcome::Shaped
            && last.check.field.as_ref().is_none_or(|own| own.len() < LONGEST_WAY)
        {
            let way = match &last.check.field {
                Some(own) => format!("{own}.{field}"),
                None => field.to_string(),
            };
            let check = Passed { field: Some(way), ..last.check.clone() };
            self.checked = Some(Rc::new(Checked { check, before: last.before.clone() }));
        }
        self
    }
}
