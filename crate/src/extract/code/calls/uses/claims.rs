//! What is read of a token, and where a secret comes from that is written down.

use super::around::Around;
use crate::extract::code::calls::words::words;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Said, SecurityUse, UseKind};

impl Around<'_, '_> {
    /// `read` holds the names of the claims, where nothing else is done with what a call gave: `payload.get("iss")`.
    pub(super) fn claims(&self, variable: &str, function: Option<NodeId>, one: &mut SecurityUse) {
        let Some(function) = function else { return };
        let mut read: Vec<String> = Vec::new();
        for (id, node) in self.run.tree.below(function) {
            if !matches!(&node.kind, NodeKind::Name(name) if **name == *variable) {
                continue;
            }
            match self.claim(id) {
                Some(name) => read.push(name),
                None if self.is_given(id) => {}
                None => return,
            }
        }
        one.said.insert("read".to_owned(), Said::Constant(read.join(","), None));
    }

    /// `iss` of `payload.iss`, `payload["iss"]` and `payload.get("iss")`.
    fn claim(&self, id: NodeId) -> Option<String> {
        let tree = self.run.tree;
        let above = |at: NodeId| self.parents.get(at.0 as usize).copied().flatten();
        let written = |key: NodeId| match tree.kind(key) {
            NodeKind::Text(text) => Some(text.to_string()),
            _ => tree.path(key),
        };
        let around = above(id)?;
        match tree.kind(around) {
            NodeKind::Index { object, key } if *object == id => written(*key),
            NodeKind::Member { object, name } if *object == id && &**name == "get" => {
                let NodeKind::Call(call) = tree.kind(above(around)?) else { return None };
                written(*call.arguments.first()?)
            }
            NodeKind::Member { object, name } if *object == id => Some(name.to_string()),
            _ => None,
        }
    }

    /// Whether a name stands where it is given its value.
    fn is_given(&self, id: NodeId) -> bool {
        let around = self.parents.get(id.0 as usize).copied().flatten();
        around.is_some_and(|around| match self.run.tree.kind(around) {
            NodeKind::Declare { target, .. } | NodeKind::Assign { target, .. } => *target == id,
            _ => false,
        })
    }

    /// `made` is `true` where the function makes itself what a line shows: `password = generate()`.
    pub(super) fn made(&self, id: NodeId, one: &mut SecurityUse) {
        const MAKING: [&str; 6] = ["generate", "generated", "random", "randomly", "rng", "sample"];
        const SECRET: [&str; 8] = ["code", "key", "otp", "passphrase", "passwd", "password", "pwd", "secret"];
        let is_secret =
            |path: &String| words(path).last().is_some_and(|last| SECRET.contains(&last.as_str()));
        if !one.input.iter().any(is_secret) {
            return;
        }
        let tree = self.run.tree;
        let Some(function) = self.function_around(id) else { return };
        let makes = |value: NodeId| {
            tree.below(value).any(|(_, node)| match &node.kind {
                NodeKind::Call(call) => {
                    let name = tree.path(call.callee).or_else(|| match tree.kind(call.callee) {
                        NodeKind::Member { name, .. } => Some(name.to_string()),
                        _ => None,
                    });
                    let name = name.unwrap_or_default();
                    words(&name).iter().any(|word| MAKING.contains(&word.as_str()))
                }
                _ => false,
            })
        };
        let made = tree.below(function).any(|(_, node)| match &node.kind {
            NodeKind::Declare { target, value: Some(value) } | NodeKind::Assign { target, value, .. } => {
                let shown = tree.path(*target).is_some_and(|path| one.input.contains(&path));
                shown && makes(*value)
            }
            _ => false,
        });
        if made {
            one.said.insert("made".to_owned(), Said::Constant("true".to_owned(), None));
        }
    }

    /// `looked` is `true` where the function looks at the certificates themselves, to show or compare them.
    pub(super) fn looks(&self, id: NodeId, one: &mut SecurityUse) {
        const CERTIFICATES: [&str; 4] =
            ["ConnectionState", "PeerCertificates", "getPeerCertificate", "getpeercert"];
        if one.kind != UseKind::Tls {
            return;
        }
        let Some(function) = self.function_around(id) else { return };
        let looks = self.run.tree.below(function).any(|(_, node)| match &node.kind {
            NodeKind::Member { name, .. } => CERTIFICATES.contains(&&**name),
            _ => false,
        });
        if looks {
            one.said.insert("looked".to_owned(), Said::Constant("true".to_owned(), None));
        }
    }

    fn function_around(&self, id: NodeId) -> Option<NodeId> {
        let mut at = Some(id);
        while let Some(node) = at
            && !matches!(self.run.tree.kind(node), NodeKind::Function(_))
        {
            at = self.parents.get(node.0 as usize).copied().flatten();
        }
        at
    }
}
