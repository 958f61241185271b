//! Brokers and hosts, and what they ask of those who connect.

use super::objects;
use crate::extract::openapi::reader::{Reader, clipped};
use crate::extract::openapi::reference::Target;
use crate::extract::openapi::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{EventServer, Located, ProblemKind};

impl Reader<'_> {
    pub(super) fn event_servers(&mut self) -> Vec<EventServer> {
        let tree = self.tree;
        let mut servers = Vec::new();
        for (name, id) in tree.member(self.root, "servers").into_iter().flat_map(|map| tree.members(map)) {
            let name = Located { value: name.to_owned(), place: self.node_place(id) };
            let Target::Node(id) = self.follow_any(id) else { continue };
            if !self.check(id, &objects::SERVER) {
                continue;
            }
            let address = if self.version == Version::Events2 { "url" } else { "host" };
            let protocol = self.located_member(id, "protocol").map(|protocol| Located {
                value: protocol.value.to_ascii_lowercase(),
                place: protocol.place,
            });
            servers.push(EventServer {
                name,
                address: self.text_member(id, address).unwrap_or_default().to_owned(),
                protocol,
                states_security: tree.member(id, "security").is_some(),
                speaks_of_tls: self.speaks_of_tls(id),
                schemes: self.asked_schemes(id),
                bindings: self.bindings(id),
            });
        }
        servers
    }

    fn speaks_of_tls(&mut self, server: NodeId) -> bool {
        let tree = self.tree;
        let says = |text: &str| {
            let text = text.to_ascii_lowercase();
            text.contains("tls") || text.contains("ssl")
        };
        let described =
            |id: NodeId| tree.children(id).take(40).any(|value| tree.text(value).is_some_and(says));
        let mut spoken = described(server);
        for asked in tree.member(server, "security").into_iter().flat_map(|list| tree.children(list)).take(20)
        {
            // In version 3 a reference, in version 2 the names of schemes.
            spoken |= described(asked) || tree.members(asked).any(|(name, _)| says(name));
            let named = tree.members(asked).map(|(name, _)| name).next();
            let known = named.and_then(|name| tree.member(self.component("securitySchemes")?, name));
            if let Target::Node(scheme) = self.follow_any(known.unwrap_or(asked)) {
                spoken |= described(scheme);
            }
        }
        spoken
    }

    /// The kinds of schemes that a server or operation asks for.
    pub(super) fn asked_schemes(&mut self, id: NodeId) -> Vec<String> {
        let tree = self.tree;
        let mut kinds = Vec::new();
        for asked in tree.member(id, "security").into_iter().flat_map(|list| tree.children(list)) {
            if self.version == Version::Events3 {
                if let Target::Node(scheme) = self.follow_any(asked) {
                    kinds.extend(self.text_member(scheme, "type").map(str::to_owned));
                }
                continue;
            }
            for (name, scopes) in tree.members(asked) {
                let known = self.component("securitySchemes").and_then(|map| tree.member(map, name));
                match known.map(|known| self.follow_any(known)) {
                    Some(Target::Node(scheme)) => {
                        kinds.push(self.text_member(scheme, "type").unwrap_or("unknown").to_owned());
                    }
                    Some(Target::Unread(_)) => kinds.push("unknown".to_owned()),
                    None => {
                        let message = format!("the security scheme `{}` is not declared", clipped(name));
                        self.problem(ProblemKind::UnresolvedReference, self.node_place(scopes), message);
                    }
                }
            }
        }
        kinds
    }

    /// The servers that a channel of version 2 names must be there.
    pub(super) fn named_servers(&mut self, channel: NodeId) {
        let tree = self.tree;
        let Some(list) = tree.member(channel, "servers").filter(|list| tree.shape(*list) == Shape::List)
        else {
            return;
        };
        let servers = tree.member(self.root, "servers");
        for named in tree.children(list) {
            if self.version == Version::Events3 {
                self.follow_any(named);
            } else if let Some(name) = tree.text(named)
                && servers.and_then(|servers| tree.member(servers, name)).is_none()
            {
                let message = format!("the server `{}` is not declared", clipped(name));
                self.problem(ProblemKind::UnresolvedReference, self.value_place(named), message);
            }
        }
    }
}
