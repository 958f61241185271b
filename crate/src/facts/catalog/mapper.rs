//! How an object mapper says what a table has.

use super::Table;

/// In patterns, `{list}` stands for the fields or columns, `{first}` for the first of them, `{name}` for a name.
#[derive(Debug)]
pub struct Mapper {
    /// Of a fenced block: `python`.
    pub language: &'static str,
    pub index: &'static str,
    pub unique: &'static str,
    /// Lists hold the names that code has for columns, and not those of the database.
    pub by_field: bool,
    /// Around each name in a list, and between them.
    pub quote: &'static str,
    pub between: &'static str,
    /// An exact number for money.
    pub money: &'static str,
}

impl PartialEq for Mapper {
    fn eq(&self, other: &Self) -> bool {
        std::ptr::eq(self, other)
    }
}

impl Eq for Mapper {}

impl Table {
    /// What the model says of an index over these columns, with the language of that; none where the table is no
    /// model's.
    pub fn modelled_index(&self, columns: &[String], unique: bool) -> Option<(&'static str, String)> {
        let mapper = self.mapper?;
        let pattern = if unique { mapper.unique } else { mapper.index };
        let end = if unique { "key" } else { "idx" };
        Some((mapper.language, mapper.filled(pattern, self, columns, &self.name_for(columns, end))))
    }

    /// How the model declares a column as an exact number.
    pub fn modelled_money(&self, column: &str) -> Option<(&'static str, String)> {
        let mapper = self.mapper.filter(|mapper| !mapper.money.is_empty())?;
        Some((mapper.language, mapper.filled(mapper.money, self, &[column.to_owned()], "")))
    }

    /// The type of an exact number, where it can take the place of a column's.
    pub fn modelled_money_type(&self, column: &str) -> Option<String> {
        let (_, text) = self.modelled_money(column).filter(|_| self.plain.iter().any(|own| own == column))?;
        text.strip_prefix(self.field_of(column)).map(|type_| type_.trim_start().to_owned())
    }

    /// The name that code has for a column.
    fn field_of<'a>(&'a self, column: &'a str) -> &'a str {
        let field = self.fields.iter().find(|(_, own)| own == column);
        field.map_or(column, |(field, _)| field)
    }
}

impl Mapper {
    fn filled(&self, pattern: &str, table: &Table, columns: &[String], name: &str) -> String {
        let field =
            |column: &String| if self.by_field { table.field_of(column).to_owned() } else { column.clone() };
        let quoted: Vec<String> =
            columns.iter().map(|column| format!("{0}{1}{0}", self.quote, field(column))).collect();
        let first = columns.first().map_or("", |column| table.field_of(column));
        pattern
            .replace("{list}", &quoted.join(self.between))
            .replace("{first}", first)
            .replace("{name}", name)
    }
}
