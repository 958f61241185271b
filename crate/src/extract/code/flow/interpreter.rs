use std::collections::{HashMap, VecDeque};

use super::assurances::{Answered, Assurances, Watched};
use super::carried::Carried;
use super::state::{ScopeId, State, Written};
use super::surroundings::Members;
use super::taint::Taint;
use super::value::{Closure, ObjectId, Value};
use crate::artifact::{Place, Source};
use crate::collections::{BTreeMap, BTreeSet};
use crate::extract::code::calls::Found;
use crate::extract::code::frameworks::Tables;
use crate::extract::code::syntax::{Name, NodeId, Tree};

/// Steps for one file: some for any, and some for each byte of it. So what many files take together is bounded by
/// their size, and none takes from another. A text that a person wrote takes about one for each byte.
const STEPS_AT_LEAST: usize = 40_000;
const STEPS_FOR_BYTE: usize = 6;
const STEPS_AT_MOST: usize = 600_000;
/// The share of a file's steps that one function may take which is called from outside.
const ROOTS: usize = 3;

/// Levels of expressions, statements and calls together.
const DEEPEST: usize = 160;

/// One run over one file.
pub(in crate::extract::code) struct Interpreter<'a> {
    pub tree: &'a Tree,
    pub source: &'a Source<'a>,
    /// What is known of the language and its libraries.
    pub tables: &'static Tables,
    pub state: State,
    pub found: Found,
    pub(super) frames: Vec<Frame>,
    pub(super) depth: usize,
    /// Who controls what was thrown since the attempt that is under way began.
    pub(super) thrown: Vec<Taint>,
    /// Left for the root that runs, and for the file.
    pub(super) steps: usize,
    pub(super) steps_of_file: usize,
    /// What the root that runs was given, and what any is given at most.
    steps_given: usize,
    steps_for_root: usize,
    pub(super) ran_out: bool,
    /// Functions whose body was run.
    pub(super) visited: BTreeSet<NodeId>,
    /// Functions that were met as values, with the names that they see.
    pub(super) known: BTreeMap<NodeId, Closure>,
    /// Functions that the service's callers reach, to be run once everything has its name.
    pub(super) pending: VecDeque<Closure>,
    pub(super) queued: BTreeSet<NodeId>,
    pub(super) results: HashMap<(Closure, u64), (Value, Assurances)>,
    /// What the function that ended last says of its arguments, and what calls said of theirs.
    pub(super) said: Assurances,
    /// Parts of arguments that were checked before the call that is under way.
    pub(super) carried: Vec<Carried>,
    pub(super) answered: BTreeMap<NodeId, Answered>,
    pub(super) instantiated: BTreeSet<NodeId>,
    /// Classes of which an instance is being made.
    pub(super) instantiating: Vec<NodeId>,
    /// The instance that stands for every one of a class that is only known by its type.
    pub(super) shared: BTreeMap<NodeId, ObjectId>,
    /// Names that are assigned to after they were made, and the function that does it if it is one only.
    pub(super) assigned_in: BTreeMap<Name, Option<NodeId>>,
    /// Functions that answer for fields of GraphQL.
    pub(super) resolvers: BTreeSet<NodeId>,
    /// What stands in each class, by name.
    pub(super) members: BTreeMap<NodeId, Members>,
    /// The class that a function or class stands in.
    pub(super) class_around: BTreeMap<NodeId, NodeId>,
    /// For each class or interface the one class of the file that has it as a parent; none where several do.
    pub(super) implementations: BTreeMap<Name, Option<NodeId>>,
    /// Last names of the paths that were set or checked.
    pub(super) remembered: BTreeSet<Name>,
    /// Whether any call or element was checked, under its own text.
    pub(super) checked_texts: bool,
    pub(super) es_exports: Vec<(Name, Exported)>,
}

#[derive(Clone, Debug)]
pub(super) enum Exported {
    /// A name of the module's scope.
    Local(Name),
    Value(Value),
}

/// One call of a function that is under way.
#[derive(Debug, Default)]
pub(super) struct Frame {
    pub function: Option<NodeId>,
    pub scope: ScopeId,
    pub returned: Option<Value>,
    /// Loops over rows that the call stands in, in this function.
    pub loops: Vec<Place>,
    /// What branches left behind that jumped to the end of the loop or switch which runs.
    pub jumped: Vec<Written>,
    pub watched: Vec<Watched>,
    /// Calls whose outcome has a name.
    pub outcomes: BTreeMap<Name, NodeId>,
}

/// How a statement ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Completion {
    Normal,
    /// What follows is not reached: return, throw.
    Ended,
    /// What follows is not reached in this round, but after the loop: break, continue.
    Jumped,
}

