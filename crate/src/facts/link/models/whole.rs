//! One model with what it takes from others.

use crate::artifact::Place;
use crate::facts::{
    Column, ColumnType, FileEntry, ForeignKey, Index, Key, Link, MadeColumn, Model, Relation, Table,
    TypeFamily, singular, snake,
};

/// A model with all that it has.
pub(super) struct Whole<'a> {
    pub model: &'a Model,
    pub table: Table,
    pub relations: Vec<(&'a FileEntry, &'a Relation)>,
    /// References to parents with tables of their own.
    pub beside: Vec<Relation>,
}

/// The column that a key of one column is.
pub(super) struct ColumnKey {
    table: String,
    schema: Option<String>,
    column: Column,
}

impl ColumnKey {
    pub(super) fn of(own: &Whole<'_>) -> Option<Self> {
        let key = own.table.primary_key.as_ref()?;
        let column = own.table.column(key.columns.first()?).filter(|_| key.columns.len() == 1)?;
        Some(Self { table: own.table.name.clone(), schema: own.table.schema.clone(), column: column.clone() })
    }

    pub(super) fn fill(&self, pattern: &str) -> String {
        filled(pattern, &self.table, &self.column.name)
    }
}

fn makes_key(relation: &Relation) -> bool {
    matches!(&relation.link, Link::Columns { made, .. } if made.key)
}

fn filled(pattern: &str, table: &str, key: &str) -> String {
    if !pattern.contains('{') {
        return pattern.to_owned();
    }
    let mut letters = key.chars();
    let capital: String = letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect();
    pattern.replace("{table}", table).replace("{key}", key).replace("{Key}", &capital)
}

impl<'a> Whole<'a> {
    pub(super) fn take(&mut self, from: &'a FileEntry, parent: &'a Model) {
        let other = &parent.table;
        for column in &other.columns {
            self.add_column(column.clone());
        }
        let table = &mut self.table;
        table.fields.extend(parent.fields.iter().cloned());
        if table.primary_key.is_none() {
            table.primary_key.clone_from(&other.primary_key);
        }
        table.uniques.extend(other.uniques.iter().cloned());
        table.indexes.extend(other.indexes.iter().cloned());
        table.foreign_keys.extend(other.foreign_keys.iter().cloned());
        self.relations.extend(parent.relations.iter().map(|relation| (from, relation)));
    }

    /// Refers to a parent that has a table of its own by the key.
    pub(super) fn stand_beside(&mut self, parent: &'a Model, column: &str) {
        let place = self.table.place;
        let made = MadeColumn { key: true, ..MadeColumn::default() };
        let link = Link::Columns { columns: vec![column.to_owned()], referred: Vec::new(), made };
        let target = parent.name.clone();
        let relation = Relation { name: None, target, link, place, on_delete: None, on_update: None };
        self.beside.push(relation);
    }

    /// The key that the library gives where nothing else is one.
    pub(super) fn give_key(&mut self) {
        let Some(column) = self.model.usual_key.clone() else { return };
        let later = self.relations.iter().any(|(_, relation)| makes_key(relation));
        if self.table.primary_key.is_some() || later || !self.beside.is_empty() {
            return;
        }
        let (columns, place) = (vec![column.name.clone()], column.place);
        self.table.primary_key = Some(Key { name: None, columns, index: None, nulls_alike: false, place });
        self.table.columns.retain(|own| own.name != column.name);
        self.table.columns.insert(0, column);
    }

    /// Makes a column as the only one of a part is.
    pub(super) fn make(&mut self, name: &str, as_these: &[Column]) {
        let [like] = as_these else { return };
        let Some(column) = self.table.columns.iter_mut().find(|column| column.name == name) else { return };
        column.type_ = ColumnType { place: column.type_.place, ..like.type_.clone() };
        column.values.clone_from(&like.values);
        column.nullable &= like.nullable;
        column.generated |= like.generated;
        column.default = column.default.take().or_else(|| like.default.clone());
        column.on_change = column.on_change.or(like.on_change);
    }

    pub(super) fn add_column(&mut self, column: Column) {
        if self.table.column(&column.name).is_none() {
            self.table.columns.push(column);
        }
    }

