//! What 2.0 says in other words than 3.x: hosts, bodies among the parameters, media types apart from schemas.

use super::component::Component;
use super::reader::Reader;
use super::reference::Target;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{Body, Media, Property, Schema, SchemaId, SchemaType, Server};

impl Reader<'_> {
    /// `schemes`, `host` and `basePath` as addresses.
    pub(super) fn hosts(&mut self) -> Vec<Server> {
        let tree = self.tree;
        let host = tree.member(self.root, "host");
        let base = tree.member(self.root, "basePath");
        let path = base.and_then(|base| tree.text(base)).unwrap_or_default().trim_end_matches('/');
        let Some(host) = host.filter(|host| tree.text(*host).is_some()) else {
            return base
                .map(|base| Server { url: path.to_owned(), place: self.value_place(base) })
                .into_iter()
                .collect();
        };
        let name = tree.text(host).unwrap_or_default();
        let schemes = tree.member(self.root, "schemes").filter(|list| tree.shape(*list) == Shape::List);
        let servers: Vec<_> = schemes
            .into_iter()
            .flat_map(|list| tree.children(list))
            .filter_map(|scheme| {
                let url = format!("{}://{name}{path}", tree.text(scheme)?);
                Some(Server { url, place: self.value_place(scheme) })
            })
            .collect();
        if servers.is_empty() {
            return vec![Server { url: format!("//{name}{path}"), place: self.value_place(host) }];
        }
        servers
    }

    /// The body that the parameters of an operation and of its path describe.
    pub(super) fn old_body(&mut self, id: NodeId, own: Option<NodeId>, path: Option<NodeId>) -> Option<Body> {
        let tree = self.tree;
        self.body_problems(id, own, path);
        let mut fields = Vec::new();
        for entry in own.into_iter().chain(path).flat_map(|list| tree.children(list)) {
            let Target::Node(parameter) = self.follow(entry, Component::Parameter) else { continue };
            match self.text_member(parameter, "in") {
                Some("body") => {
                    let schema = tree.member(parameter, "schema").map(|schema| self.schema_id(schema));
                    let place = self.node_place(parameter);
                    let media = self.listed(id, "consumes");
                    let media = media
                        .into_iter()
                        .map(|name| Media { name, schema, has_example: false, place })
                        .collect();
                    return Some(Body { required: self.bool_member(parameter, "required"), media, place });
                }
                Some("formData") => fields.push(parameter),
                _ => {}
            }
        }
        let first = fields.first().copied()?;
        let place = self.node_place(first);
        let required = fields.iter().any(|field| self.bool_member(*field, "required"));
        let schema = Some(self.form(&fields));
        let file = fields.iter().any(|field| self.text_member(*field, "type") == Some("file"));
        let name = if file { "multipart/form-data" } else { "application/x-www-form-urlencoded" };
        let media = vec![Media { name: name.to_owned(), schema, has_example: false, place }];
        Some(Body { required, media, place })
    }

    /// The media types of a response: its schema in each of those that are produced.
    pub(super) fn old_media(&mut self, id: NodeId, produced: &[String]) -> Vec<Media> {
        let tree = self.tree;
        let Some(node) = tree.member(id, "schema") else { return Vec::new() };
        let number = self.schema_id(node);
        self.given_by_media(id, number);
        let schema = Some(number);
        let has_example = tree.member(id, "examples").is_some();
        let place = self.node_place(node);
        produced.iter().map(|name| Media { name: name.clone(), schema, has_example, place }).collect()
    }

    /// The media types that an operation answers with.
    pub(super) fn produced(&self, id: NodeId) -> Vec<String> {
        self.listed(id, "produces")
    }

    /// Its own list or else the document's; JSON where neither says.
    fn listed(&self, id: NodeId, name: &str) -> Vec<String> {
        let list = self.tree.member(id, name).or_else(|| self.tree.member(self.root, name));
        let mut listed = list.map(|list| self.texts(list)).unwrap_or_default();
        listed.truncate(20);
        if listed.is_empty() {
            listed.push("application/json".to_owned());
        }
        listed
    }

    /// One schema for all fields of a form.
    fn form(&mut self, fields: &[NodeId]) -> SchemaId {
        let mut schema = Schema { types: vec![SchemaType::Object], ..Schema::default() };
        for field in fields {
            let Some(name) = self.text_member(*field, "name") else { continue };
            if self.bool_member(*field, "required") {
                schema.required.push(name.to_owned());
            }
            let place = self.node_place(*field);
            let (name, id) = (self.name(name), self.plain_schema_id(*field));
            schema.properties.push(Property { name, place, schema: id, excused: false });
        }
        if let Some(first) = fields.first() {
            schema.place = self.node_place(*first);
        }
        self.made_schema_id(schema)
    }
}
