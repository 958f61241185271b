//! `__table_args__` and what stands beside the columns of a `Table`.

use super::{Reader, columns::refer};
use crate::extract::code::models::draft::{Draft, action};
use crate::extract::code::syntax::{NodeId, NodeKind};
use crate::facts::{Check, Index, Link, MadeColumn, Relation};

impl Reader<'_, '_> {
    pub(super) fn arguments(&self, draft: &mut Draft, value: NodeId) {
        let program = self.program;
        match program.tree.kind(program.value(value)) {
            NodeKind::Array(items) => items.iter().for_each(|item| self.argument(draft, *item)),
            NodeKind::Object(_) => draft.model.table.schema = program.text_option(&[value], "schema"),
            _ => self.argument(draft, value),
        }
    }

    pub(super) fn argument(&self, draft: &mut Draft, item: NodeId) {
        let program = self.program;
        let Some(call) = program.call(item) else {
            if let Some(schema) = program.text_option(&[item], "schema") {
                draft.model.table.schema = Some(schema);
            }
            return;
        };
        let place = program.place(item);
        let name = program.text_option(&call.arguments, "name");
        let positional: Vec<NodeId> = call
            .arguments
            .iter()
            .copied()
            .filter(|own| !matches!(program.tree.kind(*own), NodeKind::Named { .. }))
            .collect();
        // A column may be named, or be the member itself.
        let fields: Vec<String> = positional
            .iter()
            .filter_map(|own| program.text(*own).or_else(|| program.last_name(*own).map(str::to_owned)))
            .collect();
        match program.callee(call).name.rsplit('.').next().unwrap_or_default() {
            "UniqueConstraint" => draft.unique(name, draft.columns(&fields), place),
            "PrimaryKeyConstraint" => draft.key(name, draft.columns(&fields), place),
            "Index" => {
                let columns = draft.columns(fields.get(1..).unwrap_or_default());
                let condition = ["postgresql_where", "sqlite_where", "mssql_where"]
                    .iter()
                    .find_map(|own| program.option(&call.arguments, own))
                    .map(|own| program.written(own).to_owned());
                let unique = program.flag(&call.arguments, "unique") == Some(true);
                let method = program.text_option(&call.arguments, "postgresql_using");
                if columns.len() + 1 == positional.len() && !columns.is_empty() {
                    let name = fields.first().cloned();
                    draft.index(Index { unique, method, condition, ..Index::over(name, columns, place) });
                }
            }
            "CheckConstraint" => {
                let expression = positional
                    .first()
                    .map(|own| program.text(*own).unwrap_or_else(|| program.written(*own).to_owned()));
                let check = expression.map(|expression| Check { name, expression, validated: true, place });
                draft.model.table.checks.extend(check);
            }
            "ForeignKeyConstraint" => self.reference_over(draft, &positional, &call.arguments, item),
            _ => {}
        }
    }

    fn reference_over(&self, draft: &mut Draft, positional: &[NodeId], arguments: &[NodeId], item: NodeId) {
        let program = self.program;
        let [columns, targets, ..] = positional else { return };
        let (columns, targets) = (program.texts(*columns), program.texts(*targets));
        let Some(first) = targets.first() else { return };
        let relation = refer("", false, first, program.place(item));
        let names = targets.iter().filter_map(|own| own.rsplit('.').next()).map(str::to_owned).collect();
        let act = program.text_option(arguments, "ondelete").and_then(|own| action(&own));
        draft.model.relations.extend(relation.map(|own| Relation {
            link: Link::Columns {
                columns: draft.columns(&columns),
                referred: names,
                made: MadeColumn::default(),
            },
            on_delete: act,
            ..own
        }));
    }
}
