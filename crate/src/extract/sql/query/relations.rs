//! The tables that a statement names, and what it calls them.

use super::ast::{Joined, Name, Relation};
use super::walk::{Walk, Work};

impl<'a> Walk<'a, '_> {
    pub(super) fn relations(&mut self, from: &'a [Joined<'a>], scope: usize) {
        for entry in from {
            self.relation(&entry.relation, scope);
            for join in &entry.joins {
                self.relation(&join.relation, scope);
                self.pair_using(join, scope);
                self.mark_logic(join.condition());
                self.work.extend(join.condition().map(|on| Work::Condition(on, scope, true)));
            }
        }
    }

    pub(super) fn relation(&mut self, relation: &'a Relation<'a>, scope: usize) {
        match relation {
            Relation::Table { name, alias } => {
                let Some(table) = self.table(name) else { return };
                let called = alias.as_ref().map_or_else(|| table.clone(), |alias| alias.value.to_string());
                self.name_relation(scope, called, Some(table));
            }
            Relation::Derived { rows, alias } => {
                let called = alias.as_ref().map(|alias| alias.value.to_string()).unwrap_or_default();
                self.name_relation(scope, called, None);
                self.work.push(Work::Rows(rows, scope));
            }
            Relation::Nested(inner) => self.relations(std::slice::from_ref(inner), scope),
            Relation::Other { .. } => self.name_relation(scope, String::new(), None),
        }
    }

    fn name_relation(&mut self, scope: usize, called: String, table: Option<String>) {
        if let Some(scope) = self.scopes.get_mut(scope) {
            scope.relations.push((called, table));
        }
    }

    pub(super) fn table(&mut self, name: &[Name<'_>]) -> Option<String> {
        let name = name.last()?.value.to_string();
        if !self.query.tables.iter().any(|own| own.eq_ignore_ascii_case(&name)) {
            self.query.tables.push(name.clone());
        }
        Some(name)
    }
}

/// What the statement calls a table, and the table itself.
pub(super) fn name_of<'r>(relation: &'r Relation<'_>) -> Option<(&'r str, &'r str)> {
    let Relation::Table { name, alias } = relation else { return None };
    let table = name.last()?;
    Some((&alias.as_ref().unwrap_or(table).value, &table.value))
}
