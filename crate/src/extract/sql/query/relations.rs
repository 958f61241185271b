//! The tables that a statement names, and what it calls them.

use sqlparser::ast::{Expr, JoinConstraint, JoinOperator, ObjectName, TableFactor, TableWithJoins};

use super::walk::{Walk, Work};

impl<'a> Walk<'a, '_> {
    pub(super) fn relations(&mut self, from: &'a [TableWithJoins], scope: usize) {
        for entry in from {
            self.relation(&entry.relation, scope);
            for join in &entry.joins {
                self.relation(&join.relation, scope);
                self.pair_using(&join.join_operator, scope);
                self.mark_logic(join_condition(&join.join_operator));
                self.work
                    .extend(join_condition(&join.join_operator).map(|on| Work::Condition(on, scope, true)));
            }
        }
    }

    pub(super) fn relation(&mut self, factor: &'a TableFactor, scope: usize) {
        match factor {
            TableFactor::Table { name, alias, args: None, .. } => {
                let Some(table) = self.table(name) else { return };
                let called = alias.as_ref().map_or_else(|| table.clone(), |alias| alias.name.value.clone());
                self.name_relation(scope, called, Some(table));
            }
            TableFactor::Derived { subquery, alias, .. } => {
                let called = alias.as_ref().map(|alias| alias.name.value.clone()).unwrap_or_default();
                self.name_relation(scope, called, None);
                self.work.push(Work::Rows(subquery, scope));
            }
            TableFactor::NestedJoin { table_with_joins, .. } => {
                let mut inner = &**table_with_joins;
                loop {
                    for join in &inner.joins {
                        if !matches!(join.relation, TableFactor::NestedJoin { .. }) {
                            self.relation(&join.relation, scope);
                        }
                    }
                    let TableFactor::NestedJoin { table_with_joins, .. } = &inner.relation else { break };
                    inner = table_with_joins;
                }
                self.relation(&inner.relation, scope);
            }
            _ => {
                let called = String::new();
                self.name_relation(scope, called, None);
            }
        }
    }

    fn name_relation(&mut self, scope: usize, called: String, table: Option<String>) {
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.relations.push((called, table));
        }
    }

    pub(super) fn table(&mut self, name: &ObjectName) -> Option<String> {
        let name = name.0.last()?.as_ident()?.value.clone();
        if !self.query.tables.iter().any(|own| own.eq_ignore_ascii_case(&name)) {
            self.query.tables.push(name.clone());
        }
        Some(name)
    }
}

/// The condition of a join, where it states one.
pub(super) fn join_condition(operator: &JoinOperator) -> Option<&Expr> {
    let (JoinOperator::Join(constraint)
    | JoinOperator::Inner(constraint)
    | JoinOperator::Left(constraint)
    | JoinOperator::LeftOuter(constraint)
    | JoinOperator::Right(constraint)
    | JoinOperator::RightOuter(constraint)
    | JoinOperator::FullOuter(constraint)
    | JoinOperator::StraightJoin(constraint)) = operator
    else {
        return None;
    };
    if let JoinConstraint::On(condition) = constraint { Some(condition) } else { None }
}

/// What the statement calls a table, and the table itself.
pub(super) fn name_of(factor: &TableFactor) -> Option<(&str, &str)> {
    match factor {
        TableFactor::Table { name, alias, .. } => {
            let table = &name.0.last()?.as_ident()?.value;
            Some((alias.as_ref().map_or(table, |alias| &alias.name.value), table))
        }
        _ => None,
    }
}
