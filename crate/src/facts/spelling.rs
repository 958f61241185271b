//! How a statement about a table has to be written so that its database takes it.

use super::{Engine, Restated, Table};
use crate::artifact::Place;

impl Table {
    /// Its name as statements must say it.
    pub fn spelled(&self) -> String {
        let name = spelled(&self.name, Some(self.place), self.engine);
        match &self.schema {
            Some(schema) => format!("{}.{name}", spelled(schema, None, self.engine)),
            None => name,
        }
    }

    pub fn spelled_column(&self, name: &str) -> String {
        let place = self.column(name).map(|column| column.place);
        spelled(name, place, self.engine)
    }

    /// The name of an index or constraint of it, as written at that place.
    pub fn spelled_name(&self, name: &str, place: Place) -> String {
        spelled(name, Some(place), self.engine)
    }

    /// Several columns, with commas between them.
    pub fn spelled_columns(&self, names: &[String]) -> String {
        let names: Vec<_> = names.iter().map(|name| self.spelled_column(name)).collect();
        names.join(", ")
    }

    /// A name for something that belongs to some columns: `visits_pet_id_idx`.
    pub fn name_for(&self, columns: &[String], end: &str) -> String {
        let name = format!("{}_{}_{end}", self.name, columns.join("_")).to_lowercase();
        let name: String =
            name.chars().map(|letter| if letter.is_alphanumeric() { letter } else { '_' }).collect();
        // The shortest limit among databases is that of PostgreSQL, 63 bytes.
        if name.len() <= 63 {
            name
        } else {
            name.chars().rev().take(60).collect::<String>().chars().rev().collect()
        }
    }

    /// The statement that gives these columns an index, while rows are written where the database can do that.
    pub fn create_index(&self, columns: &[String], live: bool) -> String {
        let verb = match self.engine {
            // An index over all partitions cannot be built that way.
            Some(engine) if live && !self.is_partitioned() => engine.create_index,
            _ => "CREATE INDEX",
        };
        let name = self.name_for(columns, "idx");
        format!("{verb} {name} ON {} ({});", self.spelled(), self.spelled_columns(columns))
    }

    /// The statement that gives a column another type, where the database has one.
    pub fn change_type(&self, column: &str, type_: &str) -> Option<String> {
        let pattern = match self.engine {
            Some(engine) => engine.change_type?,
            None => "ALTER TABLE {table} ALTER COLUMN {column} TYPE {type};",
        };
        let type_ = format!("{type_}{}", self.restated(column));
        let statement = pattern.replace("{table}", &self.spelled()).replace("{type}", &type_);
        Some(statement.replace("{column}", &self.spelled_column(column)))
    }

    /// What a change of its type must say again of a column.
    fn restated(&self, column: &str) -> String {
        let restated = self.engine.map_or(Restated::Nothing, |engine| engine.restated);
        let Some(column) = self.column(column).filter(|_| restated != Restated::Nothing) else {
            return String::new();
        };
        let null = if column.nullable { "" } else { " NOT NULL" };
        if restated == Restated::Nullability {
            return null.to_owned();
        }
        let default =
            column.default.as_ref().map_or_else(String::new, |default| format!(" DEFAULT {}", default.value));
        let counted = if column.generated { " AUTO_INCREMENT" } else { "" };
        format!("{null}{default}{counted}")
    }
}

/// A name in the quotes that it needs: it has them where it is written, or is no plain word.
fn spelled(name: &str, place: Option<Place>, engine: Option<&Engine>) -> String {
    // Without capitals it is the same with quotes and without.
    let quoted = name.chars().any(char::is_uppercase)
        && place.is_some_and(|place| (place.span.end - place.span.start) as usize > name.len());
    let plain = name.chars().all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !name.starts_with(|letter: char| letter.is_ascii_digit());
    if plain && !quoted && !is_reserved(name) {
        return name.to_owned();
    }
    let (open, close) = engine.map_or(('"', '"'), |engine| engine.quotes);
    format!("{open}{}{close}", name.replace(close, &format!("{close}{close}")))
}

/// Words that cannot stand as a name in at least one database.
const RESERVED: &str = " \
    all and any as asc between by case check column constraint create current database default \
    delete desc distinct drop else end exists foreign from full grant group having in index insert \
    interval into is join key left like limit not null offset on option or order outer primary \
    range rank references right row rows select set table then to trigger union unique update user \
    using values view when where with ";

fn is_reserved(name: &str) -> bool {
    RESERVED.contains(&format!(" {} ", name.to_ascii_lowercase()))
}
