//! `class Meta`: keys and indexes over several fields.

use super::Reader;
use crate::extract::code::models::draft::Draft;
use crate::extract::code::syntax::{Class, NodeId, NodeKind};
use crate::facts::{Check, Index};

/// What an option of the class `Meta` is set to.
pub(super) fn option(meta: Option<&Class>, name: &str) -> Option<NodeId> {
    let member = meta?.members.iter().find(|member| member.key.as_deref() == Some(name));
    member.map(|member| member.value)
}

impl Reader<'_, '_> {
    pub(super) fn constraints(&self, draft: &mut Draft, meta: Option<&Class>) {
        for (option, unique) in [("unique_together", true), ("index_together", false)] {
            let Some(list) = self::option(meta, option) else { continue };
            for (fields, at) in self.lists(list) {
                let (columns, place) = (draft.columns(&fields), self.program.place(at));
                if unique {
                    draft.unique(None, columns, place);
                } else {
                    draft.index(Index::over(None, columns, place));
                }
            }
        }
        for option in ["constraints", "indexes"] {
            let list =
                self::option(meta, option).map(|list| self.program.tree.kind(self.program.value(list)));
            let Some(NodeKind::Array(items)) = list else { continue };
            for item in items {
                self.constraint(draft, *item);
            }
        }
    }

    /// `("a", "b")`, `[("a", "b"), ("c", "d")]`
    fn lists(&self, list: NodeId) -> Vec<(Vec<String>, NodeId)> {
        let texts = self.program.texts(list);
        if !texts.is_empty() {
            return vec![(texts, list)];
        }
        let NodeKind::Array(items) = self.program.tree.kind(self.program.value(list)) else {
            return Vec::new();
        };
        let lists = items.iter().map(|item| (self.program.texts(*item), *item));
        lists.filter(|(texts, _)| !texts.is_empty()).collect()
    }

    fn constraint(&self, draft: &mut Draft, item: NodeId) {
        let program = self.program;
        let Some(call) = program.call(item) else { return };
        let option = |name: &str| program.option(&call.arguments, name);
        let written = |name: &str| option(name).map(|own| program.written(own).to_owned());
        let name = option("name").and_then(|own| program.text(own));
        let fields = option("fields").map(|own| program.texts(own)).unwrap_or_default();
        let place = program.place(item);
        let plain: Vec<String> =
            fields.iter().map(|field| field.trim_start_matches('-').to_owned()).collect();
        let columns = draft.columns(&plain);
        let kind = program.callee(call).name.rsplit('.').next().unwrap_or_default();
        let descending = fields.iter().filter_map(|field| field.strip_prefix('-'));
        let descending: Vec<String> = descending.map(str::to_owned).collect();
        let index = Index {
            descending: draft.columns(&descending),
            condition: written("condition"),
            unique: kind == "UniqueConstraint",
            method: Some(kind.trim_end_matches("Index").to_ascii_lowercase())
                .filter(|own| !own.is_empty() && kind != "UniqueConstraint"),
            ..Index::over(name.clone(), columns.clone(), place)
        };
        match kind {
            "CheckConstraint" => {
                let expression = written("condition").or_else(|| written("check")).unwrap_or_default();
                draft.model.table.checks.push(Check { name, expression, validated: true, place });
            }
            "UniqueConstraint" if columns.is_empty() || index.condition.is_some() => {
                draft.model.table.incomplete |= columns.is_empty();
                if !columns.is_empty() {
                    draft.index(index);
                }
            }
            "UniqueConstraint" => draft.unique(name, columns, place),
            _ if kind.ends_with("Index") && !columns.is_empty() => draft.index(index),
            _ => {}
        }
    }
}
