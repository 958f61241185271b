//! `schema.prisma`: the models as the tables that Prisma makes of them.

mod lexer;
mod model;
mod syntax;
mod types;

use std::collections::HashMap;

use self::model::Schema;
use self::syntax::{Block, Reader};
use crate::artifact::Source;
use crate::detect::Dialect;
use crate::extract::sql;
use crate::facts::{
    Coverage, FileFacts, Located, Mapper, Model, ModelKind, NamedType, NamedTypeKind, SchemaChange, Table,
    Technology, TechnologyRole, View,
};

/// More than any schema has.
const MOST_BLOCKS: usize = 20_000;

pub(super) fn read(source: &Source<'_>, facts: &mut FileFacts) {
    facts.coverage = Coverage::read();
    let mut reader = Reader::new(source.text);
    let mut blocks = Vec::new();
    while let Some(block) = reader.block() {
        if blocks.len() == MOST_BLOCKS {
            facts.coverage.missed(None, "only the first 20,000 blocks were read");
            break;
        }
        blocks.push(block);
    }
    if blocks.is_empty() {
        facts.coverage = Coverage::not_read("it holds no model, enum or datasource");
        return;
    }
    let provider = setting(&blocks, "provider");
    if provider.as_ref().is_some_and(|own| own.value == "mongodb") {
        facts.coverage.missed(None, "not read: models of MongoDB, which are no tables");
        return;
    }
    let dialect = provider.as_ref().map_or(Dialect::Generic, |own| dialect(own.value));
    let engine = sql::engine(dialect);
    facts.engine = engine;
    if let (Some(engine), Some(provider)) = (engine, &provider) {
        facts.technologies.push(Technology {
            role: TechnologyRole::Database,
            name: engine.name.to_owned(),
            place: source.whole(),
            evidence: format!("its datasource says `{}`", provider.value),
        });
    }
    let enforced = setting(&blocks, "relationMode").is_none_or(|mode| mode.value != "prisma");
    let mut named = HashMap::new();
    for block in &blocks {
        named.entry((block.keyword, block.name.text)).or_insert(block);
    }
    let schema = Schema { source, blocks: named, dialect, engine, enforced };
    for block in &blocks {
        match block.keyword {
            "model" => {
                let mut table = schema.table(block);
                let known = names(block, &table);
                table.mapper = Some(&MAPPER);
                table.fields.clone_from(&known.fields);
                facts.models.push(known);
                facts.schema_changes.push(SchemaChange::CreateTable(table));
            }
            "enum" => facts.schema_changes.push(SchemaChange::CreateType(enumeration(source, block))),
            "view" => facts.schema_changes.push(SchemaChange::CreateView(view(source, block))),
            _ => {}
        }
    }
}

static MAPPER: Mapper = Mapper {
    language: "prisma",
    index: "@@index([{list}])",
    unique: "@@unique([{list}])",
    by_field: true,
    quote: "",
    between: ", ",
    money: "{first} Decimal @db.Decimal(12, 2)",
};

/// What code calls a table and its columns.
fn names(block: &Block<'_>, table: &Table) -> Model {
    let named = Table::new(table.name.clone(), table.place, table.statement);
    let fields = block.lines.iter().filter_map(|line| {
        let name = line.words.first()?.text;
        Some((name.to_owned(), model::mapped(&line.attributes, false)?.to_owned()))
    });
    Model { fields: fields.collect(), ..Model::new(block.name.text, ModelKind::Names, named) }
}

fn dialect(provider: &str) -> Dialect {
    match provider {
        "postgresql" | "postgres" | "cockroachdb" => Dialect::PostgreSql,
        "mysql" => Dialect::MySql,
        "sqlite" => Dialect::Sqlite,
        "sqlserver" => Dialect::SqlServer,
        _ => Dialect::Generic,
    }
}

struct Setting<'a> {
    value: &'a str,
}

/// What the datasource says.
fn setting<'a>(blocks: &[Block<'a>], name: &str) -> Option<Setting<'a>> {
    let sources = blocks.iter().filter(|block| block.keyword == "datasource");
    let lines = sources.flat_map(|block| &block.lines);
    let mut named = lines.filter(|line| line.words.first().is_some_and(|word| word.text == name));
    Some(Setting { value: named.next_back()?.value? })
}

fn enumeration(source: &Source<'_>, block: &Block<'_>) -> NamedType {
    let values = block.lines.iter().filter_map(|line| {
        let name = line.words.first()?.text;
        Some(model::mapped(&line.attributes, false).unwrap_or(name).to_owned())
    });
    let name = model::block_name(block);
    NamedType {
        schema: None,
        name: name.value,
        kind: NamedTypeKind::Enumeration(values.collect()),
        place: source.place(block.name.start, block.name.end),
    }
}

fn view(source: &Source<'_>, block: &Block<'_>) -> View {
    let name: Located<String> = model::block_name(block);
    let place = source.place(block.name.start, block.name.end);
    View { schema: None, name: name.value, materialized: false, invoker: false, place }
}

#[cfg(test)]
mod tests;
