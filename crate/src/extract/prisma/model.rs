//! A model as a table.

use std::collections::HashMap;

use super::syntax::{Attribute, Block, Line, names};
use super::types;
use crate::artifact::{Place, Source};
use crate::detect::Dialect;
use crate::extract::sql;
use crate::facts::{
    Action, Column, ColumnType, Engine, ForeignKey, Index, IndexPart, Key, Located, Table, TypeFamily,
};

/// All that a model may refer to.
pub(super) struct Schema<'s, 'a> {
    pub source: &'s Source<'a>,
    /// By keyword and name; of two alike the first.
    pub blocks: HashMap<(&'a str, &'a str), &'s Block<'a>>,
    pub dialect: Dialect,
    pub engine: Option<&'static Engine>,
    /// The database holds the references, and not the client.
    pub enforced: bool,
}

/// What `@map` or `@@map` calls it in the database.
pub(super) fn mapped<'a>(attributes: &[Attribute<'a>], of_block: bool) -> Option<&'a str> {
    let map = attributes.iter().find(|own| own.of_block == of_block && own.name == "map")?;
    Some(map.argument("name", true)?.trim_matches('"'))
}

/// The name in the database.
pub(super) fn block_name(block: &Block<'_>) -> Located<String> {
    let map = block.lines.iter().find_map(|line| mapped(&line.attributes, true));
    Located { value: map.unwrap_or(block.name.text).to_owned(), place: Place::default() }
}

/// `map: "one_total"`
fn given_name(own: &Attribute<'_>) -> Option<String> {
    own.argument("map", false).map(|name| name.trim_matches('"').to_owned())
}

fn attribute<'l, 'a>(line: &'l Line<'a>, name: &str) -> Option<&'l Attribute<'a>> {
    line.attributes.iter().find(|own| !own.of_block && own.name == name)
}

impl Schema<'_, '_> {
    fn place(&self, attribute: &Attribute<'_>) -> Place {
        self.source.place(attribute.start, attribute.end)
    }

