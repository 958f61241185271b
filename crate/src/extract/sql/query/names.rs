//! What a statement calls its tables and results, where two have one name or none tells which is meant.

use sqlparser::ast::{
    Expr, Function, Ident, JoinConstraint, JoinOperator, Query as Rows, Select, SelectItem, SetExpr,
    TableFactor, WindowType,
};

use super::marks::{conjuncts, parts, plain_tables};
use super::relations::{join_condition, name_of};
use super::walk::Walk;
use crate::facts::{QueryMark, QueryOrigin};

/// Tables or results of one `SELECT` that are compared.
const MOST: usize = 100;

impl Walk<'_, '_> {
    /// The tables of a `SELECT` and how they are joined.
    pub(super) fn mark_names(&mut self, select: &Select) {
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
            if is_natural(&join.join_operator) {
                self.mark(QueryMark::NaturalJoin);
            }
            self.mark_stray(select, &join.relation, &join.join_operator);
        }
    }

    /// `JOIN c ON a.id = b.a_id`: the condition says nothing of the table that it joins.
    fn mark_stray(&mut self, select: &Select, relation: &TableFactor, operator: &JoinOperator) {
        let (Some((called, table)), Some(on)) = (name_of(relation), join_condition(operator)) else { return };
        let conditions = conjuncts(Some(on));
        let mut relations = Vec::new();
        for condition in &conditions {
            let Expr::BinaryOp { left, right, .. } = condition else { return };
            for side in [left, right] {
                match (&**side, parts(side)) {
                    (_, Some((Some(relation), _))) => relations.push(relation),
                    (Expr::Value(_), _) => {}
                    _ => return,
                }
            }
        }
        let elsewhere = conjuncts(select.selection.as_ref()).iter().any(|own| match own {
            Expr::BinaryOp { left, right, .. } => [left, right].iter().any(|side| {
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
    pub(super) fn mark_results(&mut self, body: &SetExpr) {
        let SetExpr::Select(select) = body else { return };
        if self.query.origin != QueryOrigin::View {
            return;
        }
        let mut known: Vec<&Ident> = Vec::new();
        for item in select.projection.iter().take(MOST) {
            let name = match item {
                SelectItem::ExprWithAlias { alias, .. } => alias,
                SelectItem::UnnamedExpr(Expr::Identifier(name)) => name,
                SelectItem::UnnamedExpr(Expr::CompoundIdentifier(names)) => {
                    let Some(name) = names.last() else { continue };
                    name
                }
                _ => continue,
            };
            let same = |own: &&Ident| own.value == name.value && own.quote_style == name.quote_style;
            if known.iter().any(same) {
                self.mark(QueryMark::RepeatedResult { name: name.value.clone() });
            }
            known.push(name);
        }
    }

    /// The column that a subquery gives, where its name does not say whose it is.
    pub(super) fn mark_looked_up(&mut self, rows: &Rows) {
        let SetExpr::Select(select) = &*rows.body else { return };
        let [SelectItem::UnnamedExpr(item @ Expr::Identifier(_))] = select.projection.as_slice() else {
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
fn clear_name(factor: &TableFactor) -> Option<&str> {
    match factor {
        TableFactor::Table { alias: Some(alias), .. } | TableFactor::Derived { alias: Some(alias), .. } => {
            Some(&alias.name.value)
        }
        TableFactor::Table { name, args: None, .. } => match name.0.as_slice() {
            [only] => only.as_ident().map(|name| name.value.as_str()),
            _ => None,
        },
        _ => None,
    }
}

fn is_natural(operator: &JoinOperator) -> bool {
    matches!(
        operator,
        JoinOperator::Join(JoinConstraint::Natural)
            | JoinOperator::Inner(JoinConstraint::Natural)
            | JoinOperator::Left(JoinConstraint::Natural)
            | JoinOperator::LeftOuter(JoinConstraint::Natural)
            | JoinOperator::Right(JoinConstraint::Natural)
            | JoinOperator::RightOuter(JoinConstraint::Natural)
            | JoinOperator::FullOuter(JoinConstraint::Natural)
    )
}

/// `row_number() OVER (PARTITION BY a)`
pub(super) fn is_unordered_ranking(function: &Function) -> bool {
    let name = function.name.0.last().and_then(|part| part.as_ident());
    let ranks = ["row_number", "rank", "dense_rank", "first_value", "last_value", "lag", "lead", "ntile"];
    let ranking = name.is_some_and(|name| ranks.iter().any(|own| name.value.eq_ignore_ascii_case(own)));
    match &function.over {
        // A window that is declared elsewhere may have its order there.
        Some(WindowType::WindowSpec(spec)) => {
            ranking && spec.order_by.is_empty() && spec.window_name.is_none() && !spec.partition_by.is_empty()
        }
        _ => false,
    }
}
