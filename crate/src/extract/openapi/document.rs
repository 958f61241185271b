//! The document as a whole: what it says of itself, its servers, its components.

use super::component::Component;
use super::objects;
use super::reader::Reader;
use super::reference::Target;
use super::version::Version;
use crate::artifact::Place;
use crate::collections::Sort;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Contract, Coverage, Derived, Info, Located, ProblemKind, SchemaId, Tag};

impl Reader<'_> {
    pub(super) fn document(&mut self, place: Place, version: String, coverage: &mut Coverage) -> Contract {
        let root = self.root;
        if !self.piece {
            self.check(root, &objects::DOCUMENT);
            self.at_least_one_part();
        }
        self.foreign_dialect =
            self.text_member(root, "jsonSchemaDialect").is_some_and(super::keyword_form::is_foreign);
        let info = self.info();
        let servers = if self.version == Version::V2 { self.hosts() } else { self.servers(root) };
        let schemes = self.security_schemes();
        let security = self.security(root);
        // Named schemas first: they get the lowest numbers, in the order of the document.
        let named = self.named_schemas();
        let shared_responses = self.names_of_responses();
        let tags = self.tags();
        let operations = self.operations();
        self.unused_components();
        self.visit_all();
        self.links_lead_to(&operations);
        self.read_schemas();
        self.encodings_name_properties();
        let given = self.given_values();
        self.rings(&named);
        self.unused(&operations, &named, security.as_ref());
        self.tell_beside();
        self.duplicate_keys();
        self.tell_strangers(coverage);
        self.tell_bounds(coverage);
        self.problems
            .order_by(|one, other| one.place.cmp(&other.place).then_with(|| one.message.cmp(&other.message)));
        let mut contract = Contract {
            place,
            version,
            info,
            servers,
            security,
            schemes,
            operations,
            tags,
            schemas: std::mem::take(&mut self.schemas),
            named,
            shared_responses,
            given,
            problems: std::mem::take(&mut self.problems),
            references: self.references,
            whole: self.whole,
            derived: Derived::default(),
        };
        super::burden::lighten(&mut contract, coverage);
        contract.classify();
        contract
    }

    pub(super) fn tell_bounds(&self, coverage: &mut Coverage) {
        if self.left_out > 0 {
            let text = format!("the document is too large: {} operations are left out", self.left_out);
            coverage.missed(None, text);
        }
        if self.undecided && !self.piece {
            let text = "what the document lacks is not judged: it may stand in the part that was not read";
            coverage.note(None, text);
        }
        if self.room == 0 {
            let text = "what schemas repeat by way of aliases is too much: a part of it is left out";
            coverage.missed(None, text);
        }
        if self.unheld {
            let text = "there are more examples and defaults than are held against their schemas";
            coverage.note(None, text);
        }
        if self.untold > 0 {
            coverage.note(None, format!("{} more problems of the document are not listed", self.untold));
        }
    }

    fn at_least_one_part(&mut self) {
        let has = |name| self.tree.member(self.root, name).is_some();
        if self.version >= Version::V31 && !has("paths") && !has("components") && !has("webhooks") {
            let message = "the document has neither `paths` nor `components` nor `webhooks`";
            self.problem(ProblemKind::MissingField, self.node_place(self.root), message);
        }
    }

    fn info(&mut self) -> Info {
        let Some(id) = self.tree.member(self.root, "info") else { return Info::default() };
        if self.tree.shape(id) != Shape::Map {
            return Info::default();
        }
        self.check(id, &objects::INFO);
        let contact = self.tree.member(id, "contact").filter(|id| self.tree.shape(*id) == Shape::Map);
        let license = self.tree.member(id, "license").filter(|id| self.tree.shape(*id) == Shape::Map);
        if let Some(contact) = contact {
            self.check(contact, &objects::CONTACT);
        }
        if let Some(license) = license {
            self.check(license, &objects::LICENSE);
        }
        Info {
            title: self.located_member(id, "title"),
            version: self.located_member(id, "version"),
            description: self.located_member(id, "description"),
            has_contact: contact.is_some(),
            has_license: license.is_some(),
        }
    }

    fn tags(&mut self) -> Vec<Tag> {
        let tree = self.tree;
        let mut tags = Vec::new();
        if let Some(list) = tree.member(self.root, "tags")
            && tree.shape(list) == Shape::List
        {
            for tag in tree.children(list) {
                if self.check(tag, &objects::TAG)
                    && let Some(name) = self.located_member(tag, "name")
                {
                    let described = self.text_member(tag, "description").is_some_and(|text| !text.is_empty());
                    tags.push(Tag { name, described });
                }
            }
        }
        tags
    }

    fn names_of_responses(&self) -> Vec<String> {
        let map = match self.version {
            Version::V2 => self.tree.member(self.root, "responses"),
            _ => self.component("responses"),
        };
        map.into_iter().flat_map(|map| self.tree.members(map)).map(|(name, _)| name.to_owned()).collect()
    }

    pub(super) fn named_schemas(&mut self) -> Vec<(Located<String>, SchemaId)> {
        let map = match self.version {
            Version::V2 => self.tree.member(self.root, "definitions"),
            _ => self.component("schemas"),
        };
        let tree = self.tree;
        map.into_iter()
            .flat_map(|map| tree.members(map))
            .filter(|(name, _)| !name.starts_with("x-"))
            .map(|(name, id)| {
                let name = Located { value: name.to_owned(), place: self.node_place(id) };
                (name, self.schema_id(id))
            })
            .collect()
    }

    /// The components of one kind in 3.x.
    pub(super) fn component(&self, kind: &str) -> Option<NodeId> {
        let components = self.tree.member(self.root, "components")?;
        self.tree.member(components, kind)
    }

    /// Components that no operation uses may have problems as well.
    fn unused_components(&mut self) {
        let tree = self.tree;
        if let Some(components) = tree.member(self.root, "components").filter(|_| self.version > Version::V2)
            && tree.shape(components) == Shape::Map
        {
            self.check(components, &objects::COMPONENTS);
        }
        let (parameters, responses) = match self.version {
            Version::V2 => (tree.member(self.root, "parameters"), tree.member(self.root, "responses")),
            _ => (self.component("parameters"), self.component("responses")),
        };
        for id in parameters.into_iter().flat_map(|map| tree.children(map)) {
            if let Target::Node(id) = self.follow(id, Component::Parameter) {
                self.parameter(id);
            }
        }
        for id in responses.into_iter().flat_map(|map| tree.children(map)) {
            self.response("default", id, &[]);
        }
        for id in self.component("requestBodies").into_iter().flat_map(|map| tree.children(map)) {
            self.body(id);
        }
        for id in self.component("headers").into_iter().flat_map(|map| tree.children(map)) {
            self.header("", id);
        }
    }

    /// Names are made of letters, digits, and `.`, `-`, `_`: they stand in references.
    pub(super) fn component_names(&mut self, components: NodeId) {
        let tree = self.tree;
        let odd =
            |name: &str| !name.bytes().all(|byte| byte.is_ascii_alphanumeric() || b".-_".contains(&byte));
        let sections = tree.members(components).filter(|(section, _)| !section.starts_with("x-"));
        let named = sections.flat_map(|(_, section)| tree.members(section));
        let odd: Vec<_> = named.filter(|(name, _)| odd(name) && !name.starts_with("x-")).collect();
        let Some(((name, first), others)) = odd.split_first() else { return };
        let related = others.iter().take(20).map(|(name, id)| {
            let value = format!("`{}` as well", super::reader::clipped(name));
            Located { value, place: self.node_place(*id) }
        });
        let message =
            format!("the name `{}` has characters that a component's may not", super::reader::clipped(name));
        let related = related.collect();
        self.many(ProblemKind::WrongValue, self.node_place(*first), message, related, odd.len());
    }

    pub(super) fn duplicate_keys(&mut self) {
        let tree = self.tree;
        for (earlier, later) in &tree.duplicates {
            let name = super::reader::clipped(tree.key(*later).unwrap_or_default());
            let other =
                Located { value: format!("`{name}` stands here as well"), place: self.node_place(*earlier) };
            let message = format!("the key `{name}` stands twice in one object");
            let place = self.node_place(*later);
            self.related_problem(ProblemKind::DuplicateKey, place, message, vec![other]);
        }
    }
}
