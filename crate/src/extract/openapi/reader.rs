//! What every part of the reading shares: the tree, places, references, problems.

use std::collections::{HashMap, HashSet};
use std::sync::Arc;

use super::anchors::Anchors;
use super::component::Component;
use super::forest::{Forest, Known};
use super::head::Head;
use super::once::Once;
use super::pointer::Pointers;
use super::reference::Strangers;
use super::values::{Carrier, Given};
use super::version::Version;
use crate::artifact::{Correction, FileId, Place, Slot, Source};
use crate::collections::{NumberMap, NumberSet};
use crate::extract::tree::{NodeId, Shape, Tree};
use crate::facts::{ContractProblem, Located, Name, Permitted, ProblemKind, Schema, SchemaId};

/// Problems past this number are counted, not kept.
pub(super) const MOST_PROBLEMS: usize = 2_000;

#[allow(clippy::struct_excessive_bools, reason = "each says one thing of the whole reading")]
pub(super) struct Reader<'t> {
    pub(super) forest: &'t Forest<'t>,
    pub(super) tree: &'t Tree<'t>,
    pub(super) root: NodeId,
    /// The object whose members are the paths.
    pub(super) paths: Option<NodeId>,
    /// It was cut out of a document: what it lacks stands elsewhere.
    pub(super) piece: bool,
    pub(super) version: Version,
    /// Schemas are written in another dialect than the version's own.
    pub(super) foreign_dialect: bool,
    pub(super) schemas: Vec<Schema>,
    /// Names of properties, each kept once.
    names: HashMap<&'t str, Name>,
    /// Schemas that have a number, read or not.
    pub(super) numbered: NumberMap<NodeId, SchemaId>,
    /// What every number stands for; those past [`Self::schemas`] are still to be read.
    pub(super) waiting: Vec<Waiting>,
    /// Schemas of parameters and headers in 2.0, which have fields of their own.
    pub(super) plain: NumberSet<NodeId>,
    pub(super) problems: Vec<ContractProblem>,
    pub(super) untold: usize,
    /// Nothing of the text was lost: what the document lacks is really not there.
    pub(super) whole: bool,
    /// Something lacks that may stand in the part that was lost.
    pub(super) undecided: bool,
    /// Where references lead that are not followed.
    pub(super) strangers: Strangers<'t>,
    /// Those references.
    pub(super) strangers_met: HashSet<NodeId>,
    /// Parts of the forest that something was needed from.
    pub(super) reached: NumberSet<usize>,
    pub(super) once: Once,
    pub(super) parts_named: Known<'t>,
    pub(super) anchors: Option<Anchors<'t>>,
    /// References that were followed, each as often as it was.
    pub(super) references: usize,
    /// References beside which was looked.
    pub(super) seen_beside: NumberSet<NodeId>,
    /// What stands beside references without effect.
    pub(super) lost_beside: Vec<(String, Place)>,
    /// Files that tell their own problems.
    standalone: HashSet<FileId>,
    pub(super) pointers: Pointers<'t>,
    /// Where a path parameter is first declared, by the path up to it; once that was asked.
    pub(super) path_parameters_placed: Option<HashMap<String, NodeId>>,
    /// Names of operations that links lead to.
    pub(super) linked: Vec<(NodeId, NodeId)>,
    pub(super) scheme_names: HashSet<String>,
    /// Those of them whose type has no scopes.
    pub(super) without_scopes: HashSet<String>,
    /// What references lead to, and as what, that is still to be visited.
    pub(super) targets: Vec<(NodeId, Component)>,
    /// Objects whose members were visited.
    pub(super) visited: NumberSet<NodeId>,
    /// The `type` of answers of 2.0, which may be files.
    pub(super) uploads: HashSet<NodeId>,
    /// Encodings by name of property, and the schema that has the properties.
    pub(super) encodings: Vec<(NodeId, SchemaId)>,
    /// Parameters, responses and media types that were read.
    pub(super) parts: usize,
    /// Operations that were left out because the document is too large.
    pub(super) left_out: usize,
    /// Objects that were looked at for problems: what is shared is told once.
    checked: NumberSet<NodeId>,
    /// Lists of permitted values that were read.
    pub(super) permitted: NumberMap<NodeId, Arc<Permitted>>,
    /// Values that are held against their schemas when all schemas are read.
    pub(super) given: Vec<Given>,
    pub(super) given_seen: NumberSet<(SchemaId, NodeId, Carrier)>,
    /// Some of those were too many.
    pub(super) unheld: bool,
    /// Properties, references and names that schemas may still hold. Without aliases a document has fewer.
    pub(super) room: usize,
}

/// A schema that has a number.
pub(super) enum Waiting {
    Node(NodeId),
    /// Put together from what is no schema in the document.
    Made(Box<Schema>),
}

impl<'t> Reader<'t> {
    pub(super) fn new(forest: &'t Forest<'t>, root: NodeId, head: &Head) -> Self {
        Self {
            forest,
            tree: &forest.tree,
            root,
            paths: head.paths,
            piece: head.piece,
            version: head.version,
            foreign_dialect: false,
            schemas: Vec::new(),
            names: HashMap::new(),
            numbered: NumberMap::default(),
            waiting: Vec::new(),
            plain: NumberSet::default(),
            problems: Vec::new(),
            untold: 0,
            whole: forest.is_whole() && !head.piece,
            undecided: false,
            strangers: Strangers::default(),
            strangers_met: HashSet::new(),
            reached: NumberSet::default(),
            once: Once::default(),
            parts_named: Known::default(),
            anchors: None,
            references: 0,
            seen_beside: NumberSet::default(),
            lost_beside: Vec::new(),
            standalone: forest.standalone(),
            pointers: Pointers::default(),
            path_parameters_placed: None,
            linked: Vec::new(),
            scheme_names: HashSet::new(),
            without_scopes: HashSet::new(),
            targets: Vec::new(),
            visited: NumberSet::default(),
            uploads: HashSet::new(),
            encodings: Vec::new(),
            parts: 0,
            left_out: 0,
            checked: NumberSet::default(),
            permitted: NumberMap::default(),
            given: Vec::new(),
            given_seen: NumberSet::default(),
            unheld: false,
            room: forest.bytes() / 2 + 1_000,
        }
    }

