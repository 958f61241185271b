//! What stands behind the columns: keys, indexes, references and checks.

use super::{REFERENCE, Reader};
use crate::extract::code::models::draft::{self, Draft};
use crate::extract::code::models::program::Step;
use crate::extract::code::syntax::{Call, NodeId, NodeKind};
use crate::facts::{Check, Index, IndexPart, Link, MadeColumn, Relation};

impl Reader<'_, '_> {
    /// `(t) => [index("by_email").on(t.email)]`, or an object of them.
    pub(super) fn constraints(&self, draft: &mut Draft, extra: NodeId) {
        let given = self.program.returned(extra);
        let values: Vec<NodeId> = match self.program.tree.kind(given) {
            NodeKind::Array(items) => items.clone(),
            NodeKind::Object(properties) => properties.iter().map(|own| own.value).collect(),
            _ => return,
        };
        for value in values {
            let (root, steps) = self.program.chain(value);
            if let Some(call) = self.program.call(root) {
                self.constraint(draft, value, call, &steps);
            }
        }
    }

    fn constraint(&self, draft: &mut Draft, value: NodeId, call: &Call, steps: &[Step<'_>]) {
        let place = self.program.place(value);
        let name = call.arguments.first().and_then(|name| self.program.text(*name));
        match self.program.callee(call).name {
            "primaryKey" => {
                let columns = self.listed(draft, call, "columns");
                let named = call.arguments.first().and_then(|own| self.program.property(*own, "name"));
                let name = named.and_then(|name| self.program.text(name));
                let name = name.unwrap_or_else(|| draft.name(&columns, "pk"));
                draft.key(Some(name), columns, place);
            }
            "unique" => {
                let columns = steps.iter().find(|step| step.name == "on");
                let columns = columns.map(|on| self.columns_of(draft, on.arguments)).unwrap_or_default();
                let name = name.unwrap_or_else(|| draft.name(&columns, "unique"));
                draft.unique(Some(name), columns, place);
            }
            which @ ("index" | "uniqueIndex" | "fulltextIndex" | "vectorIndex") => {
                if let Some(mut index) = self.index(draft, steps) {
                    index.name = name.or_else(|| Some(draft.name(&index.leading_columns(), "index")));
                    index.unique = which == "uniqueIndex";
                    index.place = place;
                    draft.index(index);
                }
            }
            "check" => {
                let written = call.arguments.get(1).map(|own| self.expression(draft, *own));
                if let Some(expression) = written {
                    draft.model.table.checks.push(Check { name, expression, validated: true, place });
                }
            }
            "foreignKey" => draft.model.relations.extend(self.foreign_key(draft, call, steps, value)),
            _ => {}
        }
    }

    fn index(&self, draft: &Draft, steps: &[Step<'_>]) -> Option<Index> {
        let mut index = Index::over(None, Vec::new(), draft.model.table.place);
        for step in steps {
            let mut parts = step.arguments;
            match step.name {
                "using" => {
                    let (method, rest) = parts.split_first()?;
                    index.method = self.program.text(*method);
                    parts = rest;
                }
                "where" => index.condition = parts.first().map(|own| self.expression(draft, *own)),
                "concurrently" => index.online = true,
                _ => {}
            }
            if matches!(step.name, "on" | "onOnly" | "using") {
                for part in parts {
                    let part = self.part_of(draft, *part, &mut index.descending);
                    index.parts.push(part);
                }
            }
        }
        (!index.parts.is_empty()).then_some(index)
    }

    /// A column, whatever is said of its order, or an expression.
    fn part_of(&self, draft: &Draft, id: NodeId, descending: &mut Vec<String>) -> IndexPart {
        let mut at = id;
        let mut falls = false;
        while let Some(call) = self.program.call(at) {
            let callee = self.program.callee(call);
            let Some(on) = callee.on else { break };
            falls |= callee.name == "desc";
            at = on;
        }
        match self.program.tree.kind(at) {
            NodeKind::Member { name, .. } => {
                let column = draft.model.column_of(name).to_owned();
                if falls {
                    descending.push(column.clone());
                }
                IndexPart::Column(column)
            }
            _ => IndexPart::Expression(self.expression(draft, id)),
        }
    }

    /// The text of a piece of SQL, with the names of columns for what stands in it.
    fn expression(&self, draft: &Draft, id: NodeId) -> String {
        let NodeKind::Template { parts, .. } = self.program.tree.kind(id) else {
            return self.program.written(id).to_owned();
        };
        let parts = parts.iter().map(|part| match self.program.tree.kind(*part) {
            NodeKind::Text(text) => text.to_string(),
            NodeKind::Member { name, .. } => draft.model.column_of(name).to_owned(),
            _ => self.program.written(*part).to_owned(),
        });
        parts.collect()
    }

    fn columns_of(&self, draft: &Draft, members: &[NodeId]) -> Vec<String> {
        let names = members.iter().filter_map(|own| self.program.last_name(*own));
        names.map(|name| draft.model.column_of(name).to_owned()).collect()
    }

    /// The members in an array of options, or those that are the arguments.
    fn listed(&self, draft: &Draft, call: &Call, option: &str) -> Vec<String> {
        let listed = call.arguments.first().and_then(|own| self.program.property(*own, option));
        match listed.map(|listed| self.program.tree.kind(listed)) {
            Some(NodeKind::Array(items)) => self.columns_of(draft, items),
            _ => self.columns_of(draft, &call.arguments),
        }
    }

    fn foreign_key(&self, draft: &Draft, call: &Call, steps: &[Step<'_>], value: NodeId) -> Option<Relation> {
        let options = *call.arguments.first()?;
        let foreign = self.program.property(options, "foreignColumns")?;
        let NodeKind::Array(foreign) = self.program.tree.kind(foreign) else { return None };
        let NodeKind::Member { object, .. } = self.program.tree.kind(*foreign.first()?) else { return None };
        let action = |name: &str| {
            let step = steps.iter().find(|step| step.name == name)?;
            draft::action(&self.program.text(*step.arguments.first()?)?)
        };
        let name = self.program.property(options, "name").and_then(|name| self.program.text(name));
        let referred = foreign.iter().filter_map(|own| self.program.last_name(*own));
        Some(Relation {
            name: Some(name.unwrap_or_else(|| REFERENCE.to_owned())),
            target: self.program.last_name(*object)?.to_owned(),
            link: Link::Columns {
                columns: self.listed(draft, call, "columns"),
                referred: referred.map(str::to_owned).collect(),
                made: MadeColumn::default(),
            },
            place: self.program.place(value),
            on_delete: action("onDelete"),
            on_update: action("onUpdate"),
        })
    }
}
