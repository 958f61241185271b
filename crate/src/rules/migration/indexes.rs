//! Indexes that are built and dropped while rows are written.

use super::Draft;
use crate::facts::{Index, IndexPart, Table};
use crate::finding::{Migration, Stage};

pub(in crate::rules) fn index(table: &Table, columns: &[String]) -> Option<Migration> {
    let mut draft = Draft::of(table)?;
    draft.build(columns, "idx", false)?;
    draft.done()
}

pub(in crate::rules) fn unique_index(table: &Table, columns: &[String]) -> Option<Migration> {
    let mut draft = Draft::of(table)?;
    draft.build(columns, "key", true)?;
    draft.done()
}

pub(in crate::rules) fn unindex(table: &Table, index: &Index) -> Option<Migration> {
    let mut draft = Draft::of(table)?;
    draft.drop_index(index)?;
    draft.done()
}

impl Draft<'_> {
    /// Builds an index, and drops those that it makes needless. A database that builds it while rows are written
    /// does so for no table in partitions.
    pub(super) fn build(&mut self, columns: &[String], end: &str, unique: bool) -> Option<String> {
        if self.table.is_partitioned() && self.engine.locks_for_index {
            return None;
        }
        let name = self.table.name_for(columns, end);
        let verb = self.verb("CREATE", unique);
        let mut up = format!("{verb} {name} ON {} ({});", self.name, self.table.spelled_columns(columns));
        if unique {
            up = format!("-- Fails while two rows have the same {}.\n{up}", columns.join(", "));
        }
        let down = self.drop_statement(&name, true);
        self.step(Stage::Index, up, down);
        let table = self.table;
        for index in table.indexes.iter().filter(|index| is_needless(index, columns)) {
            self.drop_index(index)?;
        }
        Some(name)
    }

    fn drop_index(&mut self, index: &Index) -> Option<()> {
        let name = index.name.as_ref()?;
        let name = self.table.spelled_name(name, index.place);
        if self.table.is_partitioned() && self.engine.locks_for_index {
            return None;
        }
        let up = self.drop_statement(&name, false);
        let down = self.create_statement(index, &name);
        self.step(Stage::Unindex, up, down);
        Some(())
    }

    /// `CREATE INDEX`, as the database does it while rows are written.
    fn verb(&self, verb: &str, unique: bool) -> String {
        let online = self.engine.create_index.replacen("CREATE", verb, 1);
        if unique { online.replacen("INDEX", "UNIQUE INDEX", 1) } else { online }
    }

    fn drop_statement(&self, name: &str, maybe: bool) -> String {
        let verb = self.verb("DROP", false);
        if self.engine.drops_index_on_table {
            return format!("{verb} {name} ON {};", self.name);
        }
        // An index stands in the schema of its table.
        let schema = self.name.rsplit_once('.').map(|(schema, _)| format!("{schema}.")).unwrap_or_default();
        let maybe = if maybe && self.engine.locks_for_index { "IF EXISTS " } else { "" };
        format!("{verb} {maybe}{schema}{name};")
    }

    fn create_statement(&self, index: &Index, name: &str) -> String {
        let verb = self.verb("CREATE", index.unique);
        let parts = || index.parts.iter().map(|part| self.part(index, part)).collect::<Vec<_>>().join(", ");
        let parts = index.written.clone().unwrap_or_else(parts);
        let method = index.method.as_ref().filter(|_| self.engine.locks_for_index);
        let method = method.map(|method| format!(" USING {method}")).unwrap_or_default();
        let included = match index.included.as_slice() {
            [] => String::new(),
            columns => format!(" INCLUDE ({})", self.table.spelled_columns(columns)),
        };
        let condition = index.condition.as_ref().map(|text| format!(" WHERE {text}")).unwrap_or_default();
        format!("{verb} {name} ON {}{method} ({parts}){included}{condition};", self.name)
    }

    fn part(&self, index: &Index, part: &IndexPart) -> String {
        match part {
            IndexPart::Expression(text) => text.clone(),
            IndexPart::Column(name) => {
                let falls = index.descending.iter().any(|own| own.eq_ignore_ascii_case(name));
                let order = if falls { " DESC" } else { "" };
                format!("{}{order}", self.table.spelled_column(name))
            }
        }
    }
}

/// Whether an index over these columns finds all that the other one does.
fn is_needless(index: &Index, columns: &[String]) -> bool {
    let own = index.leading_columns();
    let begins = own.len() <= columns.len()
        && own.iter().zip(columns).all(|(own, column)| own.eq_ignore_ascii_case(column));
    let ordered = index.method.as_deref().is_none_or(|method| method == "btree");
    begins
        && ordered
        && own.len() == index.parts.len()
        && !index.unique
        && index.condition.is_none()
        && index.included.is_empty()
}
