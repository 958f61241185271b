//! What a condition says of where a path leads.

use super::interpreter::Interpreter;
use super::taint::Sinks;
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::SinkKind;

/// Calls on what a call gave that are looked through.
const FAR: usize = 4;

impl Interpreter<'_> {
    /// What begins like a folder lies in it, unless it climbs out of it again.
    pub(super) fn refine_beginning(&mut self, text: NodeId) {
        let url = Sinks::one(SinkKind::OutgoingUrl);
        let is_resolved = self.value(text).is_resolved();
        if is_resolved {
            self.prove_unopened(text);
        }
        let sinks = if is_resolved { url.with(Sinks::PATHS) } else { url };
        self.mark_alike(text, if is_resolved { Sinks::PATHS } else { Sinks::NONE });
        self.mark_safe(text, sinks);
        // `resolve(folder, name).startsWith(folder)`, `file.getCanonicalPath().startsWith(folder)`.
        let mut at = text;
        for _ in 0..FAR {
            let NodeKind::Call(call) = self.tree.kind(at) else { return };
            for argument in &call.arguments {
                self.mark_safe(*argument, sinks);
            }
            let NodeKind::Member { object, .. } = self.tree.kind(call.callee) else { return };
            self.mark_safe(*object, sinks);
            at = *object;
        }
    }

    /// `file.toPath().normalize()` of `File file = new File(folder, name)`, which opened nothing.
    fn prove_unopened(&mut self, text: NodeId) {
        let mut at = text;
        for _ in 0..FAR {
            let taints = self.value(at).taints;
            self.found.proved_harmless(&taints);
            let NodeKind::Call(call) = self.tree.kind(at) else { return };
            let NodeKind::Member { object, .. } = self.tree.kind(call.callee) else { return };
            at = *object;
        }
    }

    /// `file.includes("..")` turns away what climbs out of a folder.
    pub(super) fn refine_without(&mut self, text: NodeId, looked_for: NodeId) {
        let looked_for = self.value(looked_for).constant().unwrap_or_default();
        if looked_for == "//" {
            self.mark_safe(text, Sinks::one(SinkKind::Redirect));
        }
        if ["/", "..", "\\", "../"].contains(&&*looked_for) {
            self.mark_alike(text, Sinks::PATHS);
            self.mark_safe(text, Sinks::PATHS);
        }
    }
}
