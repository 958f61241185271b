//! The document as a whole.

use super::messages::Messages;
use super::objects;
use crate::artifact::Place;
use crate::collections::Sort;
use crate::extract::openapi::reader::Reader;
use crate::extract::tree::Shape;
use crate::facts::{Contract, Coverage, Derived, EventContract, Info};

impl Reader<'_> {
    pub(super) fn event_document(
        &mut self,
        place: Place,
        version: String,
        coverage: &mut Coverage,
    ) -> EventContract {
        let root = self.root;
        self.check(root, &objects::DOCUMENT);
        let info = self.event_info();
        let servers = self.event_servers();
        // Named schemas first: they get the lowest numbers, in the order of the document.
        let named = self.named_schemas();
        let mut messages = Messages::default();
        self.component_messages(&mut messages);
        let mut channels = self.channels(&mut messages);
        let operations = self.event_operations(&mut channels, &mut messages);
        self.message_ids(&messages);
        self.visit_from(root, &objects::DOCUMENT);
        self.read_schemas();
        let given = self.given_values();
        self.duplicate_keys();
        self.tell_strangers(coverage);
        self.tell_bounds(coverage);
        self.problems
            .order_by(|one, other| one.place.cmp(&other.place).then_with(|| one.message.cmp(&other.message)));
        EventContract {
            place,
            version: version.clone(),
            info: info.clone(),
            servers,
            channels: channels.list,
            operations,
            messages: messages.list,
            shapes: Contract {
                place,
                version,
                info,
                servers: Vec::new(),
                security: None,
                schemes: Vec::new(),
                operations: Vec::new(),
                tags: Vec::new(),
                schemas: std::mem::take(&mut self.schemas),
                named,
                shared_responses: Vec::new(),
                given,
                problems: std::mem::take(&mut self.problems),
                references: self.references,
                whole: self.whole,
                derived: Derived::default(),
            },
            whole: self.whole,
        }
    }

    fn event_info(&mut self) -> Info {
        let Some(id) = self.tree.member(self.root, "info") else { return Info::default() };
        if !self.check(id, &objects::INFO) {
            return Info::default();
        }
        let has = |name| self.tree.member(id, name).is_some_and(|id| self.tree.shape(id) == Shape::Map);
        Info {
            title: self.located_member(id, "title"),
            version: self.located_member(id, "version"),
            description: self.located_member(id, "description"),
            has_contact: has("contact"),
            has_license: has("license"),
        }
    }
}
