//! Which indexes and keys of a table find its rows.

use super::{Index, IndexPart, Table};
use crate::artifact::Place;

impl Table {
    /// The index, key or unique constraint that begins with these columns, in any order among themselves, and
    /// holds every row in which they have values.
    pub fn index_of(&self, columns: &[String]) -> Option<Place> {
        let leads = |led_by: &[String]| {
            led_by.len() >= columns.len()
                && led_by
                    .iter()
                    .take(columns.len())
                    .all(|lead| columns.iter().any(|column| column.eq_ignore_ascii_case(lead)))
        };
        let mut keys = self.primary_key.iter().chain(&self.uniques);
        let key = keys.find(|key| leads(&key.columns)).map(|key| key.place);
        let index = |index: &&Index| {
            index.finds_equal() && index.holds_values_of(columns) && leads(&index.leading_columns())
        };
        key.or_else(|| self.indexes.iter().find(index).map(|index| index.place))
    }

    /// Whether no two rows are alike in the columns that `among` names: they hold a whole key.
    pub fn holds_key(&self, among: &dyn Fn(&String) -> bool) -> bool {
        // What an expression makes of equal values is equal.
        let made_of = |text: &str| {
            let names = text.split(|letter: char| !letter.is_alphanumeric() && letter != '_');
            let mut columns =
                names.filter_map(|name| self.column(name)).map(|column| &column.name).peekable();
            columns.peek().is_some() && columns.all(among)
        };
        let by_index = self.indexes.iter().any(|index| {
            index.unique
                && index.condition.is_none()
                && index.parts.iter().all(|part| match part {
                    IndexPart::Column(name) => among(name),
                    IndexPart::Expression(text) => made_of(text),
                })
        });
        by_index || {
            let mut keys = self.primary_key.iter().chain(&self.uniques);
            keys.any(|key| !key.columns.is_empty() && key.columns.iter().all(among))
        }
    }

    /// An index that reaches one of `equal` only behind one of `ranged`: it reads the whole range.
    pub fn misordered(&self, equal: &[String], ranged: &[String]) -> Option<&Index> {
        let among =
            |columns: &[String], own: &String| columns.iter().any(|column| column.eq_ignore_ascii_case(own));
        self.indexes.iter().filter(|index| index.finds_equal() && index.condition.is_none()).find(|index| {
            let columns = index.leading_columns();
            columns.first().is_some_and(|first| among(ranged, first) && !among(equal, first))
                && columns.iter().skip(1).any(|column| among(equal, column))
        })
    }

    /// Whether an index gives rows with some columns equal in the order of another.
    pub fn is_sorted_by(&self, equal: &[String], first: &str) -> bool {
        let fixed = |own: &String| equal.iter().any(|column| column.eq_ignore_ascii_case(own));
        let leads = |columns: &[String]| {
            columns
                .iter()
                .find(|column| !fixed(column))
                .is_some_and(|column| column.eq_ignore_ascii_case(first))
        };
        self.primary_key.iter().chain(&self.uniques).any(|key| leads(&key.columns))
            || self.indexes.iter().any(|index| index.finds_equal() && leads(&index.leading_columns()))
    }

    /// Whether rows are found by these columns without reading all of them.
    pub fn is_indexed(&self, columns: &[String]) -> bool {
        let by_itself = self.engine.is_some_and(|engine| engine.indexes_foreign_keys);
        self.index_of(columns).is_some()
            || (by_itself && self.foreign_keys.iter().any(|key| key.columns == columns))
    }
}