    pub(super) fn problem(&mut self, kind: ProblemKind, place: Place, message: impl Into<String>) {
        self.related_problem(kind, place, message, Vec::new());
    }

    pub(super) fn related_problem(
        &mut self,
        kind: ProblemKind,
        place: Place,
        message: impl Into<String>,
        related: Vec<Located<String>>,
    ) {
        self.many(kind, place, message, related, 1);
    }

    /// A problem that stands at several places and has one cause.
    pub(super) fn many(
        &mut self,
        kind: ProblemKind,
        place: Place,
        message: impl Into<String>,
        related: Vec<Located<String>>,
        sites: usize,
    ) {
        if self.standalone.contains(&place.file) {
            return;
        }
        let lacks = matches!(
            kind,
            ProblemKind::UnresolvedReference
                | ProblemKind::BrokenLink
                | ProblemKind::MissingField
                | ProblemKind::UndefinedScheme
        );
        if lacks && !self.whole {
            self.undecided = true;
        } else if self.problems.len() < MOST_PROBLEMS {
            let message = message.into();
            self.problems.push(ContractProblem { kind, place, message, related, correction: None, sites });
        } else {
            self.untold += 1;
        }
    }

    /// A problem that the document's text can be rid of, where `correction` says how.
    pub(super) fn correctable(
        &mut self,
        kind: ProblemKind,
        place: Place,
        message: impl Into<String>,
        correction: Option<Correction>,
    ) {
        let before = self.problems.len();
        self.problem(kind, place, message);
        if let Some(problem) = self.problems.get_mut(before) {
            problem.correction = correction;
        }
    }

    /// Takes one from the room for what schemas hold; says whether there was some left.
    pub(super) fn spend(&mut self) -> bool {
        self.room = self.room.saturating_sub(1);
        self.room > 0
    }

    /// Whether this is the first time that it is asked about this node.
    pub(super) fn is_first(&mut self, id: NodeId) -> bool {
        self.checked.insert(self.tree.resolved(id))
    }

    pub(super) fn name(&mut self, text: &'t str) -> Name {
        self.names.entry(text).or_insert_with(|| Name::new(text)).clone()
    }

    /// The file of the contract itself.
    pub(super) fn file(&self) -> FileId {
        self.forest.texts.first().map(|text| text.source.file).unwrap_or_default()
    }

    /// Where the key of a node stands, or the value where it has none.
    pub(super) fn key_place(&self, id: NodeId) -> Place {
        self.forest.place(id, self.tree.key_span(id))
    }

    /// Where a node is best pointed at: its key, or the first key within it.
    pub(super) fn node_place(&self, id: NodeId) -> Place {
        let inner = if self.tree.key(id).is_none() && self.tree.shape(id) == Shape::Map {
            self.tree.children(id).next()
        } else {
            None
        };
        self.key_place(inner.unwrap_or(id))
    }

    /// Where a node has room for one more member or value.
    pub(super) fn slot(&self, id: NodeId) -> Option<Slot> {
        let id = self.tree.resolved(id);
        self.tree.slot(self.source(id)?, id)
    }

    /// The text of a member with what parts it from the next, where it can surely be taken out.
    pub(super) fn removal(&self, parent: NodeId, id: NodeId) -> Option<Place> {
        let span = self.tree.removal(self.source(parent)?, parent, id)?;
        Some(self.forest.place(id, span))
    }

    /// The text that a node stands in.
    pub(super) fn source(&self, id: NodeId) -> Option<&Source<'t>> {
        self.forest.texts.get(self.tree.part(id)).map(|text| &text.source)
    }

    pub(super) fn value_place(&self, id: NodeId) -> Place {
        self.forest.place(id, self.tree.span(id))
    }

    pub(super) fn located(&self, id: NodeId, text: &str) -> Located<String> {
        Located { value: text.to_owned(), place: self.value_place(id) }
    }

    /// The text of a member with its place.
    pub(super) fn located_member(&self, id: NodeId, name: &str) -> Option<Located<String>> {
        let member = self.tree.member(id, name)?;
        Some(self.located(member, self.tree.written(member)?))
    }

    pub(super) fn text_member(&self, id: NodeId, name: &str) -> Option<&'t str> {
        self.tree.text(self.tree.member(id, name)?)
    }

    pub(super) fn bool_member(&self, id: NodeId, name: &str) -> bool {
        self.tree.member(id, name).and_then(|member| self.tree.bool(member)).unwrap_or_default()
    }

    /// The texts of a list.
    pub(super) fn texts(&self, id: NodeId) -> Vec<String> {
        self.tree.children(id).filter_map(|child| self.tree.written(child)).map(str::to_owned).collect()
    }
}

/// A text from the document, short enough for a sentence.
pub(super) fn clipped(text: &str) -> String {
    match text.char_indices().nth(80) {
        None => text.to_owned(),
        Some((end, _)) => format!("{}…", text.get(..end).unwrap_or_default()),
    }
}