    fn block(&self, keyword: &str, name: &str) -> Option<&Block<'_>> {
        self.blocks.get(&(keyword, name)).copied()
    }

    pub(super) fn table(&self, block: &Block<'_>) -> Table {
        let place = self.source.place(block.name.start, block.name.end);
        let statement = self.source.place(block.name.start, block.end);
        let own = Table::new(block_name(block).value, place, statement);
        let closing = block.end.saturating_sub(1);
        let line = Some(self.source.place(closing, closing));
        let mut table = Table { engine: self.engine, modelled: true, line, ..own };
        for line in &block.lines {
            if let [name, type_, ..] = line.words.as_slice() {
                if self.is_column(line, type_.text) {
                    let place = self.source.place(name.start, name.end);
                    let type_place = self.source.place(type_.start, type_.end);
                    self.column(&mut table, line, (name.text, place), (type_.text, type_place));
                } else if self.enforced {
                    table.foreign_keys.extend(self.reference(block, line, type_.text));
                }
            }
            for own in line.attributes.iter().filter(|own| own.of_block) {
                self.of_table(&mut table, block, own);
            }
        }
        table
    }

    /// Relations are no columns. A type of another file is an enumeration where nothing shows a relation.
    fn is_column(&self, line: &Line<'_>, type_: &str) -> bool {
        let known = types::is_scalar(type_) || self.block("enum", type_).is_some();
        let relation = self.block("model", type_).is_some()
            || self.block("view", type_).is_some()
            || attribute(line, "relation").is_some();
        known || (!relation && !line.list && (attribute(line, "default").is_some() || !line.optional))
    }

    fn column(&self, table: &mut Table, line: &Line<'_>, name: (&str, Place), type_: (&str, Place)) {
        let written = line.attributes.iter().find(|own| own.name.starts_with("db."));
        let native = written.map(|own| {
            let arguments: Vec<_> = own.arguments.iter().map(|argument| argument.value).collect();
            (own.name.trim_start_matches("db."), arguments.join(", "))
        });
        let native = native.as_ref().map(|(name, arguments)| (*name, arguments.as_str()));
        let text = types::sql_type(type_.0, native, line.list, self.dialect);
        let enumeration = self.block("enum", type_.0);
        let family = if enumeration.is_some() && !line.list {
            TypeFamily::Enumeration
        } else {
            moment(type_.0, sql::family(&text, self.dialect))
        };
        let default = attribute(line, "default").and_then(|own| {
            Some(Located { value: own.argument("value", true)?.to_owned(), place: self.place(own) })
        });
        let generated = default
            .as_ref()
            .is_some_and(|own| own.value.starts_with("autoincrement") || own.value.starts_with("sequence"));
        let own_name = mapped(&line.attributes, false).unwrap_or(name.0).to_owned();
        if written.is_none() && !line.list && enumeration.is_none() {
            table.plain.push(own_name.clone());
        }
        self.own_keys(table, line, &own_name);
        table.columns.push(Column {
            type_: ColumnType { text, place: type_.1, family },
            nullable: line.optional,
            default: default.filter(|_| !generated),
            generated,
            on_change: attribute(line, "updatedAt").map(|own| self.place(own)),
            values: enumeration.map(values).unwrap_or_default(),
            ..Column::new(own_name, name.1)
        });
    }

    /// `@id` and `@unique` behind a field.
    fn own_keys(&self, table: &mut Table, line: &Line<'_>, column: &str) {
        let called = table.name.clone();
        let key = |own: &Attribute<'_>, end: &str| Key {
            name: Some(given_name(own).unwrap_or_else(|| match end {
                "pkey" => format!("{called}_pkey"),
                _ => format!("{called}_{column}_{end}"),
            })),
            columns: vec![column.to_owned()],
            index: None,
            nulls_alike: false,
            place: self.place(own),
        };
        if let Some(own) = attribute(line, "id") {
            table.primary_key = Some(key(own, "pkey"));
        }
        table.uniques.extend(attribute(line, "unique").map(|own| key(own, "key")));
    }

    /// `@@id`, `@@unique`, `@@index`, `@@schema`.
    fn of_table(&self, table: &mut Table, block: &Block<'_>, own: &Attribute<'_>) {
        let place = self.place(own);
        let fields = own.argument("fields", true).map(names).unwrap_or_default();
        let columns = || fields.iter().map(|(name, _)| column_of(block, name)).collect::<Vec<_>>();
        // Where it has no name of its own, Prisma makes one of the table and the columns.
        let end = match own.name {
            "id" => "pkey",
            "unique" => "key",
            _ => "idx",
        };
        let usual = match end {
            "pkey" => format!("{}_pkey", table.name),
            _ => format!("{}_{}_{end}", table.name, columns().join("_")),
        };
        let name = Some(given_name(own).unwrap_or(usual));
        match own.name {
            "id" => {
                table.primary_key =
                    Some(Key { name, columns: columns(), index: None, nulls_alike: false, place });
            }
            "unique" => {
                table.uniques.push(Key { name, columns: columns(), index: None, nulls_alike: false, place });
            }
            "index" | "fulltext" => {
                let method = own.argument("type", false).map(str::to_ascii_lowercase);
                let falling = fields.iter().filter(|(_, detail)| detail.contains("Desc"));
                table.indexes.push(Index {
                    name,
                    parts: columns().into_iter().map(IndexPart::Column).collect(),
                    written: None,
                    descending: falling.map(|(name, _)| column_of(block, name)).collect(),
                    included: Vec::new(),
                    unique: false,
                    nulls_alike: false,
                    method: if own.name == "fulltext" { Some("fulltext".to_owned()) } else { method },
                    condition: None,
                    online: false,
                    parent_only: false,
                    place,
                });
            }
            "schema" => {
                table.schema = own.argument("name", true).map(|name| name.trim_matches('"').to_owned());
            }
            _ => {}
        }
    }

    /// `@relation(fields: [authorId], references: [id], onDelete: Cascade)`
    fn reference(&self, block: &Block<'_>, line: &Line<'_>, model: &str) -> Option<ForeignKey> {
        let own = attribute(line, "relation")?;
        let fields = names(own.argument("fields", false)?);
        let referred = self.block("model", model);
        let references = own.argument("references", false).map(names).unwrap_or_default();
        let references = references.into_iter().map(|(name, _)| match referred {
            Some(referred) => column_of(referred, name),
            None => name.to_owned(),
        });
        Some(ForeignKey {
            name: given_name(own),
            columns: fields.into_iter().map(|(name, _)| column_of(block, name)).collect(),
            schema: None,
            table: referred.map_or_else(|| model.to_owned(), |referred| block_name(referred).value),
            referred: references.collect(),
            on_delete: own.argument("onDelete", false).and_then(action),
            on_update: own.argument("onUpdate", false).and_then(action),
            inline: false,
            validated: true,
            deferrable: false,
            place: self.place(own),
        })
    }
}

/// Prisma writes and reads every point in time in universal time, whatever the column's type.
fn moment(prisma: &str, family: TypeFamily) -> TypeFamily {
    match family {
        TypeFamily::Timestamp { .. } if prisma == "DateTime" => TypeFamily::Timestamp { zoned: true },
        other => other,
    }
}

/// The column of a field.
fn column_of(block: &Block<'_>, field: &str) -> String {
    let line = block.lines.iter().find(|line| line.words.first().is_some_and(|word| word.text == field));
    line.and_then(|line| mapped(&line.attributes, false)).unwrap_or(field).to_owned()
}

fn values(block: &Block<'_>) -> Vec<String> {
    let lines = block.lines.iter().filter_map(|line| {
        let name = line.words.first()?.text;
        Some(mapped(&line.attributes, false).unwrap_or(name).to_owned())
    });
    lines.collect()
}

fn action(name: &str) -> Option<Action> {
    Some(match name {
        "Cascade" => Action::Cascade,
        "Restrict" => Action::Restrict,
        "NoAction" => Action::NoAction,
        "SetNull" => Action::SetNull,
        "SetDefault" => Action::SetDefault,
        _ => return None,
    })
}
