//! Paths, webhooks and callbacks, and the operations in them.

use std::collections::{HashMap, HashSet, VecDeque};

use super::component::Component;
use super::objects;
use super::reader::{Reader, clipped};
use super::reference::Target;
use super::version::Version;
use crate::artifact::Place;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Classes, Located, Method, Operation, OperationSlots, Parameter, ProblemKind, Server};

/// Operations past this number are left out.
const MOST_OPERATIONS: usize = 50_000;

/// Parameters, responses and media types of all operations together: what is shared counts each time.
const MOST_PARTS: usize = 1_000_000;

/// Fields of its own that an operation is asked for.
const MOST_EXTENSIONS: usize = 20;

/// How the words end of two paths that are one, where each has methods of its own.
const APART: &str = ", though no method is in both";

/// A path item that is still to be read.
pub(super) struct Item {
    pub(super) path: String,
    node: NodeId,
    pub(super) place: Place,
    webhook: bool,
}

/// What the operations of a path have in common.
struct Common {
    list: Option<NodeId>,
    parameters: Vec<Parameter>,
    unread: Vec<Located<String>>,
    servers: Vec<Server>,
}

impl Reader<'_> {
    pub(super) fn operations(&mut self) -> Vec<Operation> {
        let tree = self.tree;
        let mut items = self.items(self.paths, false);
        self.path_problems(&items);
        self.ambiguous_pairs(items.iter());
        items.extend(self.items(tree.member(self.root, "webhooks"), true));
        let mut operations = Vec::new();
        let mut callbacks_seen = HashSet::new();
        while let Some(item) = items.pop_front() {
            let node = match self.follow(item.node, Component::PathItem) {
                Target::Node(node) => node,
                Target::Unread(_) => continue,
            };
            if !self.check(node, &objects::PATH_ITEM) {
                continue;
            }
            let common = self.common(node);
            for (name, member) in self.methods(node) {
                let Some(method) = Method::named(&name) else { continue };
                if !self.check(member, &objects::OPERATION) {
                    continue;
                }
                if operations.len() >= MOST_OPERATIONS || self.parts >= MOST_PARTS {
                    self.left_out += 1;
                    continue;
                }
                self.parts += common.parameters.len();
                let mut operation = self.operation(&item, method, member, &common);
                operation.slots.direct = node == tree.resolved(item.node);
                operations.push(operation);
                if callbacks_seen.insert(self.tree.resolved(member)) {
                    items.extend(self.callbacks(member));
                }
            }
        }
        self.operation_ids(&operations);
        operations
    }

    /// The members of `paths` or `webhooks`.
    fn items(&self, map: Option<NodeId>, webhook: bool) -> VecDeque<Item> {
        let tree = self.tree;
        map.into_iter()
            .flat_map(|map| tree.members(map))
            .filter(|(path, _)| !path.starts_with("x-"))
            .map(|(path, node)| Item { path: path.to_owned(), node, place: self.key_place(node), webhook })
            .collect()
    }

    /// The operations of a path: its methods, and those that 3.2 lets a document add.
    fn methods(&self, id: NodeId) -> Vec<(String, NodeId)> {
        let tree = self.tree;
        let mut methods = Vec::new();
        for (name, member) in tree.members(id) {
            if name == "additionalOperations" && self.version >= Version::V32 {
                methods.extend(tree.members(member).map(|(name, member)| (name.to_owned(), member)));
            } else if objects::PATH_ITEM.field(name, self.version).is_some()
                && !matches!(name, "summary" | "description" | "servers" | "parameters" | "$ref")
            {
                methods.push((name.to_owned(), member));
            }
        }
        methods
    }

    fn common(&mut self, id: NodeId) -> Common {
        let list = self.tree.member(id, "parameters");
        let servers = if self.version == Version::V2 { Vec::new() } else { self.servers(id) };
        let mut common = Common { list, parameters: Vec::new(), unread: Vec::new(), servers };
        if let Some(list) = list {
            common.parameters = self.parameters(list, &mut common.unread);
        }
        common
    }

    fn operation(&mut self, item: &Item, method: Method, id: NodeId, common: &Common) -> Operation {
        let mut unread = common.unread.clone();
        let list = self.tree.member(id, "parameters");
        let mut parameters = list.map(|list| self.parameters(list, &mut unread)).unwrap_or_default();
        let own: HashSet<_> =
            parameters.iter().map(|parameter| (parameter.name.clone(), parameter.location)).collect();
        let inherited = common.parameters.iter();
        parameters.extend(
            inherited
                .filter(|parameter| !own.contains(&(parameter.name.clone(), parameter.location)))
                .cloned(),
        );
        let body = match self.version {
            Version::V2 => self.old_body(id, list, common.list),
            _ => self.tree.member(id, "requestBody").and_then(|body| {
                match self.follow(body, Component::RequestBody) {
                    Target::Node(body) => self.body(body),
                    Target::Unread(reference) => {
                        unread.push(reference);
                        None
                    }
                }
            }),
        };
        let own_servers = if self.version == Version::V2 { Vec::new() } else { self.servers(id) };
        let servers = if own_servers.is_empty() { common.servers.clone() } else { own_servers };
        let responses = self.tree.member(id, "responses");
        let operation = Operation {
            method,
            path: item.path.clone(),
            place: self.key_place(id),
            whole: self.value_place(id),
            path_place: item.place,
            id: self.located_member(id, "operationId"),
            summary: self.text_member(id, "summary").map(str::to_owned),
            description: self.text_member(id, "description").map(str::to_owned),
            deprecated: self.bool_member(id, "deprecated"),
            tags: self.tree.member(id, "tags").map(|tags| self.texts(tags)).unwrap_or_default(),
            parameters,
            body,
            responses: responses.map(|responses| self.responses(responses, id)).unwrap_or_default(),
            responses_place: responses.map(|responses| self.node_place(responses)),
            security: self.security(id),
            servers,
            extensions: self.extensions(id),
            webhook: item.webhook,
            unread,
            slots: self.slots(id, list, responses),
            classes: Classes::default(),
        };
        if !item.webhook {
            self.path_parameters(&operation);
        }
        operation
    }

    fn slots(&self, id: NodeId, parameters: Option<NodeId>, responses: Option<NodeId>) -> OperationSlots {
        let own = responses.filter(|responses| self.is_own(id, *responses));
        OperationSlots {
            direct: true,
            lists_parameters: parameters.is_some(),
            operation: self.slot(id),
            parameters: parameters.and_then(|list| self.slot(list)),
            responses: own.and_then(|responses| self.slot(responses)),
        }
    }

    /// Whether a member is written within its object, rather than where an anchor or a merge key leads to.
    fn is_own(&self, id: NodeId, member: NodeId) -> bool {
        self.tree.resolved(member) == member
            && self.value_place(id).span.contains(self.value_place(member).span)
    }

    fn extensions(&self, id: NodeId) -> Vec<Located<String>> {
        let own = self.tree.members(id).filter(|(name, _)| name.starts_with("x-")).take(MOST_EXTENSIONS);
        own.map(|(name, value)| Located { value: name.to_owned(), place: self.node_place(value) }).collect()
    }

    /// The path items of an operation's callbacks, each under the expression that makes its address.
    fn callbacks(&mut self, id: NodeId) -> Vec<Item> {
        let tree = self.tree;
        let mut items = Vec::new();
        if self.version == Version::V2 {
            return items;
        }
        for callback in tree.member(id, "callbacks").into_iter().flat_map(|map| tree.children(map)) {
            let Target::Node(callback) = self.follow(callback, Component::Callback) else { continue };
            for (path, node) in tree.members(callback).filter(|(path, _)| !path.starts_with("x-")) {
                let place = self.key_place(node);
                self.callback_address(path, place);
                items.push(Item { path: path.to_owned(), node, place, webhook: true });
            }
        }
        items
    }

    /// Two operations of one name cannot be told apart by what is generated from the document.
    fn operation_ids(&mut self, operations: &[Operation]) {
        let mut first: HashMap<&str, &Located<String>> = HashMap::new();
        for id in operations.iter().filter_map(|operation| operation.id.as_ref()) {
            match first.get(id.value.as_str()) {
                Some(earlier) if earlier.place == id.place => {}
                Some(earlier) => {
                    let other = Located { value: "it stands here as well".to_owned(), place: earlier.place };
                    let message = format!("`operationId` `{}` is not unique", clipped(&id.value));
                    self.related_problem(ProblemKind::DuplicateOperationId, id.place, message, vec![other]);
                }
                None => {
                    first.insert(&id.value, id);
                }
            }
        }
    }

    /// Whether two paths have operations of one method, as far as both say theirs.
    pub(super) fn share_method(&self, one: &Item, other: &Item) -> bool {
        let [one, other] = [one, other].map(|item| item.node);
        if [one, other].iter().any(|node| self.tree.member(*node, "$ref").is_some()) {
            return true;
        }
        let methods = self.methods(other);
        self.methods(one).iter().any(|(name, _)| methods.iter().any(|(method, _)| method == name))
    }

    fn path_problems(&mut self, items: &VecDeque<Item>) {
        let tree = self.tree;
        if let Some(paths) = self.paths
            && tree.shape(paths) != Shape::Map
        {
            return;
        }
        let mut first: HashMap<String, &Item> = HashMap::new();
        for item in items {
            if !item.path.starts_with('/') && !self.piece {
                let message = format!("the path `{}` does not begin with `/`", clipped(&item.path));
                self.problem(ProblemKind::WrongValue, item.place, message);
            }
            if item.path.contains('?') {
                let message = format!("the path `{}` holds a query", clipped(&item.path));
                self.problem(ProblemKind::AmbiguousPath, item.place, message);
            }
            if let Some(fault) = super::template::odd(&item.path) {
                self.problem(ProblemKind::Forgiven, item.place, fault);
            }
            if let Some(fault) = super::template::fault(&item.path) {
                let message = format!("the path `{}` {fault}", clipped(&item.path));
                self.problem(ProblemKind::PathParameter, item.place, message);
            }
            if let Some(name) = super::template::repeated(&item.path) {
                let message =
                    format!("the path `{}` has its parameter `{}` twice", clipped(&item.path), clipped(name));
                self.problem(ProblemKind::PathParameter, item.place, message);
            }
            let pattern = super::template::pattern(&item.path);
            match first.get(&pattern) {
                Some(earlier) if earlier.path != item.path => {
                    let other = Located { value: "the other path".to_owned(), place: earlier.place };
                    let apart = if self.share_method(item, earlier) { "" } else { APART };
                    let message = format!(
                        "the path `{}` cannot be told from `{}`{apart}",
                        clipped(&item.path),
                        clipped(&earlier.path)
                    );
                    self.related_problem(ProblemKind::AmbiguousPath, item.place, message, vec![other]);
                }
                Some(_) => {}
                None => {
                    first.insert(pattern, item);
                }
            }
        }
    }
}
