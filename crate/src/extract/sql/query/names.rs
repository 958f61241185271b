//! What a statement calls its tables and results, where two have one name or none tells which is meant.

use super::ast::{Body, Call, Constraint, Expr, Item, Join, Name, Over, Relation, Rows, Select};
use super::marks::{conjuncts, parts, plain_tables};
use super::relations::name_of;
use super::walk::Walk;
use crate::facts::{QueryMark, QueryOrigin};

/// Tables or results of one `SELECT` that are compared.
const MOST: usize = 100;

impl Walk<'_, '_> {
    /// The tables of a `SELECT` and how they are joined.
    pub(super) fn mark_names(&mut self, select: &Select<'_>) {
        let joins = select.from.iter().flat_map(|entry| &entry.joins);
        let factors =
            select.from.iter().map(|entry| &entry.relation).chain(joins.clone().map(|join| &join.relation));
        let mut known: Vec<&str> = Vec::new();
        for name in factors.filter_map(clear_name).take(MOST) {
            if known.iter().any(|own| own.eq_ignore_ascii_case(name)) {
                self.mark(QueryMark::RepeatedRelation { name: name.to_owned() });
            }
            known.push(name);
        }
        for join in joins {
            if matches!(join.constraint, Constraint::Natural) {
                self.mark(QueryMark::NaturalJoin);
            }
            self.mark_stray(select, join);
        }
    }

    /// `JOIN c ON a.id = b.a_id`: the condition says nothing of the table that it joins.
    fn mark_stray(&mut self, select: &Select<'_>, join: &Join<'_>) {
        let (Some((called, table)), Some(on)) = (name_of(&join.relation), join.condition()) else { return };
        let conditions = conjuncts(Some(on));
        let mut relations = Vec::new();
        for condition in &conditions {
            let Expr::Binary { left, right, .. } = condition else { return };
            for side in [left, right] {
                match (&**side, parts(side)) {
                    (_, Some((Some(relation), _))) => relations.push(relation),
                    (Expr::Value(_), _) => {}
                    _ => return,
                }
            }
        }
        let elsewhere = conjuncts(select.selection.as_ref()).iter().any(|own| match own {
            Expr::Binary { left, right, .. } => [left, right].iter().any(|side| {
                !matches!(parts(side), Some((Some(relation), _)) if !relation.eq_ignore_ascii_case(called))
                    && !matches!(***side, Expr::Value(_))
            }),
            _ => true,
        });
        let named =
            relations.iter().any(|own| own.eq_ignore_ascii_case(called) || own.eq_ignore_ascii_case(table));
        if let Some((_, first)) = plain_tables(&select.from).first()
            && relations.len() > 1
            && !named
            && !elsewhere
        {
            self.mark(QueryMark::Unjoined { table: first.clone(), other: table.to_owned() });
        }
    }

    /// Results of a view, each of which becomes a column.
    pub(super) fn mark_results(&mut self, body: &Body<'_>) {
        let Body::Select(select) = body else { return };
        if self.query.origin != QueryOrigin::View {
            return;
        }
        let mut known: Vec<&Name<'_>> = Vec::new();
        for item in select.projection.iter().take(MOST) {
            let name = match item {
                Item::Value(_, Some(alias)) => alias,
                Item::Value(Expr::Name(name), None) => name,
                Item::Value(Expr::Names(names), None) => {
                    let Some(name) = names.last() else { continue };
                    name
                }
                _ => continue,
            };
            if known.iter().any(|own| own.value == name.value && own.quote == name.quote) {
                self.mark(QueryMark::RepeatedResult { name: name.value.to_string() });
            }
            known.push(name);
        }
    }

    /// The column that a subquery gives, where its name does not say whose it is.
    pub(super) fn mark_looked_up(&mut self, rows: &Rows<'_>) {
        let Body::Select(select) = &rows.body else { return };
        let [Item::Value(item @ Expr::Name(_), None)] = select.projection.as_slice() else {
            return;
        };
        let tables = plain_tables(&select.from);
        let ([(_, table)], [from]) = (tables.as_slice(), select.from.as_slice()) else { return };
        if let Some((None, column)) = parts(item).filter(|_| from.joins.is_empty()) {
            self.mark(QueryMark::InSubquery { table: table.clone(), column: column.to_owned() });
        }
    }
}

/// The alias of a table or subquery, or the name of a table without a schema.
fn clear_name<'r>(relation: &'r Relation<'_>) -> Option<&'r str> {
    match relation {
        Relation::Table { alias: Some(alias), .. }
        | Relation::Derived { alias: Some(alias), .. }
        | Relation::Other { alias: Some(alias) } => Some(&alias.value),
        Relation::Table { name, .. } => match name.as_slice() {
            [only] => Some(&only.value),
            _ => None,
        },
        _ => None,
    }
}

/// `row_number() OVER (PARTITION BY a)`
pub(super) fn is_unordered_ranking(call: &Call<'_>) -> bool {
    let ranks = ["row_number", "rank", "dense_rank", "first_value", "last_value", "lag", "lead", "ntile"];
    let unordered = matches!(&call.over, Over::Window { partition, ordered: false } if !partition.is_empty());
    unordered && call.is(&ranks)
}
