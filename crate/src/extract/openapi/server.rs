//! Servers, and the variables in their addresses.

use super::objects;
use super::reader::{Reader, clipped};
use super::template;
use super::version::Version;
use crate::extract::tree::{NodeId, Shape};
use crate::facts::{ProblemKind, Server};

impl Reader<'_> {
    pub(super) fn servers(&mut self, id: NodeId) -> Vec<Server> {
        let Some(list) = self.tree.member(id, "servers") else { return Vec::new() };
        let tree = self.tree;
        let mut servers = Vec::new();
        if tree.shape(list) != Shape::List {
            return servers;
        }
        for server in tree.children(list) {
            if self.check(server, &objects::SERVER)
                && let Some(url) = self.located_member(server, "url")
            {
                servers.push(Server { url: url.value, place: url.place });
            }
        }
        servers
    }

    /// Each name in braces is a variable, each variable stands in the address, and its default is permitted.
    pub(super) fn server_problems(&mut self, server: NodeId) {
        if let Some(url) = self.text_member(server, "url") {
            self.address_of_server(server, url);
            self.server_variables(server, &["url"]);
        }
    }

    /// The variables of an address, which some members make up together.
    pub(super) fn server_variables(&mut self, server: NodeId, members: &[&str]) {
        let tree = self.tree;
        let variables = tree.member(server, "variables").filter(|map| tree.shape(*map) == Shape::Map);
        let mut used = Vec::new();
        for member in members.iter().filter_map(|name| tree.member(server, name)) {
            let names = template::names(tree.text(member).unwrap_or_default());
            for name in names.iter().take(100) {
                if variables.and_then(|map| tree.member(map, name)).is_none() {
                    let message = format!("the server variable `{}` is not declared", clipped(name));
                    self.problem(ProblemKind::WrongValue, self.value_place(member), message);
                }
            }
            used.extend(names);
        }
        for (name, variable) in variables.into_iter().flat_map(|map| tree.members(map)) {
            if !name.starts_with("x-") && !used.contains(&name) {
                let message = format!("the server variable `{}` stands in no address", clipped(name));
                self.problem(ProblemKind::Ineffective, self.node_place(variable), message);
            }
        }
    }

    /// Paths are put behind the address as they are.
    fn address_of_server(&mut self, server: NodeId, url: &str) {
        let Some(at) = self.tree.member(server, "url") else { return };
        let first = url.split('/').next().unwrap_or_default();
        let is_host =
            first.contains('.') && !first.starts_with('.') && !first.contains([':', '{', '?', '#', ' ']);
        let message = if url.contains(['?', '#']) {
            "paths cannot be put behind a server's address that has a query or a fragment"
        } else if url.len() > 1 && url.ends_with('/') {
            "a server's address ends with `/`: with a path behind it, two stand in a row"
        } else if is_host {
            "a server's address without `https://` is a path of the host that serves the document"
        } else {
            return;
        };
        let message = format!("{message}, as `{}` does", clipped(url));
        self.problem(ProblemKind::Forgiven, self.value_place(at), message);
    }

    /// What 3.0 only recommends, later versions demand.
    pub(super) fn default_is_permitted(&mut self, variable: NodeId) {
        let tree = self.tree;
        let kind = if self.version < Version::V31 { ProblemKind::Forgiven } else { ProblemKind::WrongValue };
        let Some(list) = tree.member(variable, "enum").filter(|list| tree.shape(*list) == Shape::List) else {
            return;
        };
        let default = tree.member(variable, "default");
        if tree.children(list).next().is_none() {
            let message = "the `enum` of a server variable is empty";
            self.problem(kind, self.node_place(list), message);
        } else if let Some((value, written)) = default.and_then(|value| Some((value, tree.written(value)?)))
            && !tree.children(list).any(|own| tree.written(own) == Some(written))
        {
            let message =
                format!("the default `{}` of a server variable is not in its `enum`", clipped(written));
            self.problem(kind, self.value_place(value), message);
        }
    }
}