    /// Adds a reference, and its columns where they are not declared.
    pub(super) fn refer(
        &mut self,
        relation: &Relation,
        (columns, referred, made): (&[String], &[String], MadeColumn),
        (other, home): (Option<&Model>, &str),
        key: Option<&ColumnKey>,
    ) {
        let known =
            |name: &String| other.map_or_else(|| name.clone(), |other| other.column_of(name).to_owned());
        let referred: Vec<String> = referred.iter().map(known).collect();
        let table = match key {
            Some(key) => key.table.clone(),
            None if home.is_empty() => relation.target.clone(),
            None => home.to_owned(),
        };
        let column_referred = referred.first().map_or("id", String::as_str);
        let names: Vec<String> = columns
            .iter()
            .map(|name| {
                let called = other.map_or_else(|| singular(&relation.target), |other| singular(&other.name));
                let called = if name.starts_with("{model}_") { snake(&called) } else { called };
                name.replace("{model}", &called)
            })
            .map(|name| match key {
                Some(key) if referred.is_empty() => key.fill(&name),
                _ => filled(&name, &table, column_referred),
            })
            .map(|name| self.model.column_of(&name).to_owned())
            .collect();
        if made.declared && !names.iter().all(|name| self.table.column(name).is_some()) {
            return;
        }
        for name in &names {
            let taken =
                other.and_then(|other| other.table.column(column_referred)).or(key.map(|key| &key.column));
            let type_ = taken.map(|column| counted(&column.type_));
            let unknown =
                || ColumnType { text: String::new(), place: relation.place, family: TypeFamily::Other };
            self.add_column(Column {
                nullable: made.nullable,
                type_: ColumnType { place: relation.place, ..type_.unwrap_or_else(unknown) },
                ..Column::new(name.clone(), relation.place)
            });
        }
        self.hold(&names, made, relation.place);
        if self.table.foreign_keys.iter().any(|key| key.columns == names) {
            return;
        }
        let name = relation.name.as_ref().map(|name| {
            let name = name.replace("{own}", &self.table.name).replace("{columns}", &names.join("_"));
            filled(&name, &table, referred.first().map_or("id", String::as_str))
        });
        self.table.foreign_keys.push(ForeignKey {
            name,
            on_delete: relation.on_delete,
            on_update: relation.on_update,
            ..ForeignKey::over(names, table, referred, relation.place)
        });
    }

    /// Gives the columns of a reference the key or index that comes with it.
    fn hold(&mut self, names: &[String], made: MadeColumn, place: Place) {
        let own = Key { name: None, columns: names.to_vec(), index: None, nulls_alike: false, place };
        if made.key && self.table.primary_key.is_none() {
            self.table.primary_key = Some(own.clone());
        }
        let keyed = self.table.primary_key.as_ref().is_some_and(|key| key.columns == names);
        if made.unique && !keyed && !self.table.uniques.iter().any(|key| key.columns == names) {
            self.table.uniques.push(own);
        } else if made.indexed && self.table.index_of(names).is_none() {
            self.table.indexes.push(Index::over(None, names.to_vec(), place));
        }
    }
}

/// A reference holds a value of the type that a key counts up in.
fn counted(type_: &ColumnType) -> ColumnType {
    let text = match type_.text.to_ascii_lowercase().as_str() {
        "serial" => "integer".to_owned(),
        "bigserial" => "bigint".to_owned(),
        "smallserial" => "smallint".to_owned(),
        _ => type_.text.clone(),
    };
    ColumnType { text, ..type_.clone() }
}

/// The table of pairs.
pub(super) fn joined(
    own: &Table,
    relation: &Relation,
    (name, left, right): (&str, &str, &str),
    own_key: Option<&ColumnKey>,
    other_key: Option<&ColumnKey>,
) -> Option<Table> {
    let (one, other) = (own_key?, other_key?);
    let name = name.replace("{own}", &own.name).replace("{other}", &other.table);
    let mut table =
        Table { modelled: true, engine: own.engine, ..Table::new(name, relation.place, relation.place) };
    let mut columns = Vec::new();
    for (key, pattern) in [(one, left), (other, right)] {
        let name = key.fill(pattern);
        let type_ = ColumnType { place: relation.place, ..counted(&key.column.type_) };
        columns.push(name.clone());
        table.columns.push(Column { type_, nullable: false, ..Column::new(name.clone(), relation.place) });
        let reference =
            ForeignKey::over(vec![name], key.table.clone(), vec![key.column.name.clone()], relation.place);
        table.foreign_keys.push(ForeignKey {
            schema: key.schema.clone(),
            on_delete: relation.on_delete,
            ..reference
        });
    }
    if columns.first() == columns.last() {
        return None;
    }
    let second = columns.last().cloned();
    table.indexes.extend(second.map(|second| Index::over(None, vec![second], relation.place)));
    table.primary_key =
        Some(Key { name: None, columns, index: None, nulls_alike: false, place: relation.place });
    Some(table)
}
