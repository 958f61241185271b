//! Names of namespaces and types, and where they lead.

use tree_sitter::Node as Syntax;

use super::CSharp;
use crate::extract::code::syntax::{Fields, ImportedName, Lowering, Name, NodeId, NodeKind, named};

impl Lowering<'_, CSharp> {
    /// `using System.Data;` opens a namespace; `using Db = Npgsql.NpgsqlConnection;` gives a name; `using static`
    /// opens a class.
    pub(super) fn using(&mut self, syntax: Syntax<'_>) -> NodeId {
        let alias = self.name_of(syntax, "name");
        let own = syntax.field("name").map(|name| name.id());
        let target = named(syntax).into_iter().find(|part| Some(part.id()) != own);
        let path = target.map(|target| self.plain(target)).unwrap_or_default();
        let is_static = self.text(syntax).split_whitespace().take(3).any(|word| word == "static");
        let (module, local, imported) = match (alias, path.rsplit_once('.')) {
            (Some(alias), Some((module, name))) => (module, alias, Name::from(name)),
            (None, Some((module, name))) if is_static => (module, Name::from(name), Name::from(name)),
            _ => (path.as_str(), Name::from("*"), Name::from("")),
        };
        let names = vec![ImportedName { local, imported }];
        self.add(syntax, NodeKind::Import { module: module.into(), names })
    }

    /// A dotted name without blanks, generic arguments and `global::`.
    pub(super) fn plain(&self, syntax: Syntax<'_>) -> String {
        let text = self.text(syntax);
        let text = text.rsplit_once("::").map_or(text, |(_, name)| name);
        let text: String = text.split('<').next().unwrap_or_default().split_whitespace().collect();
        text.trim_start_matches('@').to_owned()
    }

    /// A dotted name as members of what stands first.
    pub(super) fn dotted(&mut self, syntax: Syntax<'_>, path: &str) -> NodeId {
        const LONGEST: usize = 200;
        let path = if path.len() > LONGEST { path.rsplit('.').next().unwrap_or_default() } else { path };
        let mut parts = path.split('.');
        let first = NodeKind::Name(Name::from(parts.next().unwrap_or_default()));
        let mut at = self.add(syntax, first);
        for part in parts {
            at = self.add(syntax, NodeKind::Member { object: at, name: part.into() });
        }
        at
    }

    /// A part that may be missing.
    pub(super) fn optional(&mut self, at: Syntax<'_>, part: Option<Syntax<'_>>) -> NodeId {
        match part {
            Some(part) => self.node(part),
            None => self.empty(at),
        }
    }

    pub(super) fn empty(&mut self, syntax: Syntax<'_>) -> NodeId {
        self.add(syntax, NodeKind::Other(Vec::new()))
    }

    /// Whether a token that has no name of its own stands directly below: `async`, `this`, `static`.
    pub(super) fn has_word(&self, syntax: Syntax<'_>, word: &str) -> bool {
        let mut cursor = syntax.walk();
        syntax.children(&mut cursor).any(|child| {
            child.kind() == word || (child.kind() == "modifier" && self.text(child).trim() == word)
        })
    }
}