impl<'a> Interpreter<'a> {
    pub(in crate::extract::code) fn new(
        tree: &'a Tree,
        source: &'a Source<'a>,
        tables: &'static Tables,
    ) -> Self {
        let mut state = State::default();
        let scope = state.scope(None);
        let steps_of_file =
            STEPS_AT_MOST.min(STEPS_AT_LEAST + source.text.len().saturating_mul(STEPS_FOR_BYTE));
        Self {
            tree,
            source,
            tables,
            state,
            found: Found::default(),
            frames: vec![Frame { scope, ..Frame::default() }],
            thrown: Vec::new(),
            depth: 0,
            steps: steps_of_file / ROOTS,
            steps_of_file,
            steps_given: steps_of_file / ROOTS,
            steps_for_root: steps_of_file / ROOTS,
            ran_out: false,
            visited: BTreeSet::new(),
            known: BTreeMap::new(),
            pending: VecDeque::new(),
            queued: BTreeSet::new(),
            results: HashMap::new(),
            said: Assurances::default(),
            carried: Vec::new(),
            answered: BTreeMap::new(),
            instantiated: BTreeSet::new(),
            instantiating: Vec::new(),
            shared: BTreeMap::new(),
            assigned_in: super::surroundings::assigned_in(tree),
            resolvers: super::surroundings::resolvers(tree),
            members: super::surroundings::members(tree),
            class_around: if tables.language.implicit_this {
                super::surroundings::class_around(tree)
            } else {
                BTreeMap::new()
            },
            implementations: if tables.language.interfaces {
                super::surroundings::implementations(tree)
            } else {
                BTreeMap::new()
            },
            remembered: BTreeSet::new(),
            checked_texts: false,
            es_exports: Vec::new(),
        }
    }

    /// Whether the whole program was followed within its bounds.
    pub(in crate::extract::code) fn ran_out(&self) -> bool {
        self.ran_out
    }

    /// Takes one step down; false where a bound is met.
    pub(super) fn enter(&mut self) -> bool {
        if self.depth >= DEEPEST || self.steps == 0 {
            self.ran_out = true;
            return false;
        }
        self.steps -= 1;
        self.depth += 1;
        true
    }

    pub(super) fn leave(&mut self) {
        self.depth -= 1;
    }

    /// Gives a root its steps.
    pub(super) fn refill(&mut self) {
        let spent = self.steps_given - self.steps;
        self.steps_of_file = self.steps_of_file.saturating_sub(spent);
        self.steps_given = self.steps_for_root.min(self.steps_of_file);
        self.steps = self.steps_given;
    }

    pub(super) fn scope(&self) -> ScopeId {
        self.frames.last().map_or(ScopeId(0), |frame| frame.scope)
    }

    pub(in crate::extract::code) fn lookup(&self, name: &str) -> Option<&Value> {
        self.state.lookup(self.scope(), name)
    }

    pub(super) fn set_scope(&mut self, scope: ScopeId) {
        if let Some(frame) = self.frames.last_mut() {
            frame.scope = scope;
        }
    }

    /// The function whose body runs.
    pub(in crate::extract::code) fn function(&self) -> Option<NodeId> {
        self.frames.last().and_then(|frame| frame.function)
    }

    /// A function as it was met, with the names and the instance that it sees.
    pub(in crate::extract::code) fn known_closure(&self, node: NodeId) -> Option<Closure> {
        self.known.get(&node).copied()
    }

    /// Every function whose body is under way, the innermost last.
    pub(in crate::extract::code) fn functions(&self) -> impl Iterator<Item = NodeId> {
        self.frames.iter().filter_map(|frame| frame.function)
    }

    /// The innermost loop over rows that runs, in any function that is under way.
    pub(in crate::extract::code) fn in_loop(&self) -> Option<Place> {
        self.frames.iter().rev().find_map(|frame| frame.loops.last().copied())
    }

    pub(in crate::extract::code) fn place(&self, id: NodeId) -> Place {
        let node = self.tree.node(id);
        self.source.place(node.start, node.end)
    }

    pub(in crate::extract::code) fn text(&self, id: NodeId) -> &'a str {
        let node = self.tree.node(id);
        self.source.text.get(node.start..node.end).unwrap_or_default()
    }

    /// Writes down that a value went through a place.
    pub(in crate::extract::code) fn step(&self, taints: &mut [Taint], at: NodeId, text: &str) {
        let node = self.tree.node(at);
        for taint in taints {
            taint.step(node.start, node.end, text);
        }
    }
}
